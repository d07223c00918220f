-- What statistics are counted from: one narrow fact per incident, and sums of them (decision 0087). Each owner publishes what may be
-- counted, to the service alone: no name, phone, text or exact point.
CREATE VIEW incident.published_facts AS
  SELECT incident.id AS incident_id, incident.opened_at, incident.type, incident.silent AS is_silent, incident.status, incident.is_exercise,
    incident.disposition, incident.responsible_agency_id AS agency_id,
    coalesce(incident.past_agency_ids[1], incident.responsible_agency_id) AS first_agency_id,
    incident.place ->> 'provinceCode' AS province_code, incident.place ->> 'districtCode' AS district_code,
    incident.place ->> 'subdistrictCode' AS subdistrict_code, incident.reopen_count, incident.has_victims, incident.has_children,
    (SELECT count(*)::integer FROM incident.nobody_came WHERE nobody_came.incident_id = incident.id) AS nobody_came_count,
    report.report_id AS first_report_id, coalesce(report.channel, 'none') AS channel, times.*
  FROM incident.incidents AS incident
  LEFT JOIN LATERAL (SELECT report_id, channel FROM incident.reports WHERE reports.incident_id = incident.id
    ORDER BY received_at, report_id LIMIT 1) AS report ON true
  CROSS JOIN LATERAL (SELECT
      min(at) FILTER (WHERE by IS NOT NULL AND kind IN ('acknowledged', 'taken-over', 'unit-assigned', 'en-route', 'unit-en-route',
        'on-scene', 'unit-on-scene', 'resolved')) AS acknowledged_at,
      min(at) FILTER (WHERE kind IN ('unit-assigned', 'unit-added')) AS unit_assigned_at,
      min(at) FILTER (WHERE kind IN ('en-route', 'unit-en-route')) AS en_route_at,
      min(at) FILTER (WHERE kind IN ('on-scene', 'unit-on-scene')) AS on_scene_at,
      min(at) FILTER (WHERE kind = 'resolved') AS resolved_at,
      min(at) FILTER (WHERE kind = 'handed-over') AS handed_over_at,
      (array_agg(at + (details ->> 'etaMinutes')::float8 * interval '1 minute' ORDER BY at, id)
        FILTER (WHERE jsonb_typeof(details -> 'etaMinutes') = 'number'))[1] AS promised_at
    FROM incident.timeline WHERE timeline.incident_id = incident.id) AS times;
COMMENT ON VIEW incident.published_facts IS 'When and where each incident was, what kind, and the first time of each step; no person and no exact place';
CREATE VIEW intake.published_first_contacts AS SELECT id AS report_id, started_at FROM intake.reports;
COMMENT ON VIEW intake.published_first_contacts IS 'When somebody first turned to the service with each report';
CREATE VIEW alerting.published_alerted AS
  SELECT incident_id, min(raised_at) AS alerted_at FROM alerting.alerts WHERE incident_id IS NOT NULL GROUP BY incident_id;
COMMENT ON VIEW alerting.published_alerted IS 'When officers were first alerted to each incident';
CREATE VIEW units.published_assignments AS
  SELECT incident_id, unit_id, status, assigned_at, on_scene_at, updated_at FROM units.assignments;
COMMENT ON VIEW units.published_assignments IS 'Which units were sent to each incident, and when each arrived; no person';
CREATE VIEW care.published_case_openings AS
  SELECT id AS case_id, incident_id, opened_at FROM care.cases WHERE incident_id IS NOT NULL;
COMMENT ON VIEW care.published_case_openings IS 'When a case was opened after an incident; no person';
GRANT SELECT ON incident.published_facts, intake.published_first_contacts, alerting.published_alerted, units.published_assignments,
  care.published_case_openings TO ess_service;
REVOKE INSERT, UPDATE, DELETE ON incident.published_facts, intake.published_first_contacts, alerting.published_alerted,
  units.published_assignments, care.published_case_openings FROM ess_service;
REVOKE ALL ON incident.published_facts, intake.published_first_contacts, alerting.published_alerted, units.published_assignments,
  care.published_case_openings FROM ess_user;

CREATE SCHEMA insight;
COMMENT ON SCHEMA insight IS 'Facts about incidents and sums of them, for statistics; nothing that names a person or a door';
GRANT USAGE ON SCHEMA insight TO ess_service;
ALTER DEFAULT PRIVILEGES IN SCHEMA insight GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ess_service;

CREATE FUNCTION insight.seconds_between(earlier timestamptz, later timestamptz) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN later >= earlier THEN least(extract(epoch FROM later - earlier), 2000000000)::integer END;
COMMENT ON FUNCTION insight.seconds_between(timestamptz, timestamptz) IS 'Null where a time is missing or a clock was set back: not recorded, never zero';

