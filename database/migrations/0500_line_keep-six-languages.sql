ALTER TABLE line.chats DROP CONSTRAINT chats_language_check;
ALTER TABLE line.chats ADD CONSTRAINT chats_language_check CHECK (language IN ('th', 'en', 'my', 'lo', 'km', 'zh'));
