-- The nearest social-help centre is notified of every hand-over; without an index this query reads every agency.
CREATE INDEX agencies_help_centre_location ON jurisdiction.agencies USING gist (location)
  WHERE kind = 'tambon-centre' AND is_active;
