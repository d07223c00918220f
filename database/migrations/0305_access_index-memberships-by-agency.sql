-- Each alarm asks who serves at its agencies; a country has tens of thousands of memberships.
CREATE INDEX memberships_agency ON access.memberships (agency_id);
