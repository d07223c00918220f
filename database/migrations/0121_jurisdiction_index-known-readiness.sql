-- Every process reads this every few seconds; few of ten thousand agencies have a known readiness.
CREATE INDEX agencies_known_readiness ON jurisdiction.agencies (id) INCLUDE (readiness) WHERE readiness <> 'unknown';
