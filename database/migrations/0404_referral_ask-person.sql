-- After help was received the person is asked whether they got it: by LINE where that is safe, otherwise by a worker.
ALTER TABLE referral.referrals ADD COLUMN confirm_at timestamptz, ADD COLUMN asked_times integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN referral.referrals.confirm_at IS 'When the person is asked, asked again, or left to a worker';
COMMENT ON COLUMN referral.referrals.asked_times IS 'How often the person was asked by LINE';
CREATE INDEX referrals_confirm ON referral.referrals (confirm_at) WHERE confirmation = 'waiting';
