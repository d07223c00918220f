-- A machine of an agency can be told of the steps of its referrals, by the same signed calls as an alarm. It is called for
-- nothing else, and no alarm counts it among what reaches an officer.
ALTER TABLE alerting.gateways DROP CONSTRAINT gateways_called_check;
ALTER TABLE alerting.gateways ADD CONSTRAINT gateways_called_check
  CHECK (called IN ('always', 'when-others-fail', 'referral-steps'));
COMMENT ON TABLE alerting.gateways IS 'Outgoing webhooks to SMS or radio of an agency, or to its own system about referrals; what they are sent is signed with a secret derived from AUTH_SECRET';

ALTER TABLE alerting.alerts ADD COLUMN referral jsonb;
COMMENT ON COLUMN alerting.alerts.referral IS 'A step of a referral as its agencies'' machines are told: number, status, agencies, time; nothing of a person';
