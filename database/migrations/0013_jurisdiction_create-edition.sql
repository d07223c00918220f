-- Processes have agencies and boundaries in memory; one number shows at little cost whether their copy is current.
CREATE TABLE jurisdiction.edition (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  number bigint NOT NULL
);
INSERT INTO jurisdiction.edition (number) VALUES (1);
COMMENT ON TABLE jurisdiction.edition IS 'One row: the number of the current edition of agencies, areas and boundaries; every import increases it';
