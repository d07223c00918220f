-- Receivers without an account answer by a link, with a code that was told on the phone (decision 0069).
CREATE TABLE referral.answer_links (
  id uuid PRIMARY KEY,
  referral_id uuid NOT NULL REFERENCES referral.referrals (id),
  token_hash text NOT NULL UNIQUE,
  code_hash text NOT NULL,
  given_to text NOT NULL,
  made_by_person_id uuid NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  wrong_codes integer NOT NULL DEFAULT 0,
  opened_at timestamptz,
  views integer NOT NULL DEFAULT 0,
  ended_at timestamptz,
  end_reason text CHECK (end_reason IN ('tries', 'replaced', 'revoked')),
  CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX answer_links_referral ON referral.answer_links (referral_id, made_at DESC);
COMMENT ON TABLE referral.answer_links IS 'Links by which a receiver without an account answers; hashes only';
COMMENT ON COLUMN referral.answer_links.code_hash IS 'Of the token and the code together: without the token nobody can try the codes';
COMMENT ON COLUMN referral.answer_links.given_to IS 'Personal data: the person or office it was given to';
COMMENT ON COLUMN referral.answer_links.wrong_codes IS 'How often the code was wrong; after five it ends';

ALTER TABLE referral.answer_links ENABLE ROW LEVEL SECURITY;
REVOKE DELETE ON referral.answer_links FROM ess_service;
CREATE POLICY service ON referral.answer_links TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (ended_at, end_reason) ON referral.answer_links TO ess_user;
CREATE POLICY user_reads ON referral.answer_links FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM referral.visible_to_actor AS seen
    WHERE seen.referral_id = answer_links.referral_id AND seen.side = 'sender' OFFSET 0));
CREATE POLICY user_adds ON referral.answer_links FOR INSERT TO ess_user
  WITH CHECK (made_by_person_id = (SELECT platform.actor_id()) AND EXISTS (SELECT FROM referral.visible_to_actor AS seen
    WHERE seen.referral_id = answer_links.referral_id AND seen.side = 'sender' AND seen.may_act OFFSET 0));
CREATE POLICY user_changes ON referral.answer_links FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM referral.visible_to_actor AS seen
    WHERE seen.referral_id = answer_links.referral_id AND seen.side = 'sender' AND seen.may_act OFFSET 0));
