-- Whoever loses a race for a campaign, a placement or a file of them learns who won, if they may see it; imports run as the
-- service, whose commands decide. What the function knows already stays as it is.
DO $$
BEGIN
  EXECUTE replace(replace(pg_get_functiondef('audit.newest_action(text[], text[])'::regprocedure),
    '''system-alert'',', '''system-alert'', ''campaign'', ''placement'', ''import'','),
    'ORDER BY entry.id DESC',
    'AND (entry.subject_kind NOT IN (''campaign'', ''placement'', ''import'') OR session_user = ''ess_service''
      OR EXISTS (SELECT FROM outreach.campaigns AS seen WHERE seen.id::text = entry.subject_id
        AND seen.agency_id IN (SELECT outreach.agencies_of_actor()))
      OR EXISTS (SELECT FROM outreach.placements AS seen WHERE seen.code = entry.subject_id
        AND seen.agency_id IN (SELECT outreach.agencies_of_actor())))
  ORDER BY entry.id DESC');
END $$;
