-- What people who asked for help in LINE are still to be told (decision 0066): written with the change, sent by the service,
-- which alone may write to a conversation. In the order of its numbers; no time is kept, so no clock matters.
CREATE TABLE help.waiting_news (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES help.requests (id),
  news text NOT NULL
);
COMMENT ON TABLE help.waiting_news IS 'News of a request that its person has not been sent yet; ids and codes only';
ALTER TABLE help.waiting_news ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON help.waiting_news TO ess_service USING (true) WITH CHECK (true);
GRANT INSERT ON help.waiting_news TO ess_user;
CREATE POLICY user_adds ON help.waiting_news FOR INSERT TO ess_user WITH CHECK (EXISTS (SELECT FROM help.visible_to_actor AS seen
  WHERE seen.request_id = waiting_news.request_id AND seen.may_act OFFSET 0));
