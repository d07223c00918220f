ALTER TABLE incident.reports ADD COLUMN gathered integer;
COMMENT ON COLUMN incident.reports.gathered IS 'The how many-th report without a name or a number from one network within ten minutes; null unless that is remarkable';
