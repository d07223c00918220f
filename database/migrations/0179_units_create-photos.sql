-- Pictures taken by patrols at the scene: for staff, never for the reporter.
CREATE TABLE units.photos (
  id uuid PRIMARY KEY,
  assignment_id uuid NOT NULL REFERENCES units.assignments (id),
  attachment_id uuid NOT NULL,
  by_person_id uuid NOT NULL,
  happened_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL
);
CREATE INDEX photos_assignment ON units.photos (assignment_id, happened_at);
CREATE INDEX photos_attachment ON units.photos (attachment_id);
COMMENT ON TABLE units.photos IS 'Personal data: pictures of a scene and of people there, taken by the patrol; the files themselves are attachments';
COMMENT ON COLUMN units.photos.attachment_id IS 'A cleaned file of platform.attachments; no foreign key across schemas';
COMMENT ON COLUMN units.photos.by_person_id IS 'Who took it; a person of access';
COMMENT ON COLUMN units.photos.happened_at IS 'When it was taken, by the clock of the phone; never later than when it arrived';

-- Visible with the incident of the job; nobody changes or removes one.
ALTER TABLE units.photos ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON units.photos TO ess_service USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON units.photos TO ess_user;
CREATE POLICY user_reads ON units.photos FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM units.assignments AS job WHERE job.id = photos.assignment_id OFFSET 0));
CREATE POLICY user_adds ON units.photos FOR INSERT TO ess_user
  WITH CHECK (by_person_id = (SELECT platform.actor_id())
    AND EXISTS (SELECT FROM units.assignments AS job WHERE job.id = photos.assignment_id OFFSET 0));

-- Users add files too; which ones they see depends on what the files belong to.
GRANT INSERT ON platform.attachments TO ess_user;
CREATE POLICY user_adds ON platform.attachments FOR INSERT TO ess_user WITH CHECK (true);
CREATE POLICY user_reads_photos ON platform.attachments FOR SELECT TO ess_user
  USING (EXISTS (SELECT FROM units.photos AS photo WHERE photo.attachment_id = attachments.id));

-- Jobs of the actor's own unit, also when they can no longer see the incident: a phone that was offline must be able to
-- explain why an entry came too late. Only how the job ended and who ended it, and nothing about a withheld incident. The
-- view runs with the rights of the owner, like incident.visible_to_actor.
CREATE VIEW units.own_jobs WITH (security_barrier) AS
SELECT job.id, job.status,
  coalesce(ending.at, job.ended_at, job.on_scene_at, job.en_route_at, job.assigned_at) AS since,
  ending.by, incident.status AS incident_status
FROM units.members AS own
  JOIN units.assignments AS job ON job.unit_id = own.unit_id
  JOIN incident.incidents AS incident ON incident.id = job.incident_id
  LEFT JOIN LATERAL (SELECT entry.at, entry.by ->> 'name' AS by FROM incident.timeline AS entry
    WHERE job.ended_at IS NOT NULL AND entry.incident_id = job.incident_id AND entry.at >= job.assigned_at
      AND (entry.kind = incident.status
        OR incident.status NOT IN ('resolved', 'closed', 'cancelled') AND job.status = 'withdrawn'
          AND entry.kind = 'unit-withdrawn' AND entry.details ->> 'unitName' = job.call_sign)
    ORDER BY entry.at DESC LIMIT 1) AS ending ON true
WHERE own.person_id = (SELECT platform.actor_id()) AND (SELECT platform.actor_may('unit:serve'))
  AND job.incident_id <> ALL (ARRAY(SELECT conflict.incident_id FROM incident.conflicts AS conflict
    WHERE conflict.person_id = (SELECT platform.actor_id()) AND conflict.lifted_at IS NULL));
COMMENT ON VIEW units.own_jobs IS 'The status of jobs of the actor''s own unit; nothing else about their incidents';
REVOKE ALL ON units.own_jobs FROM ess_service;
GRANT SELECT ON units.own_jobs TO ess_user;
