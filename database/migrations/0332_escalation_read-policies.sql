-- Policies are rules and name nobody but who published them. A process keeps all of them in memory for everybody, also when
-- it reads them in the transaction of somebody who may not list them: with fewer rows nobody could be alerted.
DROP POLICY user_reads ON escalation.policies;
CREATE POLICY user_reads ON escalation.policies FOR SELECT TO ess_user USING ((SELECT platform.actor_id()) IS NOT NULL);
