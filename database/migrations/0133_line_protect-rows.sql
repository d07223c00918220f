-- A desk owes words to the reporters within its reach and reads nothing of what LINE brought or took.
ALTER TABLE line.chats ENABLE ROW LEVEL SECURITY;
ALTER TABLE line.media_fetches ENABLE ROW LEVEL SECURITY;
ALTER TABLE line.menu_wishes ENABLE ROW LEVEL SECURITY;
ALTER TABLE line.outbound_messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE line.reply_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE line.webhook_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY house ON line.chats TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON line.media_fetches TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON line.menu_wishes TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON line.outbound_messages TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON line.reply_tokens TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON line.webhook_events TO ess_house USING (true) WITH CHECK (true);

-- Asked of intake's reporters under their own policy: somebody else's address is no address.
GRANT SELECT (account, chat_id, sender_until), INSERT ON line.chats TO ess_desk;
GRANT SELECT (id), INSERT ON line.outbound_messages TO ess_desk;
GRANT INSERT ON line.menu_wishes, line.reply_tokens TO ess_desk;
CREATE POLICY desk ON line.chats TO ess_desk
  USING (account = 'reporter' AND EXISTS (SELECT FROM intake.reporters AS reporter
    WHERE reporter.channel = 'line' AND reporter.address = chats.chat_id));
CREATE POLICY desk ON line.outbound_messages TO ess_desk
  USING (account = 'reporter' AND EXISTS (SELECT FROM intake.reporters AS reporter
    WHERE reporter.channel = 'line' AND reporter.address = outbound_messages.chat_id));
CREATE POLICY desk ON line.menu_wishes TO ess_desk
  USING (account = 'reporter' AND EXISTS (SELECT FROM intake.reporters AS reporter
    WHERE reporter.channel = 'line' AND reporter.address = menu_wishes.chat_id));
-- Named in the one statement that owes words, and never filled by a desk: tokens come with LINE's events.
CREATE POLICY desk ON line.reply_tokens TO ess_desk USING (false);
