-- What the reports of a province say of places, made anew each week (decision 0096). No incident and no exact place is kept.
CREATE TABLE insight.province_maps (
  province_code text PRIMARY KEY,
  week date CHECK (extract(isodow FROM week) = 1),
  from_day date,
  to_day date,
  made_at timestamptz,
  state text CHECK (state IN ('made', 'too-few', 'too-long')),
  n integer NOT NULL DEFAULT 0,
  vague integer NOT NULL DEFAULT 0,
  not_reported integer NOT NULL DEFAULT 0,
  seed integer NOT NULL DEFAULT 0,
  shuffles integer NOT NULL DEFAULT 0,
  rules_version smallint NOT NULL DEFAULT 0,
  result jsonb,
  CHECK (num_nulls(week, from_day, to_day, made_at, state) IN (0, 5)),
  CHECK ((result IS NOT NULL) = coalesce(state = 'made', false))
);
COMMENT ON TABLE insight.province_maps IS 'Hot cells, near repeats, the strongest cluster and the quality of the map of each province; the newest alone';
COMMENT ON COLUMN insight.province_maps.week IS 'The Monday from which it holds; null: never made';
COMMENT ON COLUMN insight.province_maps.n IS 'Incidents of the last 365 days that are counted';
COMMENT ON COLUMN insight.province_maps.vague IS 'Incidents of the same days that are left out because their place is known only roughly';
COMMENT ON COLUMN insight.province_maps.not_reported IS 'Incidents of the same days that are left out because nobody reported them';
COMMENT ON COLUMN insight.province_maps.result IS 'As map-province.ts gives it; of a cell with fewer than three incidents without its count';

-- Whether an incident was found on a visit.
CREATE INDEX revisits_danger ON insight.revisits (danger_report_id) WHERE danger_report_id IS NOT NULL;
