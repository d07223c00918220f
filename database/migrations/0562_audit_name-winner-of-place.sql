-- Whoever loses a race for a place or a visit learns who won; both are changed by the service, whose commands decide who may.
DO $$
BEGIN
  EXECUTE replace(replace(pg_get_functiondef('audit.newest_action(text[], text[])'::regprocedure),
    '''system-alert'',', '''system-alert'', ''place'', ''revisit'','),
    'ORDER BY entry.id DESC',
    'AND (entry.subject_kind NOT IN (''place'', ''revisit'') OR session_user = ''ess_service'')
  ORDER BY entry.id DESC');
END $$;
