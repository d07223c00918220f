-- Partners on whose premises or screens people learn of the service: they see their own placements and nothing else.
ALTER TABLE jurisdiction.agencies DROP CONSTRAINT agencies_kind_check,
  ADD CONSTRAINT agencies_kind_check CHECK (kind IN ('national-police', 'region', 'provincial-police', 'station', 'centre-191',
    'national-desk', 'provincial-social-office', 'tambon-centre', 'education-fund', 'service-provider', 'outreach-partner'));
