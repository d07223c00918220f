CREATE VIEW eef.published_left AS SELECT DISTINCT referral_id FROM eef.checks WHERE result = 'left';
COMMENT ON VIEW eef.published_left IS 'Referrals whose child was back in learning and left again';
GRANT SELECT ON eef.published_left TO ess_service;
REVOKE INSERT, UPDATE, DELETE ON eef.published_left FROM ess_service;
REVOKE ALL ON eef.published_left FROM ess_user;
