-- Processes keep agencies and boundaries in memory; one number says cheaply whether theirs is still the latest.
CREATE TABLE jurisdiction.edition (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  number bigint NOT NULL
);
INSERT INTO jurisdiction.edition (number) VALUES (1);
COMMENT ON TABLE jurisdiction.edition IS 'One row: the number of the present edition of agencies, areas and boundaries; every import makes the next';
