-- Places where more than one incident happened, and the visits that follow (decision 0089). Neither address nor position is stored here:
-- both are read from the incidents.
CREATE TABLE insight.places (
  id uuid PRIMARY KEY,
  joined_into uuid REFERENCES insight.places (id),
  root_id uuid NOT NULL REFERENCES insight.places (id),
  n integer NOT NULL,
  first_on date,
  last_on date,
  agency_id uuid,
  centre_id uuid,
  province_code text,
  subdistrict_code text,
  cell text,
  is_quiet boolean NOT NULL DEFAULT false,
  CHECK ((joined_into IS NULL) = (root_id = id))
);
COMMENT ON TABLE insight.places IS 'One door: incidents that happened behind it, found by distance and house number, corrected by people; a place that stands by itself has the sums of those joined into it';
COMMENT ON COLUMN insight.places.joined_into IS 'A person said that it is the same as that one; can be undone';
COMMENT ON COLUMN insight.places.root_id IS 'The place that it counts for: itself, or the last in the row of those it was joined into';
COMMENT ON COLUMN insight.places.n IS 'Counted incidents within a year up to the latest one';
COMMENT ON COLUMN insight.places.agency_id IS 'Responsible for the latest incident; an agency of jurisdiction';
COMMENT ON COLUMN insight.places.centre_id IS 'The social-help centre of the place; an agency of jurisdiction';
COMMENT ON COLUMN insight.places.cell IS 'H3 cell of resolution 8, about 0.7 km², for those who may not know the address';
COMMENT ON COLUMN insight.places.is_quiet IS 'Nobody at the place may learn that anything was reported: no patrol at the door, no call, no letter';
CREATE INDEX places_root ON insight.places (root_id);
CREATE INDEX places_joined ON insight.places (joined_into) WHERE joined_into IS NOT NULL;
CREATE INDEX places_agency ON insight.places (agency_id, last_on) WHERE n > 1;
CREATE INDEX places_centre ON insight.places (centre_id, last_on) WHERE n > 1;
CREATE INDEX places_province ON insight.places (province_code, last_on) WHERE n > 1;

CREATE TABLE insight.place_incidents (
  incident_id uuid PRIMARY KEY,
  place_id uuid NOT NULL REFERENCES insight.places (id),
  why text NOT NULL CHECK (why IN ('first', 'same-pin', 'nearby', 'same-number', 'person')),
  former_place_id uuid REFERENCES insight.places (id),
  CHECK ((why = 'person') = (former_place_id IS NOT NULL))
);
COMMENT ON TABLE insight.place_incidents IS 'Behind which door each incident happened';
COMMENT ON COLUMN insight.place_incidents.why IS 'Why it is there; person: somebody took it out of the former place, and no rule moves it any more';
CREATE INDEX place_incidents_place ON insight.place_incidents (place_id);
CREATE INDEX place_incidents_former ON insight.place_incidents (former_place_id) WHERE former_place_id IS NOT NULL;

CREATE TABLE insight.revisits (
  id uuid PRIMARY KEY,
  incident_id uuid NOT NULL,
  day smallint NOT NULL CHECK (day IN (1, 7, 28)),
  due_on date NOT NULL,
  agency_id uuid,
  centre_id uuid,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'not-at-home', 'refused', 'referred', 'replaced')),
  tries smallint NOT NULL DEFAULT 0,
  came_of text[] NOT NULL DEFAULT '{}',
  referred_to text,
  danger_report_id uuid,
  answered_at timestamptz,
  answered_by_person_id uuid,
  UNIQUE (incident_id, day),
  CHECK (agency_id IS NOT NULL OR centre_id IS NOT NULL),
  CHECK ((referred_to IS NOT NULL) = (state = 'referred')),
  CHECK ((answered_at IS NULL) = (answered_by_person_id IS NULL))
);
COMMENT ON TABLE insight.revisits IS 'Visits to a repeat place 1, 7 and 28 days after its latest incident';
COMMENT ON COLUMN insight.revisits.incident_id IS 'The latest incident of the place when the visit was planned, by which the visit belongs to the place; an incident of incident';
COMMENT ON COLUMN insight.revisits.agency_id IS 'The station whose patrol goes; null: no uniform at this door';
COMMENT ON COLUMN insight.revisits.centre_id IS 'The social-help centre that goes; null: the patrol alone';
COMMENT ON COLUMN insight.revisits.tries IS 'How often nobody was at home; after the third time the visit is over';
COMMENT ON COLUMN insight.revisits.danger_report_id IS 'Somebody was in danger there: the report that was made at once; a report of intake';
CREATE INDEX revisits_open ON insight.revisits (due_on) WHERE state = 'open';

-- Incidents from before find their doors with the next recount, which makes all facts anew when there are none.
DELETE FROM insight.incident_facts;
DELETE FROM insight.day_counts;
DELETE FROM insight.interval_bins;
DELETE FROM insight.hour_of_week;
UPDATE insight.cursor SET recounted_on = NULL;
