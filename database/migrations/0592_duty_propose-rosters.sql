-- How many units a station needs in each shift of a week, as a simulation proposes it and its planner decides (decision 0093).
CREATE TABLE duty.roster_proposals (
  id uuid PRIMARY KEY,
  agency_id uuid NOT NULL,
  units smallint[] NOT NULL CHECK (cardinality(units) = 21),
  target_minutes smallint NOT NULL,
  target_percent smallint NOT NULL,
  simulation_id uuid NOT NULL,
  proposed_by_person_id uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined', 'replaced')),
  decided_at timestamptz,
  decline_reason text,
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK ((state = 'declined') = (decline_reason IS NOT NULL))
);
CREATE UNIQUE INDEX roster_proposals_open ON duty.roster_proposals (agency_id) WHERE state = 'open';
CREATE UNIQUE INDEX roster_proposals_accepted ON duty.roster_proposals (agency_id) WHERE state = 'accepted';
COMMENT ON TABLE duty.roster_proposals IS 'Needs of units; of a station one is open and one holds at most';
COMMENT ON COLUMN duty.roster_proposals.agency_id IS 'A station of jurisdiction';
COMMENT ON COLUMN duty.roster_proposals.units IS 'From Monday night on, three a day: night, morning, evening';
COMMENT ON COLUMN duty.roster_proposals.simulation_id IS 'A simulation of insight';
COMMENT ON COLUMN duty.roster_proposals.proposed_by_person_id IS 'A person of access';
COMMENT ON COLUMN duty.roster_proposals.decline_reason IS 'Written by the planner for whoever proposed it';
ALTER TABLE duty.roster_proposals ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON duty.roster_proposals TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (units, state, decided_at, decline_reason) ON duty.roster_proposals TO ess_user;
CREATE POLICY user_reads ON duty.roster_proposals FOR SELECT TO ess_user
  USING ((SELECT platform.actor_may('duty:view')) AND duty.actor_in_scope(agency_id));
CREATE POLICY user_plans ON duty.roster_proposals FOR UPDATE TO ess_user
  USING ((SELECT platform.actor_may('duty:manage')) AND duty.actor_in_scope(agency_id));
