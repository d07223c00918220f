ALTER TABLE line.chats ADD COLUMN sender_process integer;
COMMENT ON COLUMN line.chats.sender_process IS 'The server process that is sending until then; when it has ended the lease is free at once';
ALTER TABLE line.media_fetches ADD COLUMN fetching_process integer;
COMMENT ON COLUMN line.media_fetches.fetching_process IS 'The server process that is fetching it; when it has ended the lease is free at once';
