-- Whether the person who asks may act in an incident: of an agency in one of their branches of the tree, or sent to it;
-- never one that is kept from them. The rights are the owner's, so that policies may ask about tables that ask them in turn.
-- In plpgsql, because a session then plans it once: as part of each statement it was planned each time, for longer than
-- the statement took. No search_path is set, which each call would pay for; every name says its schema instead.
CREATE FUNCTION incident.asker_acts(incident_id uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER COST 1000 AS $$
DECLARE
  asker CONSTANT pg_catalog.uuid := platform.asker_id();
  sights CONSTANT public.ltree[] := platform.asker_sights();
BEGIN
  RETURN asker IS NOT NULL
    AND NOT EXISTS (SELECT FROM incident.conflicts AS conflict
      WHERE conflict.incident_id = $1 AND conflict.person_id = asker AND conflict.lifted_at IS NULL)
    AND (EXISTS (SELECT FROM incident.involvements AS involved
        JOIN jurisdiction.agencies AS agency ON agency.id = involved.agency_id
        WHERE involved.incident_id = $1 AND agency.path OPERATOR(public.<@) ANY (sights))
      OR EXISTS (SELECT FROM incident.assignees AS sent WHERE sent.incident_id = $1 AND sent.person_id = asker));
END $$;
COMMENT ON FUNCTION incident.asker_acts(uuid) IS 'Whether the person who asks sees the incident and may act in it';

-- A guest sees and may not act, until the day the invitation ends.
CREATE FUNCTION incident.asker_sees(incident_id uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER COST 1000 AS $$
DECLARE
  asker CONSTANT pg_catalog.uuid := platform.asker_id();
BEGIN
  RETURN incident.asker_acts($1)
    OR EXISTS (SELECT FROM incident.guests AS guest
        WHERE guest.incident_id = $1 AND guest.person_id = asker AND guest.ended_at IS NULL
          AND guest.until > pg_catalog.now())
      AND NOT EXISTS (SELECT FROM incident.conflicts AS conflict
        WHERE conflict.incident_id = $1 AND conflict.person_id = asker AND conflict.lifted_at IS NULL);
END $$;
COMMENT ON FUNCTION incident.asker_sees(uuid) IS 'Whether the person who asks may see the incident';
REVOKE EXECUTE ON FUNCTION incident.asker_acts(uuid), incident.asker_sees(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION incident.asker_acts(uuid), incident.asker_sees(uuid) TO ess_desk;

-- Whether something is kept from a person: their queue then suggests no duplicates. A desk may ask about itself only.
CREATE FUNCTION incident.keeps_something_from(person uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog
RETURN (person = platform.asker_id() OR pg_has_role(session_user, 'ess_house', 'USAGE'))
  AND EXISTS (SELECT FROM incident.conflicts WHERE person_id = person AND lifted_at IS NULL);
REVOKE EXECUTE ON FUNCTION incident.keeps_something_from(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION incident.keeps_something_from(uuid) TO ess_house, ess_desk;

ALTER TABLE incident.incidents ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident.involvements ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident.reports ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident.positions ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident.timeline ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident.messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident.assignees ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident.guests ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident.conflicts ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident.unmaskings ENABLE ROW LEVEL SECURITY;

CREATE POLICY house ON incident.incidents TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON incident.involvements TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON incident.reports TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON incident.positions TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON incident.timeline TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON incident.messages TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON incident.assignees TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON incident.guests TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON incident.conflicts TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY house ON incident.unmaskings TO ess_house USING (true) WITH CHECK (true);


-- A desk opens no incident and removes none: reports come in through the house.
GRANT SELECT, UPDATE ON incident.incidents TO ess_desk;
CREATE POLICY desk_sees ON incident.incidents FOR SELECT TO ess_desk
  USING (incident.asker_sees(incidents.id));
CREATE POLICY desk_changes ON incident.incidents FOR UPDATE TO ess_desk
  USING (incident.asker_acts(incidents.id));

-- Whom it concerns.
GRANT SELECT, INSERT, UPDATE, DELETE ON incident.involvements TO ess_desk;
CREATE POLICY desk_sees ON incident.involvements FOR SELECT TO ess_desk
  USING (incident.asker_sees(involvements.incident_id));
CREATE POLICY desk_changes ON incident.involvements TO ess_desk
  USING (incident.asker_acts(involvements.incident_id));

-- What was reported, and where: a desk reads it.
GRANT SELECT ON incident.reports, incident.positions TO ess_desk;
CREATE POLICY desk_sees ON incident.reports FOR SELECT TO ess_desk
  USING (incident.asker_sees(reports.incident_id));
CREATE POLICY desk_sees ON incident.positions FOR SELECT TO ess_desk
  USING (incident.asker_sees(positions.incident_id));

-- What happened and what was said: a desk adds to it and changes nothing.
GRANT SELECT, INSERT ON incident.timeline, incident.messages TO ess_desk;
CREATE POLICY desk_sees ON incident.timeline FOR SELECT TO ess_desk
  USING (incident.asker_sees(timeline.incident_id));
CREATE POLICY desk_adds ON incident.timeline FOR INSERT TO ess_desk
  WITH CHECK (incident.asker_acts(timeline.incident_id));
CREATE POLICY desk_sees ON incident.messages FOR SELECT TO ess_desk
  USING (incident.asker_sees(messages.incident_id));
CREATE POLICY desk_adds ON incident.messages FOR INSERT TO ess_desk
  WITH CHECK (sender = 'officer' AND incident.asker_acts(messages.incident_id));

-- Who is sent, who is invited.
GRANT SELECT, INSERT, DELETE ON incident.assignees TO ess_desk;
CREATE POLICY desk_sees ON incident.assignees FOR SELECT TO ess_desk
  USING (incident.asker_sees(assignees.incident_id));
CREATE POLICY desk_changes ON incident.assignees TO ess_desk
  USING (incident.asker_acts(assignees.incident_id));
GRANT SELECT, INSERT, UPDATE (ended_at, ended_by_person_id) ON incident.guests TO ess_desk;
CREATE POLICY desk_sees ON incident.guests FOR SELECT TO ess_desk
  USING (incident.asker_acts(guests.incident_id)
    OR guests.person_id = (SELECT platform.asker_id()) AND incident.asker_sees(guests.incident_id));
CREATE POLICY desk_adds ON incident.guests FOR INSERT TO ess_desk
  WITH CHECK (incident.asker_acts(guests.incident_id));
CREATE POLICY desk_ends ON incident.guests FOR UPDATE TO ess_desk
  USING (incident.asker_acts(guests.incident_id));

-- From whom it is kept: of oneself one learns nothing, unless one said it oneself.
GRANT SELECT, INSERT, UPDATE (lifted_at, lifted_by_person_id, lift_reason) ON incident.conflicts TO ess_desk;
CREATE POLICY desk_sees ON incident.conflicts FOR SELECT TO ess_desk
  USING (by_person_id = (SELECT platform.asker_id()) OR person_id <> (SELECT platform.asker_id())
    AND incident.asker_acts(conflicts.incident_id));
CREATE POLICY desk_adds ON incident.conflicts FOR INSERT TO ess_desk
  WITH CHECK (incident.asker_acts(conflicts.incident_id));
CREATE POLICY desk_lifts ON incident.conflicts FOR UPDATE TO ess_desk
  USING (person_id <> (SELECT platform.asker_id()) AND incident.asker_acts(conflicts.incident_id));

-- What was unmasked, by oneself only.
GRANT SELECT, INSERT ON incident.unmaskings TO ess_desk;
CREATE POLICY desk_sees ON incident.unmaskings FOR SELECT TO ess_desk
  USING (incident.asker_acts(unmaskings.incident_id));
CREATE POLICY desk_adds ON incident.unmaskings FOR INSERT TO ess_desk
  WITH CHECK (person_id = (SELECT platform.asker_id()) AND incident.asker_sees(unmaskings.incident_id));

-- Files: of messages that the person sees.
CREATE INDEX messages_attachment ON incident.messages (attachment_id) WHERE attachment_id IS NOT NULL;
ALTER TABLE platform.attachments ENABLE ROW LEVEL SECURITY;
CREATE POLICY house ON platform.attachments TO ess_house USING (true) WITH CHECK (true);
CREATE POLICY desk_sees ON platform.attachments FOR SELECT TO ess_desk
  USING (EXISTS (SELECT FROM incident.messages AS message WHERE message.attachment_id = attachments.id));
GRANT SELECT ON platform.attachments TO ess_desk;
