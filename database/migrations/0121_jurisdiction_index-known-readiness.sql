-- Asked every few seconds by every process; few of ten thousand agencies have ever said whether they are ready.
CREATE INDEX agencies_known_readiness ON jurisdiction.agencies (id) INCLUDE (readiness) WHERE readiness <> 'unknown';
