-- From the first contact to the alert the reporter's own choosing of type and place takes longest: no target for the system can hold it.
-- It is counted by itself, and the alert from the moment the report was whole (decision 0087).
DROP VIEW insight.computed_facts, insight.fact_intervals;
ALTER TABLE insight.incident_facts
  DROP COLUMN contact_to_alert,
  ADD COLUMN contact_to_report integer CHECK (contact_to_report >= 0),
  ADD COLUMN report_to_alert integer CHECK (report_to_alert >= 0);

CREATE VIEW insight.computed_facts AS
  SELECT fact.incident_id, fact.opened_at AS reported_at, (fact.opened_at AT TIME ZONE 'Asia/Bangkok')::date AS day,
    ((extract(isodow FROM fact.opened_at AT TIME ZONE 'Asia/Bangkok') - 1) * 24
      + extract(hour FROM fact.opened_at AT TIME ZONE 'Asia/Bangkok'))::smallint AS hour_of_week,
    fact.province_code, fact.district_code, fact.subdistrict_code, fact.agency_id, fact.first_agency_id, fact.type, fact.channel, fact.disposition,
    CASE WHEN fact.is_exercise THEN 'exercise' WHEN fact.status = 'merged' THEN 'merged'
      WHEN fact.disposition IN ('test', 'duplicate') THEN fact.disposition END AS apart,
    fact.is_silent, fact.status IN ('resolved', 'closed') AS is_ended, fact.handed_over_at IS NOT NULL AS is_handed_over,
    fact.promised_at IS NOT NULL AS has_eta, fact.has_victims, fact.has_children,
    fact.reopen_count, fact.nobody_came_count,
    insight.seconds_between(alerted.alerted_at, fact.acknowledged_at) AS alert_to_acknowledge,
    insight.seconds_between(fact.acknowledged_at, fact.unit_assigned_at) AS acknowledge_to_unit,
    insight.seconds_between(contact.started_at, fact.unit_assigned_at) AS contact_to_unit,
    insight.seconds_between(fact.unit_assigned_at, fact.en_route_at) AS unit_to_en_route,
    insight.seconds_between(fact.en_route_at, fact.on_scene_at) AS en_route_to_scene,
    insight.seconds_between(contact.started_at, fact.on_scene_at) AS contact_to_scene,
    -- A unit that is only named, not kept as one, is the whole team.
    insight.seconds_between(contact.started_at,
      CASE WHEN team.is_whole IS NULL THEN fact.on_scene_at WHEN team.is_whole THEN team.last_at END) AS contact_to_team,
    insight.seconds_between(fact.on_scene_at, fact.resolved_at) AS scene_to_resolved,
    insight.seconds_between(fact.resolved_at, greatest(care.opened_at, fact.resolved_at)) AS resolved_to_care,
    extract(epoch FROM fact.on_scene_at - fact.promised_at)::integer AS after_eta,
    insight.seconds_between(contact.started_at, whole.at) AS contact_to_report,
    insight.seconds_between(whole.at, alerted.alerted_at) AS report_to_alert
  FROM incident.published_facts AS fact
  LEFT JOIN intake.published_first_contacts AS contact ON contact.report_id = fact.first_report_id
  -- A telephone's clock may be ahead or behind, and what was written long before it was sent is known only when it comes.
  CROSS JOIN LATERAL (SELECT CASE WHEN contact.report_id IS NOT NULL
    THEN least(greatest(coalesce(contact.submitted_at, fact.opened_at), contact.started_at), fact.opened_at) END AS at) AS whole
  LEFT JOIN LATERAL (SELECT min(alerted_at) AS alerted_at FROM alerting.published_alerted AS alert
    WHERE alert.incident_id = fact.incident_id) AS alerted ON true
  LEFT JOIN LATERAL (SELECT bool_and(sent.on_scene_at IS NOT NULL) AS is_whole, max(sent.on_scene_at) AS last_at
    FROM units.published_assignments AS sent WHERE sent.incident_id = fact.incident_id AND sent.status <> 'withdrawn') AS team ON true
  LEFT JOIN LATERAL (SELECT min(opening.opened_at) AS opened_at FROM care.published_case_openings AS opening
    WHERE opening.incident_id = fact.incident_id) AS care ON fact.resolved_at IS NOT NULL AND care.opened_at IS NOT NULL;
COMMENT ON VIEW insight.computed_facts IS 'The facts as they would be made now';

-- An interval counts where it was measured, and as not recorded (bin -1) where the incident has ended without it.
CREATE VIEW insight.fact_intervals AS
  SELECT fact.day, fact.province_code, fact.agency_id, fact.type, fact.channel, measured.interval,
    CASE WHEN measured.seconds IS NULL THEN -1 ELSE insight.bin_of(abs(measured.seconds)) END AS bin
  FROM insight.incident_facts AS fact CROSS JOIN LATERAL (VALUES
    ('contact-to-report', fact.contact_to_report, true),
    ('report-to-alert', fact.report_to_alert, true),
    ('alert-to-acknowledge', fact.alert_to_acknowledge, true),
    ('acknowledge-to-unit', fact.acknowledge_to_unit, true),
    ('contact-to-unit', fact.contact_to_unit, true),
    ('unit-to-en-route', fact.unit_to_en_route, true),
    ('en-route-to-scene', fact.en_route_to_scene, true),
    ('contact-to-scene', fact.contact_to_scene, true),
    ('contact-to-team', fact.contact_to_team, true),
    ('scene-to-resolved', fact.scene_to_resolved, true),
    ('resolved-to-care', fact.resolved_to_care, fact.is_handed_over),
    ('after-eta', fact.after_eta, fact.has_eta)) AS measured (interval, seconds, applies)
  WHERE fact.apart IS NULL AND (measured.seconds IS NOT NULL OR fact.is_ended AND measured.applies);
COMMENT ON VIEW insight.fact_intervals IS 'Each interval of each counted incident as a bin; -1: not recorded';
REVOKE INSERT, UPDATE, DELETE ON insight.computed_facts, insight.fact_intervals FROM ess_service;

DELETE FROM insight.targets WHERE interval = 'contact-to-alert';
INSERT INTO insight.targets (interval, valid_from, seconds, percent, source) VALUES
  ('report-to-alert', '2020-01-01', 5, 95, 'proposed by this project');

-- The next recount makes all facts and sums anew.
DELETE FROM insight.incident_facts;
UPDATE insight.cursor SET recounted_on = NULL;
