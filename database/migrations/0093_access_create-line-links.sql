CREATE TABLE access.line_links (
  user_id uuid PRIMARY KEY REFERENCES access.users ON DELETE CASCADE,
  line_user_id text NOT NULL UNIQUE,
  linked_at timestamptz NOT NULL
);
COMMENT ON TABLE access.line_links IS 'Links between LINE users of the staff account and persons, for alerts on their phones';
COMMENT ON COLUMN access.line_links.line_user_id IS 'Personal data: LINE user id, not hashed because messages are addressed to it';

CREATE TABLE access.line_link_codes (
  user_id uuid PRIMARY KEY REFERENCES access.users ON DELETE CASCADE,
  code_hash text NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE access.line_link_codes IS 'Codes shown in the console and sent by LINE to link a chat; each is valid once, for ten minutes';
