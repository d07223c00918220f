CREATE TABLE access.memberships (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES access.users ON DELETE CASCADE,
  agency_id uuid NOT NULL,
  role text NOT NULL CHECK (role <> ''),
  from_date date NOT NULL,
  until_date date,
  CHECK (until_date >= from_date),
  UNIQUE (user_id, agency_id, role, from_date)
);
COMMENT ON TABLE access.memberships IS 'Memberships: which person has which role in which agency, from which day to which (Asia/Bangkok)';
COMMENT ON COLUMN access.memberships.agency_id IS 'An agency of jurisdiction; no foreign key across capabilities';
COMMENT ON COLUMN access.memberships.role IS 'One of ROLES in contract/permission.ts; a role no longer listed there permits nothing';
COMMENT ON COLUMN access.memberships.until_date IS 'Last day, inclusive; NULL without an end';