-- Edges are powers of 1.05, none of which but the first is a whole number: whole seconds never lie on one.
CREATE FUNCTION insight.bin_of(seconds integer) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN least(floor(ln(greatest(least(seconds, 604800), 1)::float8) / ln(1.05::float8)), 272)::smallint;
COMMENT ON FUNCTION insight.bin_of(integer) IS 'The bin of an interval, as interval-bins.ts has it';

CREATE TABLE insight.incident_facts (
  incident_id uuid PRIMARY KEY,
  reported_at timestamptz NOT NULL,
  day date NOT NULL,
  hour_of_week smallint NOT NULL CHECK (hour_of_week BETWEEN 0 AND 167),
  province_code text NOT NULL,
  district_code text NOT NULL,
  subdistrict_code text NOT NULL,
  agency_id uuid NOT NULL,
  first_agency_id uuid NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  disposition text,
  apart text CHECK (apart IN ('exercise', 'merged', 'test', 'duplicate')),
  is_silent boolean NOT NULL,
  is_ended boolean NOT NULL,
  is_handed_over boolean NOT NULL,
  has_eta boolean NOT NULL,
  has_victims boolean,
  has_children boolean,
  reopen_count integer NOT NULL,
  nobody_came_count integer NOT NULL,
  contact_to_alert integer CHECK (contact_to_alert >= 0),
  alert_to_acknowledge integer CHECK (alert_to_acknowledge >= 0),
  acknowledge_to_unit integer CHECK (acknowledge_to_unit >= 0),
  contact_to_unit integer CHECK (contact_to_unit >= 0),
  unit_to_en_route integer CHECK (unit_to_en_route >= 0),
  en_route_to_scene integer CHECK (en_route_to_scene >= 0),
  contact_to_scene integer CHECK (contact_to_scene >= 0),
  contact_to_team integer CHECK (contact_to_team >= 0),
  scene_to_resolved integer CHECK (scene_to_resolved >= 0),
  resolved_to_care integer CHECK (resolved_to_care >= 0),
  after_eta integer
);
COMMENT ON TABLE insight.incident_facts IS 'One fact per incident, replaced whenever something about it changes; can be made anew at any time';
COMMENT ON COLUMN insight.incident_facts.agency_id IS 'The responsible agency now; an agency of jurisdiction';
COMMENT ON COLUMN insight.incident_facts.first_agency_id IS 'The agency that was responsible first; an agency of jurisdiction';
COMMENT ON COLUMN insight.incident_facts.day IS 'The day in Thailand';
COMMENT ON COLUMN insight.incident_facts.hour_of_week IS '0: Monday 00:00 to 00:59 in Thailand';
COMMENT ON COLUMN insight.incident_facts.apart IS 'Why it is counted by itself and in no other figure; null for what is counted';
COMMENT ON COLUMN insight.incident_facts.after_eta IS 'Seconds that the first arrival was later than promised at first; negative: earlier';
CREATE INDEX incident_facts_agency ON insight.incident_facts (agency_id, day);
CREATE INDEX incident_facts_province ON insight.incident_facts (province_code, day);
CREATE INDEX incident_facts_reported ON insight.incident_facts USING brin (reported_at);

-- What the facts ought to be, from what their owners publish.
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
    insight.seconds_between(contact.started_at, alerted.alerted_at) AS contact_to_alert,
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
    extract(epoch FROM fact.on_scene_at - fact.promised_at)::integer AS after_eta
  FROM incident.published_facts AS fact
  LEFT JOIN intake.published_first_contacts AS contact ON contact.report_id = fact.first_report_id
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
    ('contact-to-alert', fact.contact_to_alert, true),
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

CREATE TABLE insight.day_counts (
  day date NOT NULL,
  province_code text NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  disposition text NOT NULL,
  apart text NOT NULL,
  n integer NOT NULL CHECK (n > 0),
  silent integer NOT NULL,
  reopened integer NOT NULL,
  nobody_came integer NOT NULL,
  PRIMARY KEY (province_code, day, type, channel, disposition, apart)
);
COMMENT ON TABLE insight.day_counts IS 'Incidents of a day and a province; an empty text: none yet (disposition), or counted (apart)';
CREATE INDEX day_counts_day ON insight.day_counts (day);

