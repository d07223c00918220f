-- The nearest social-help centre is told of every hand-over; without its own index that question reads every agency.
CREATE INDEX agencies_help_centre_location ON jurisdiction.agencies USING gist (location)
  WHERE kind = 'tambon-centre' AND is_active;
