-- Sums of months (decision 0094). A province has too few incidents a day of one type and channel for sums of its days to save anything:
-- days are summed for the nation alone, months for every province and for the nation, and what one interval took is one row.
DROP VIEW insight.computed_day_counts, insight.computed_interval_bins, insight.computed_hour_of_week;
DROP TABLE insight.day_counts, insight.interval_bins, insight.hour_of_week;

CREATE TABLE insight.day_counts (
  day date NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  disposition text NOT NULL,
  apart text NOT NULL,
  n integer NOT NULL CHECK (n > 0),
  silent integer NOT NULL,
  reopened integer NOT NULL,
  nobody_came integer NOT NULL,
  PRIMARY KEY (day, type, channel, disposition, apart)
);
COMMENT ON TABLE insight.day_counts IS 'Incidents of a day of the nation; an empty text: none yet (disposition), or counted (apart)';

CREATE TABLE insight.month_counts (
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  area text NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  disposition text NOT NULL,
  apart text NOT NULL,
  n integer NOT NULL CHECK (n > 0),
  silent integer NOT NULL,
  reopened integer NOT NULL,
  nobody_came integer NOT NULL,
  PRIMARY KEY (area, month, type, channel, disposition, apart)
);
COMMENT ON TABLE insight.month_counts IS 'Incidents of a month and an area, as day_counts has them';
COMMENT ON COLUMN insight.month_counts.area IS 'A province, or TH: the nation, the sum of its provinces';
CREATE INDEX month_counts_month ON insight.month_counts (month, type, channel);

CREATE TABLE insight.interval_bins (
  day date NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  interval text NOT NULL,
  bins smallint[] NOT NULL,
  counts integer[] NOT NULL,
  PRIMARY KEY (day, type, channel, interval),
  CHECK (cardinality(bins) > 0 AND cardinality(bins) = cardinality(counts))
);
COMMENT ON TABLE insight.interval_bins IS 'How many incidents of a day of the nation took how long';
COMMENT ON COLUMN insight.interval_bins.bins IS 'The bins that are not empty, ascending; -1: not recorded';
COMMENT ON COLUMN insight.interval_bins.counts IS 'How many incidents each of them holds';

CREATE TABLE insight.month_interval_bins (
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  area text NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  interval text NOT NULL,
  bins smallint[] NOT NULL,
  counts integer[] NOT NULL,
  PRIMARY KEY (area, month, type, channel, interval),
  CHECK (cardinality(bins) > 0 AND cardinality(bins) = cardinality(counts))
);
COMMENT ON TABLE insight.month_interval_bins IS 'How many incidents of a month and an area took how long, as interval_bins has it';
COMMENT ON COLUMN insight.month_interval_bins.area IS 'A province, or TH: the nation, the sum of its provinces';
CREATE INDEX month_interval_bins_month ON insight.month_interval_bins (month, type, channel, interval);

CREATE TABLE insight.hour_of_week (
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  area text NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  hours smallint[] NOT NULL,
  counts integer[] NOT NULL,
  PRIMARY KEY (area, month, type, channel),
  CHECK (cardinality(hours) > 0 AND cardinality(hours) = cardinality(counts))
);
COMMENT ON TABLE insight.hour_of_week IS 'Counted incidents of a month and an area by hour of the week';
COMMENT ON COLUMN insight.hour_of_week.area IS 'A province, or TH: the nation, the sum of its provinces';
COMMENT ON COLUMN insight.hour_of_week.hours IS 'The hours in which something happened, ascending; 0: Monday 00:00 in Thailand';
COMMENT ON COLUMN insight.hour_of_week.counts IS 'How many incidents each of them holds';
CREATE INDEX hour_of_week_month ON insight.hour_of_week (month, type, channel);

-- A day of the nation, and what lies before and after the whole months of a span, are counted from facts.
CREATE INDEX incident_facts_day ON insight.incident_facts (day, type, channel);
