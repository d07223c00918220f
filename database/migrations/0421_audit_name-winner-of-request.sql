-- Whoever loses a race for a request learns who won: staff of one that they see, and whoever filed or checked at the same moment
-- (those routes run as the service, whose commands decide). What the function knows already stays as it is.
DO $$
BEGIN
  EXECUTE replace(replace(pg_get_functiondef('audit.newest_action(text[], text[])'::regprocedure),
    '''system-alert'',', '''system-alert'', ''help-request'','),
    'ORDER BY entry.id DESC',
    'AND (entry.subject_kind <> ''help-request'' OR session_user = ''ess_service''
      OR EXISTS (SELECT FROM help.visible_to_actor AS seen WHERE seen.request_id = entry.subject_id::uuid))
  ORDER BY entry.id DESC');
END $$;
