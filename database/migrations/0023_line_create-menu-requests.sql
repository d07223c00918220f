CREATE TABLE line.menu_requests (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account text NOT NULL CHECK (account IN ('reporter', 'staff')),
  chat_id text NOT NULL,
  menu text NOT NULL CHECK (menu IN ('default', 'reporting')),
  created_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz
);
CREATE INDEX menu_requests_chat ON line.menu_requests (account, chat_id, id);
COMMENT ON TABLE line.menu_requests IS 'Which rich menu a chat is to show; the newest request of a chat is carried out, then all of them are deleted';
COMMENT ON COLUMN line.menu_requests.chat_id IS 'Personal data: LINE''s user id';
