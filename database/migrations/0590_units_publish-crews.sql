-- Who is in which unit, and who is planned on patrol: how many units are on duty in each hour (decision 0093). Ids alone, to the service.
CREATE VIEW units.published_crews AS
  SELECT unit.id AS unit_id, unit.agency_id, member.person_id
  FROM units.units AS unit LEFT JOIN units.members AS member ON member.unit_id = unit.id
  WHERE unit.disbanded_at IS NULL AND unit.out_of_service_at IS NULL;
COMMENT ON VIEW units.published_crews IS 'Units in service with each member, or with none';
CREATE VIEW duty.published_patrol_shifts AS
  SELECT agency_id, person_id, starts_at, ends_at FROM duty.shifts WHERE post = 'patrol-unit' AND cancelled_at IS NULL;
COMMENT ON VIEW duty.published_patrol_shifts IS 'Shifts planned on patrol';
GRANT SELECT ON units.published_crews, duty.published_patrol_shifts TO ess_service;
REVOKE INSERT, UPDATE, DELETE ON units.published_crews, duty.published_patrol_shifts FROM ess_service;
REVOKE ALL ON units.published_crews, duty.published_patrol_shifts FROM ess_user;
