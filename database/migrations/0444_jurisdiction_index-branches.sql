-- Which agencies are below a branch: without it all 9,000 are read, some ten times for one page.
CREATE INDEX agencies_by_branch ON jurisdiction.agencies USING gist (path);
