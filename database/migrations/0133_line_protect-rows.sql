-- The user role may queue messages to reporters in its scope, and reads nothing of LINE's events and messages.
ALTER TABLE line.chats ENABLE ROW LEVEL SECURITY;
ALTER TABLE line.media_fetches ENABLE ROW LEVEL SECURITY;
ALTER TABLE line.menu_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE line.outbound_messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE line.reply_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE line.webhook_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON line.chats TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON line.media_fetches TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON line.menu_requests TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON line.outbound_messages TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON line.reply_tokens TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY service ON line.webhook_events TO ess_service USING (true) WITH CHECK (true);

-- Selects intake's reporters under their own policy: other addresses are not visible.
GRANT SELECT (account, chat_id, sender_until), INSERT ON line.chats TO ess_user;
GRANT SELECT (id), INSERT ON line.outbound_messages TO ess_user;
GRANT INSERT ON line.menu_requests, line.reply_tokens TO ess_user;
CREATE POLICY user_all ON line.chats TO ess_user
  USING (account = 'reporter' AND EXISTS (SELECT FROM intake.reporters AS reporter
    WHERE reporter.channel = 'line' AND reporter.address = chats.chat_id));
CREATE POLICY user_all ON line.outbound_messages TO ess_user
  USING (account = 'reporter' AND EXISTS (SELECT FROM intake.reporters AS reporter
    WHERE reporter.channel = 'line' AND reporter.address = outbound_messages.chat_id));
CREATE POLICY user_all ON line.menu_requests TO ess_user
  USING (account = 'reporter' AND EXISTS (SELECT FROM intake.reporters AS reporter
    WHERE reporter.channel = 'line' AND reporter.address = menu_requests.chat_id));
-- Part of the statement that queues messages, but never filled by the user role: tokens come with LINE's events.
CREATE POLICY user_all ON line.reply_tokens TO ess_user USING (false);
