CREATE TABLE access.line_links (
  user_id uuid PRIMARY KEY REFERENCES access.users ON DELETE CASCADE,
  line_user_id text NOT NULL UNIQUE,
  linked_at timestamptz NOT NULL
);
COMMENT ON TABLE access.line_links IS 'Which LINE user of the staff account is which person, so that alarms can reach their telephone';
COMMENT ON COLUMN access.line_links.line_user_id IS 'Personal data: LINE''s user id, in the clear because messages are addressed to it';

CREATE TABLE access.line_link_codes (
  user_id uuid PRIMARY KEY REFERENCES access.users ON DELETE CASCADE,
  code_hash text NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE access.line_link_codes IS 'Codes shown in the console and sent back by LINE; each works once and for ten minutes';
