-- Every process reads each second what has changed, instead of the readiness of all stations of the country.
ALTER TABLE jurisdiction.agencies ADD COLUMN readiness_changed_in xid8;
COMMENT ON COLUMN jurisdiction.agencies.readiness_changed_in IS 'Transaction that changed the readiness last; null while it never changed';
GRANT UPDATE (readiness_changed_in) ON jurisdiction.agencies TO ess_service, ess_user;
CREATE INDEX agencies_readiness_changes ON jurisdiction.agencies (readiness_changed_in) WHERE readiness_changed_in IS NOT NULL;
DROP INDEX jurisdiction.agencies_known_readiness;
