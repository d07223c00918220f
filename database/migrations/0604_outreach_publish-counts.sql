-- How often codes were opened, by day and kind and province of the placement; no name of a place (decision 0097).
CREATE VIEW outreach.published_placement_kinds AS
  SELECT code, kind, left(subdistrict_code, 2) AS province_code, status IN ('shown', 'checked') AS is_hanging FROM outreach.placements;
COMMENT ON VIEW outreach.published_placement_kinds IS 'Of each placement its kind and province, and whether it hangs';
CREATE VIEW outreach.published_counts AS SELECT code, day, step, n FROM outreach.placement_counts;
COMMENT ON VIEW outreach.published_counts IS 'How often each code was opened and what was done then, by day; no person';
GRANT SELECT ON outreach.published_placement_kinds, outreach.published_counts TO ess_service;
REVOKE INSERT, UPDATE, DELETE ON outreach.published_placement_kinds, outreach.published_counts FROM ess_service;
REVOKE ALL ON outreach.published_placement_kinds, outreach.published_counts FROM ess_user;
CREATE INDEX placement_counts_day ON outreach.placement_counts (day);