CREATE TABLE insight.interval_bins (
  day date NOT NULL,
  province_code text NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  interval text NOT NULL,
  bin smallint NOT NULL CHECK (bin BETWEEN -1 AND 272),
  n integer NOT NULL CHECK (n > 0),
  PRIMARY KEY (province_code, day, type, channel, interval, bin)
);
COMMENT ON TABLE insight.interval_bins IS 'How many incidents of a day and a province took how long; bin -1: not recorded';
CREATE INDEX interval_bins_day ON insight.interval_bins (day);

CREATE TABLE insight.hour_of_week (
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  province_code text NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  hour smallint NOT NULL CHECK (hour BETWEEN 0 AND 167),
  n integer NOT NULL CHECK (n > 0),
  PRIMARY KEY (province_code, month, type, channel, hour)
);
COMMENT ON TABLE insight.hour_of_week IS 'Counted incidents of a month and a province by hour of the week; 0: Monday 00:00 in Thailand';
CREATE INDEX hour_of_week_month ON insight.hour_of_week (month);

-- What the roll-ups ought to be, from the facts.
CREATE VIEW insight.computed_day_counts AS
  SELECT day, province_code, type, channel, coalesce(disposition, '') AS disposition, coalesce(apart, '') AS apart, count(*)::integer AS n,
    (count(*) FILTER (WHERE is_silent))::integer AS silent, (count(*) FILTER (WHERE reopen_count > 0))::integer AS reopened,
    (count(*) FILTER (WHERE nobody_came_count > 0))::integer AS nobody_came
  FROM insight.incident_facts GROUP BY day, province_code, type, channel, coalesce(disposition, ''), coalesce(apart, '');
CREATE VIEW insight.computed_interval_bins AS
  SELECT day, province_code, type, channel, interval, bin::smallint, count(*)::integer AS n
  FROM insight.fact_intervals GROUP BY day, province_code, type, channel, interval, bin;
CREATE VIEW insight.computed_hour_of_week AS
  SELECT (day - (extract(day FROM day)::integer - 1)) AS month, province_code, type, channel, hour_of_week AS hour, count(*)::integer AS n
  FROM insight.incident_facts WHERE apart IS NULL
  GROUP BY (day - (extract(day FROM day)::integer - 1)), province_code, type, channel, hour_of_week;
COMMENT ON VIEW insight.computed_day_counts IS 'day_counts as it would be made now';
COMMENT ON VIEW insight.computed_interval_bins IS 'interval_bins as it would be made now';
COMMENT ON VIEW insight.computed_hour_of_week IS 'hour_of_week as it would be made now';

CREATE TABLE insight.cursor (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  seq bigint NOT NULL,
  recounted_on date
);
COMMENT ON TABLE insight.cursor IS 'Up to which entry of the event log the facts are right, and when they were last compared with their sources; one row';
INSERT INTO insight.cursor (seq) VALUES (0);
REVOKE INSERT, UPDATE, DELETE ON insight.computed_facts, insight.fact_intervals, insight.computed_day_counts,
  insight.computed_interval_bins, insight.computed_hour_of_week FROM ess_service;
REVOKE INSERT, DELETE ON insight.cursor FROM ess_service;

-- Targets are data: another office, another standard.
CREATE TABLE insight.targets (
  interval text NOT NULL,
  valid_from date NOT NULL,
  seconds integer NOT NULL CHECK (seconds > 0),
  percent smallint NOT NULL CHECK (percent BETWEEN 1 AND 100),
  source text NOT NULL,
  is_verified boolean NOT NULL DEFAULT false,
  PRIMARY KEY (interval, valid_from)
);
COMMENT ON TABLE insight.targets IS 'Within how many seconds how many of a hundred should be; of after-eta: earlier or later by so much';
COMMENT ON COLUMN insight.targets.is_verified IS 'Somebody responsible has said that this target holds here';
INSERT INTO insight.targets (interval, valid_from, seconds, percent, source) VALUES
  ('contact-to-alert', '2020-01-01', 5, 95, 'proposed by this project'),
  ('alert-to-acknowledge', '2020-01-01', 60, 90, 'proposed by this project; NENA call answering is shorter'),
  ('acknowledge-to-unit', '2020-01-01', 60, 90, 'NFPA 1225, alarm processing'),
  ('contact-to-unit', '2020-01-01', 120, 90, 'proposed by this project'),
  ('unit-to-en-route', '2020-01-01', 90, 90, 'NFPA 1710, turnout; written for fire brigades'),
  ('contact-to-scene', '2020-01-01', 1800, 90, 'proposed by this project for the country; 900 in towns'),
  ('resolved-to-care', '2020-01-01', 86400, 90, 'proposed by this project'),
  ('after-eta', '2020-01-01', 300, 80, 'proposed by this project');
