-- A child in a case: who answers for it before the law, and what the law protects it from.
ALTER TABLE care.people
  ADD COLUMN guardian jsonb,
  ADD COLUMN child_flags text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN care.people.guardian IS 'Personal data: who answers for a child before the law';
COMMENT ON COLUMN care.people.child_flags IS 'Personal data: of a child, as codes; none says that it was asked';
