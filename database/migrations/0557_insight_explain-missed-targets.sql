-- A missed target asks whoever commands the station for one reason of a list, so that "why" is counted and not guessed.
CREATE VIEW insight.missed_targets AS
  SELECT fact.incident_id, fact.day, (fact.hour_of_week % 24)::smallint AS hour, fact.agency_id, fact.type, fact.channel, measured.interval,
    abs(measured.seconds) AS seconds, target.seconds AS target_seconds
  FROM insight.incident_facts AS fact CROSS JOIN LATERAL (VALUES
    ('contact-to-report', fact.contact_to_report),
    ('report-to-alert', fact.report_to_alert),
    ('alert-to-acknowledge', fact.alert_to_acknowledge),
    ('acknowledge-to-unit', fact.acknowledge_to_unit),
    ('contact-to-unit', fact.contact_to_unit),
    ('unit-to-en-route', fact.unit_to_en_route),
    ('en-route-to-scene', fact.en_route_to_scene),
    ('contact-to-scene', fact.contact_to_scene),
    ('contact-to-team', fact.contact_to_team),
    ('scene-to-resolved', fact.scene_to_resolved),
    ('resolved-to-care', fact.resolved_to_care),
    ('after-eta', fact.after_eta)) AS measured (interval, seconds)
  CROSS JOIN LATERAL (SELECT one.seconds FROM insight.targets AS one
    WHERE one.interval = measured.interval AND one.valid_from <= fact.day ORDER BY one.valid_from DESC LIMIT 1) AS target
  WHERE fact.apart IS NULL AND abs(measured.seconds) > target.seconds;
COMMENT ON VIEW insight.missed_targets IS 'Counted incidents that took longer than the target of their day, each interval by itself';
REVOKE INSERT, UPDATE, DELETE ON insight.missed_targets FROM ess_service;

CREATE TABLE insight.missed_reasons (
  incident_id uuid NOT NULL,
  interval text NOT NULL,
  day date NOT NULL,
  reason text NOT NULL CHECK (reason IN ('no-unit-free', 'more-urgent', 'far', 'road-or-weather', 'place-unclear', 'alarm-not-noticed',
    'system-down', 'recorded-late', 'other')),
  said_by_person_id uuid NOT NULL,
  said_at timestamptz NOT NULL,
  PRIMARY KEY (incident_id, interval)
);
COMMENT ON TABLE insight.missed_reasons IS 'Why an incident took longer than a target: one reason of a list, the last one that was said';
COMMENT ON COLUMN insight.missed_reasons.incident_id IS 'An incident of incident';
COMMENT ON COLUMN insight.missed_reasons.day IS 'The day in Thailand on which the incident was opened';
COMMENT ON COLUMN insight.missed_reasons.said_by_person_id IS 'Commands the station; a person of access';
CREATE INDEX missed_reasons_day ON insight.missed_reasons (day);
REVOKE DELETE ON insight.missed_reasons FROM ess_service;
