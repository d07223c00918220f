-- An order is sent to its crew like an alarm: by every channel, also with the page closed.
CREATE TABLE units.orders (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('order', 'order-next', 'order-withdrawn', 'reporter-message')),
  incident_id uuid NOT NULL,
  code text NOT NULL,
  unit_id uuid REFERENCES units.units (id),
  assignment_id uuid REFERENCES units.assignments (id),
  unit_name text,
  person_ids uuid[] NOT NULL,
  agency_id uuid NOT NULL,
  by_person_id uuid,
  sent_at timestamptz NOT NULL,
  again_id uuid,
  next_step text CHECK (next_step IN ('again', 'notify-sender')),
  next_due_at timestamptz,
  sender_notified_at timestamptz,
  CHECK ((next_step IS NULL) = (next_due_at IS NULL))
);
CREATE INDEX orders_due ON units.orders (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX orders_again ON units.orders (again_id) WHERE again_id IS NOT NULL;
CREATE INDEX orders_incident ON units.orders (incident_id, sent_at);
CREATE INDEX orders_people ON units.orders USING gin (person_ids);
COMMENT ON TABLE units.orders IS 'Orders to crews and their follow-up until a member has seen them; recipients and channels are in alerting.notifications';
COMMENT ON COLUMN units.orders.id IS 'The alert by which it was sent; no foreign key across capabilities';
COMMENT ON COLUMN units.orders.incident_id IS 'An incident; no foreign key across capabilities';
COMMENT ON COLUMN units.orders.unit_id IS 'Empty for officers assigned by name';
COMMENT ON COLUMN units.orders.person_ids IS 'Personal data: the crew it was given to; persons of access';
COMMENT ON COLUMN units.orders.by_person_id IS 'Who gave it and is notified if nobody has seen it; a person of access';
COMMENT ON COLUMN units.orders.again_id IS 'The second alert, by every channel, if nobody had seen the first';
COMMENT ON COLUMN units.orders.next_step IS 'What follows at next_due_at unless somebody has seen it by then; each step once';
COMMENT ON COLUMN units.orders.sender_notified_at IS 'When its sender was notified that nobody had seen it';

-- Visible with the incident and to its recipients, also after a withdrawal.
ALTER TABLE units.orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON units.orders TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (next_step, next_due_at) ON units.orders TO ess_user;
CREATE POLICY user_reads ON units.orders FOR SELECT TO ess_user
  USING (person_ids @> ARRAY[(SELECT platform.actor_id())]
    OR EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = orders.incident_id OFFSET 0));
CREATE POLICY user_adds ON units.orders FOR INSERT TO ess_user
  WITH CHECK (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = orders.incident_id AND seen.may_act OFFSET 0));
CREATE POLICY user_changes ON units.orders FOR UPDATE TO ess_user
  USING (EXISTS (SELECT FROM incident.visible_to_actor AS seen
    WHERE seen.incident_id = orders.incident_id AND seen.may_act OFFSET 0));
