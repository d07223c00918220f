-- What the migrations come to. Written by scripts/write-schema.ts and compared by a test; never run.

CREATE EXTENSION cube;
CREATE EXTENSION earthdistance;
CREATE EXTENSION ltree;
CREATE EXTENSION pg_trgm;

CREATE SCHEMA access;
COMMENT ON SCHEMA access IS 'Staff accounts, their memberships and sessions';

CREATE SCHEMA alerting;

CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'Who did and who saw what; append-only';

CREATE SCHEMA care;

CREATE SCHEMA control_room;

CREATE SCHEMA duty;
COMMENT ON SCHEMA duty IS 'Who is on duty where, now and in the past, and which stations can take alerts';

CREATE SCHEMA eef;

CREATE SCHEMA escalation;
COMMENT ON SCHEMA escalation IS 'Who is alerted next while nobody answers, and when';

CREATE SCHEMA help;

CREATE SCHEMA incident;
COMMENT ON SCHEMA incident IS 'Incidents: what is being handled, by whom, and the conversation about it';

CREATE SCHEMA insight;
COMMENT ON SCHEMA insight IS 'Facts about incidents and sums of them, for statistics; nothing that names a person or a door';

CREATE SCHEMA intake;
COMMENT ON SCHEMA intake IS 'People who report, their conversations and what they sent before there was an incident';

CREATE SCHEMA jurisdiction;
COMMENT ON SCHEMA jurisdiction IS 'Agencies, their areas, and the administrative geography of Thailand';

CREATE SCHEMA line;
COMMENT ON SCHEMA line IS 'LINE as a channel: incoming events, the outbox, files to fetch';

CREATE SCHEMA outreach;
COMMENT ON SCHEMA outreach IS 'Campaigns, placements with their codes, and counts of what they brought in';

CREATE SCHEMA platform;
COMMENT ON SCHEMA platform IS 'What every part of the server uses; nothing of the business';

CREATE SCHEMA recognition;

CREATE SCHEMA referral;

CREATE SCHEMA self_reliance;

CREATE SCHEMA services;
COMMENT ON SCHEMA services IS 'The directory of services to which people are referred';

CREATE SCHEMA units;

CREATE SEQUENCE care.case_number;

CREATE SEQUENCE help.request_number;

CREATE SEQUENCE incident.code_numbers;

CREATE SEQUENCE referral.referral_number;

CREATE SEQUENCE self_reliance.plan_number;

CREATE OR REPLACE FUNCTION audit.await_seal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  INSERT INTO audit.unsealed (entry_id, since) VALUES (NEW.id, NEW.at);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION audit.newest_action(actions text[], subjects text[])
 RETURNS TABLE(action text, at timestamp with time zone, actor_kind text, actor_id text, details jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN QUERY SELECT entry.action, entry.at, entry.actor_kind, entry.actor_id, entry.details
  FROM audit.entries AS entry
  WHERE entry.subject_kind IN ('incident', 'assignment', 'report', 'call-back', 'person', 'agency', 'unit', 'invitation',
      'escalation-policy', 'system-alert', 'publication', 'annual-report', 'place', 'revisit', 'certificate', 'campaign', 'placement', 'import', 'outreach-event', 'help-request', 'case', 'referral')
    AND entry.subject_id = ANY (subjects) AND entry.kind = 'action' AND entry.action = ANY (actions)
    AND (entry.subject_kind <> 'incident' OR NOT incident.is_withheld_from_actor(entry.subject_id::uuid))
    AND (entry.subject_kind <> 'case'
      OR EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = entry.subject_id::uuid))
    AND (entry.subject_kind <> 'referral'
      OR EXISTS (SELECT FROM referral.visible_to_actor AS seen WHERE seen.referral_id = entry.subject_id::uuid))
  AND (entry.subject_kind <> 'help-request' OR session_user = 'ess_service'
      OR EXISTS (SELECT FROM help.visible_to_actor AS seen WHERE seen.request_id = entry.subject_id::uuid))
  AND (entry.subject_kind NOT IN ('campaign', 'placement', 'import') OR session_user = 'ess_service'
      OR EXISTS (SELECT FROM outreach.campaigns AS seen WHERE seen.id::text = entry.subject_id
        AND seen.agency_id IN (SELECT outreach.agencies_of_actor()))
      OR EXISTS (SELECT FROM outreach.placements AS seen WHERE seen.code = entry.subject_id
        AND seen.agency_id IN (SELECT outreach.agencies_of_actor())))
  AND (entry.subject_kind <> 'certificate' OR recognition.is_visible_to_actor(entry.subject_id))
  AND (entry.subject_kind <> 'outreach-event' OR session_user = 'ess_service'
      OR EXISTS (SELECT FROM outreach.events AS seen WHERE seen.id::text = entry.subject_id
        AND seen.agency_id IN (SELECT outreach.agencies_of_actor())))
  AND (entry.subject_kind NOT IN ('place', 'revisit') OR session_user = 'ess_service')
  AND (entry.subject_kind NOT IN ('publication', 'annual-report') OR session_user = 'ess_service')
  ORDER BY entry.id DESC LIMIT 1;
END $function$;

CREATE OR REPLACE FUNCTION audit.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'audit.% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $function$;

CREATE OR REPLACE FUNCTION audit.views_of_case(case_id uuid)
 RETURNS TABLE(at timestamp with time zone, person_id text, view text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN QUERY SELECT entry.at, entry.actor_id, entry.action FROM audit.entries AS entry
  WHERE entry.kind = 'view' AND entry.subject_kind = 'case' AND entry.subject_id = $1::text
    AND EXISTS (SELECT FROM care.visible_to_actor AS seen
      WHERE seen.case_id = $1 AND seen.sections IS NULL AND seen.may_act)
  ORDER BY entry.id DESC LIMIT 500;
END $function$;

CREATE OR REPLACE FUNCTION care.actor_may_add(case_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = $1)
    OR EXISTS (SELECT FROM care.cases AS opened WHERE opened.id = $1
      AND (opened.version = 1 AND opened.opened_by_person_id = platform.actor_id()
        OR EXISTS (SELECT FROM incident.visible_to_actor AS ended
          WHERE ended.incident_id = opened.incident_id AND ended.may_act)));
END $function$;

CREATE OR REPLACE FUNCTION care.actor_sees_all(case_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN session_user = 'ess_service' OR EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = $1 AND seen.sections IS NULL);
END $function$;

CREATE OR REPLACE FUNCTION care.actor_sees_section(case_id uuid, section text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (EXISTS (SELECT FROM care.visible_to_actor seen WHERE ((seen.case_id = actor_sees_section.case_id) AND ((seen.sections IS NULL) OR (actor_sees_section.section = ANY (seen.sections))))));

CREATE OR REPLACE FUNCTION care.barred_accounts(cases uuid[])
 RETURNS TABLE(case_id uuid, account_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  SELECT barred.case_id, barred.account_id FROM care.case_exclusions AS barred
  WHERE barred.case_id = ANY (cases) AND barred.lifted_at IS NULL AND barred.account_id IS NOT NULL
  UNION
  SELECT barred.case_id, own.user_id FROM care.case_exclusions AS barred
    JOIN access.own_numbers AS own ON own.kind = barred.kind AND platform.comparable(own.kind, own.number) = barred.compared
  WHERE barred.case_id = ANY (cases) AND barred.lifted_at IS NULL
  UNION
  SELECT barred.case_id, link.user_id FROM care.case_exclusions AS barred
    JOIN intake.reporters AS reporter ON reporter.channel = 'line' AND (barred.kind = 'reporter' AND reporter.id::text = barred.compared
      OR barred.kind = 'phone' AND platform.comparable('phone', reporter.phone) = barred.compared)
    JOIN access.line_links AS link ON link.line_user_id = reporter.address
  WHERE barred.case_id = ANY (cases) AND barred.lifted_at IS NULL AND barred.kind IN ('reporter', 'phone')
$function$;

CREATE OR REPLACE FUNCTION care.barred_from_actor()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN ARRAY(
    SELECT barred.case_id FROM care.case_exclusions AS barred
    WHERE barred.account_id = platform.actor_id() AND barred.lifted_at IS NULL
    UNION
    SELECT barred.case_id FROM care.identities_of(platform.actor_id()) AS known
      JOIN care.case_exclusions AS barred ON barred.kind = known.kind AND barred.compared = known.compared
    WHERE barred.lifted_at IS NULL AND barred.value IS NOT NULL);
END $function$;

CREATE OR REPLACE FUNCTION care.cases_barring_number(number text)
 RETURNS TABLE(case_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  SELECT barred.case_id FROM care.case_exclusions AS barred
  WHERE barred.kind = 'phone' AND barred.compared = platform.comparable('phone', number) AND barred.lifted_at IS NULL
    AND barred.value IS NOT NULL
$function$;

CREATE OR REPLACE FUNCTION care.count_open_cases(at timestamp with time zone)
 RETURNS TABLE(agency_id uuid, worker_id uuid, open integer, high integer, waiting integer, late integer, late_a_day integer, late_since timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN QUERY SELECT mine.agency_id, mine.worker_id, count(*)::integer,
    (count(*) FILTER (WHERE mine.risk = 'high'))::integer,
    (count(*) FILTER (WHERE mine.status IN ('registered', 'reopened')))::integer,
    count(overdue.due_at)::integer, (count(*) FILTER (WHERE overdue.due_at <= $1 - interval '1 day'))::integer, min(overdue.due_at)
  FROM care.visible_to_actor AS seen JOIN care.cases AS mine ON mine.id = seen.case_id
    LEFT JOIN (SELECT clock.case_id, min(clock.due_at) AS due_at FROM care.clocks AS clock
      WHERE clock.stopped_at IS NULL AND clock.paused_at IS NULL AND clock.due_at <= $1
      GROUP BY clock.case_id) AS overdue ON overdue.case_id = mine.id
  WHERE seen.sections IS NULL AND mine.closed_at IS NULL
  GROUP BY mine.agency_id, mine.worker_id;
END $function$;

CREATE OR REPLACE FUNCTION care.count_open_places(at timestamp with time zone)
 RETURNS TABLE(subdistrict_code text, open integer, waiting integer, late integer, late_since timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN QUERY SELECT mine.place ->> 'subdistrictCode', count(*)::integer,
    (count(*) FILTER (WHERE mine.status IN ('registered', 'reopened')))::integer,
    count(overdue.due_at)::integer, min(overdue.due_at)
  FROM care.visible_to_actor AS seen JOIN care.cases AS mine ON mine.id = seen.case_id
    LEFT JOIN (SELECT clock.case_id, min(clock.due_at) AS due_at FROM care.clocks AS clock
      WHERE clock.stopped_at IS NULL AND clock.paused_at IS NULL AND clock.due_at <= $1
      GROUP BY clock.case_id) AS overdue ON overdue.case_id = mine.id
  WHERE seen.sections IS NULL AND mine.closed_at IS NULL
  GROUP BY mine.place ->> 'subdistrictCode';
END $function$;

CREATE OR REPLACE FUNCTION care.early_notifications_of(incident uuid)
 RETURNS TABLE(agency_id uuid, known_at timestamp with time zone, province_told_at timestamp with time zone, acknowledged_at timestamp with time zone, acknowledged_by_person_id uuid, arrives_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN QUERY SELECT known.agency_id, known.known_at, known.province_told_at, known.acknowledged_at,
    known.acknowledged_by_person_id, known.arrives_at
  FROM care.early_notifications AS known
  WHERE known.incident_id = $1 AND known.sent_at IS NOT NULL
    AND EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = $1)
  ORDER BY known.acknowledged_at IS NULL, known.known_at;
END $function$;

CREATE OR REPLACE FUNCTION care.find_cases(asked_code text, asked_number text, asked_name text, most integer)
 RETURNS TABLE(case_id uuid, found_by text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  IF NOT platform.actor_may('case:search') THEN RETURN; END IF;
  RETURN QUERY
  WITH known AS MATERIALIZED (
    SELECT mine.id, 'code' AS found_by FROM care.cases AS mine WHERE mine.code = asked_code
    UNION ALL
    SELECT mine.id, 'id-number' FROM care.people AS person JOIN care.cases AS mine ON mine.person_id = person.id
    WHERE person.id_number = asked_number
    UNION ALL
    SELECT mine.id, 'phone' FROM care.people AS person JOIN care.cases AS mine ON mine.person_id = person.id
    WHERE person.safe_contact ->> 'detail' IS NOT NULL
      AND regexp_replace(person.safe_contact ->> 'detail', '\D', '', 'g') = asked_number
    UNION ALL
    SELECT mine.id, 'name' FROM care.people AS person JOIN care.cases AS mine ON mine.person_id = person.id
    WHERE lower(coalesce(person.name, '') || ' ' || coalesce(person.alias, '')) LIKE asked_name)
  SELECT known.id, min(known.found_by) FROM known JOIN care.cases AS mine ON mine.id = known.id
  WHERE EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = known.id AND (seen.sections IS NULL OR 'person' = ANY (seen.sections)))
  GROUP BY known.id, mine.closed_at, mine.opened_at
  ORDER BY mine.closed_at IS NULL DESC, mine.opened_at DESC, known.id LIMIT most;
END $function$;

CREATE OR REPLACE FUNCTION care.find_cases_of_person(asked_numbers text[], asked_name text, most integer)
 RETURNS TABLE(case_id uuid, found_by text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  IF NOT platform.actor_may('case:open') THEN RETURN; END IF;
  RETURN QUERY
  WITH known AS MATERIALIZED (
    SELECT mine.id, 'id-number' AS found_by FROM care.people AS person JOIN care.cases AS mine ON mine.person_id = person.id
    WHERE person.id_number = ANY (asked_numbers)
    UNION ALL
    SELECT mine.id, 'phone' FROM care.people AS person JOIN care.cases AS mine ON mine.person_id = person.id
    WHERE person.safe_contact ->> 'detail' IS NOT NULL
      AND regexp_replace(person.safe_contact ->> 'detail', '\D', '', 'g') = ANY (asked_numbers)
    UNION ALL
    SELECT mine.id, 'name' FROM care.people AS person JOIN care.cases AS mine ON mine.person_id = person.id
    WHERE lower(coalesce(person.name, '') || ' ' || coalesce(person.alias, '')) LIKE '%' || asked_name || '%'
      AND asked_name IN (lower(person.name), lower(person.alias)))
  SELECT known.id, min(known.found_by) FROM known JOIN care.cases AS mine ON mine.id = known.id
  WHERE mine.status <> 'not-opened' AND EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = known.id AND (seen.sections IS NULL OR 'person' = ANY (seen.sections)))
  GROUP BY known.id, mine.closed_at, mine.opened_at
  ORDER BY mine.closed_at IS NULL DESC, mine.opened_at DESC, known.id LIMIT most;
END $function$;

CREATE OR REPLACE FUNCTION care.forget_cases(not_opened_before timestamp with time zone, closed_before timestamp with time zone, closed_minor_before timestamp with time zone, most integer)
 RETURNS TABLE(case_id uuid, kind text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
DECLARE
  gone uuid[];
  kinds text[];
  persons uuid[];
  homes uuid[];
  files uuid[];
BEGIN
  -- A life is not cut in two: as long as a younger case of the same person is kept, so are the older ones.
  SELECT array_agg(due.id), array_agg(due.kind), array_agg(DISTINCT due.person_id), array_agg(DISTINCT due.household_id)
  INTO gone, kinds, persons, homes
  FROM (SELECT mine.id, mine.person_id, mine.household_id,
      CASE WHEN mine.status = 'not-opened' THEN 'not-opened' WHEN mine.is_minor THEN 'closed-minor' ELSE 'closed' END AS kind
    FROM care.cases AS mine
    WHERE mine.closed_at < CASE WHEN mine.status = 'not-opened' THEN $1 WHEN mine.is_minor THEN $3 ELSE $2 END
      AND NOT EXISTS (SELECT FROM care.cases AS other WHERE other.person_id = mine.person_id
        AND (other.closed_at IS NULL
          OR other.closed_at >= CASE WHEN other.status = 'not-opened' THEN $1 WHEN other.is_minor THEN $3 ELSE $2 END))
    ORDER BY mine.closed_at LIMIT most FOR UPDATE SKIP LOCKED) AS due;
  IF gone IS NULL THEN RETURN; END IF;

  SELECT array_agg(picture.attachment_id) INTO files FROM care.pictures AS picture WHERE picture.case_id = ANY (gone);
  DELETE FROM care.pictures AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM platform.attachments AS file WHERE file.id = ANY (files)
    AND NOT EXISTS (SELECT FROM care.pictures AS other WHERE other.attachment_id = file.id);
  DELETE FROM care.welfare_checks AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.nudges AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.clocks AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.team_members AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.transfers AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.approvals AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.needs AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.case_records AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.case_exclusions AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.case_links AS gone_row WHERE gone_row.case_id = ANY (gone) OR gone_row.other_case_id = ANY (gone);
  DELETE FROM care.case_timeline AS gone_row WHERE gone_row.case_id = ANY (gone);
  DELETE FROM care.cases AS gone_row WHERE gone_row.id = ANY (gone);

  -- A household goes with the last case of anybody who ever lived in it, and its people with it.
  homes := ARRAY(SELECT home.id FROM care.households AS home
    WHERE (home.id = ANY (homes) OR home.id IN (SELECT lived.household_id FROM care.household_members AS lived
        WHERE lived.person_id = ANY (persons)))
      AND NOT EXISTS (SELECT FROM care.cases AS other WHERE other.household_id = home.id)
      AND NOT EXISTS (SELECT FROM care.household_members AS lived JOIN care.cases AS other ON other.person_id = lived.person_id
        WHERE lived.household_id = home.id));
  persons := persons || ARRAY(SELECT lived.person_id FROM care.household_members AS lived WHERE lived.household_id = ANY (homes));
  DELETE FROM care.household_changes AS gone_row
    WHERE gone_row.household_id = ANY (homes) OR gone_row.other_household_id = ANY (homes);
  DELETE FROM care.household_members AS gone_row WHERE gone_row.household_id = ANY (homes);
  DELETE FROM care.households AS gone_row WHERE gone_row.id = ANY (homes);
  DELETE FROM care.people AS gone_row WHERE gone_row.id = ANY (persons)
    AND NOT EXISTS (SELECT FROM care.cases AS other WHERE other.person_id = gone_row.id)
    AND NOT EXISTS (SELECT FROM care.household_members AS lived WHERE lived.person_id = gone_row.id);
  RETURN QUERY SELECT unnest(gone), unnest(kinds);
END $function$;

CREATE OR REPLACE FUNCTION care.free_ended_need()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  DELETE FROM care.need_holders AS held WHERE held.need_id = NEW.id;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION care.identities_of(account uuid)
 RETURNS TABLE(kind text, compared text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  SELECT own.kind, platform.comparable(own.kind, own.number) FROM access.own_numbers AS own WHERE own.user_id = account
  UNION ALL
  SELECT known.kind, known.compared FROM access.line_links AS link
    JOIN intake.reporters AS reporter ON reporter.channel = 'line' AND reporter.address = link.line_user_id
    CROSS JOIN LATERAL (VALUES ('reporter', reporter.id::text), ('phone', platform.comparable('phone', reporter.phone)))
      AS known (kind, compared)
  WHERE link.user_id = account AND known.compared IS NOT NULL
$function$;

CREATE OR REPLACE FUNCTION care.incidents_barred_from_actor()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN ARRAY(SELECT mine.incident_id FROM care.cases AS mine
    WHERE mine.id = ANY (care.barred_from_actor()) AND mine.incident_id IS NOT NULL);
END $function$;

CREATE OR REPLACE FUNCTION care.is_in_care(incident uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM care.open_cases_of($1)) AND $1 <> ALL (care.incidents_barred_from_actor());
END $function$;

CREATE OR REPLACE FUNCTION care.is_own_identity(kind text, value text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM care.identities_of(platform.actor_id()) AS own
    WHERE own.kind = $1 AND own.compared = platform.comparable($1, $2));
END $function$;

CREATE OR REPLACE FUNCTION care.let_days_pass(one uuid, days integer, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
DECLARE
  sooner interval := make_interval(days => days);
  mine record;
BEGIN
  SELECT known.incident_id, known.report_id INTO mine
  FROM care.cases AS known JOIN jurisdiction.agencies AS owner ON owner.id = known.agency_id AND owner.is_demonstration
  WHERE known.id = $1 AND EXISTS (SELECT FROM care.visible_to_actor AS seen
    WHERE seen.case_id = $1 AND seen.may_act AND seen.sections IS NULL);
  IF NOT FOUND THEN RETURN false; END IF;

  -- With their beginnings: a limit that is counted anew, as when the risk changes, does not bring the days back.
  UPDATE care.clocks AS clock SET started_at = started_at - sooner, half_at = half_at - sooner, due_at = due_at - sooner,
    province_at = province_at - sooner, paused_at = paused_at - sooner
    WHERE clock.case_id = $1 AND clock.stopped_at IS NULL;
  UPDATE care.cases AS held SET hold_until = hold_until - sooner WHERE held.id = $1 AND held.hold_until IS NOT NULL;
  UPDATE care.approvals AS asked SET due_at = due_at - sooner WHERE asked.case_id = $1 AND asked.decision IS NULL;
  UPDATE care.transfers AS offered SET due_at = due_at - sooner WHERE offered.case_id = $1 AND offered.answer IS NULL;
  UPDATE care.team_members AS member SET until = until - sooner WHERE member.case_id = $1 AND member.ended_at IS NULL;
  UPDATE care.early_notifications AS known SET arrives_at = arrives_at - sooner,
    province_at = CASE WHEN acknowledged_at IS NULL AND province_told_at IS NULL THEN province_at - sooner ELSE province_at END
    WHERE known.incident_id = mine.incident_id AND known.over_at IS NULL;
  UPDATE care.welfare_checks AS planned SET due_at = due_at - sooner
    WHERE (planned.case_id = $1 OR planned.incident_id = mine.incident_id AND planned.case_id IS NULL)
      AND planned.asked_at IS NULL AND planned.skipped IS NULL;

  -- Of several questions whose days are over now, a person gets the last one: nobody is asked three times in a minute.
  UPDATE care.clocks AS earlier SET passed_at = $3
    WHERE earlier.case_id = $1 AND earlier.rule LIKE 'after-closure-%' AND earlier.stopped_at IS NULL AND earlier.passed_at IS NULL
      AND EXISTS (SELECT FROM care.clocks AS later WHERE later.case_id = $1 AND later.rule LIKE 'after-closure-%'
        AND later.stopped_at IS NULL AND later.passed_at IS NULL AND later.due_at <= $3 AND later.due_at > earlier.due_at);
  UPDATE care.welfare_checks AS earlier SET skipped = 'days-passed'
    WHERE (earlier.case_id = $1 OR earlier.incident_id = mine.incident_id AND earlier.case_id IS NULL)
      AND earlier.asked_at IS NULL AND earlier.skipped IS NULL AND earlier.due_at <= $3
      AND (EXISTS (SELECT FROM care.welfare_checks AS later WHERE later.report_id = earlier.report_id AND later.asked_at IS NULL
          AND later.skipped IS NULL AND later.due_at <= $3 AND later.due_at > earlier.due_at
          AND (later.case_id = $1 OR later.case_id IS NULL))
        OR earlier.report_id = mine.report_id AND EXISTS (SELECT FROM care.clocks AS later WHERE later.case_id = $1
          AND later.rule LIKE 'after-closure-%' AND later.stopped_at IS NULL AND later.passed_at IS NULL AND later.due_at <= $3));
  RETURN true;
END $function$;

CREATE OR REPLACE FUNCTION care.list_late_cases(at timestamp with time zone, subdistrict text, most integer)
 RETURNS TABLE(case_id uuid, rules text[], due_at timestamp with time zone[], to_agency_id uuid, to_worker_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN QUERY SELECT mine.id, overdue.rules, overdue.due_at, offer.to_agency_id, offer.to_worker_id
  FROM care.visible_to_actor AS seen JOIN care.cases AS mine ON mine.id = seen.case_id
    JOIN (SELECT clock.case_id, array_agg(clock.rule ORDER BY clock.due_at, clock.id) AS rules,
        array_agg(clock.due_at ORDER BY clock.due_at, clock.id) AS due_at,
        (array_agg(clock.subject_id ORDER BY clock.due_at, clock.id))[1] AS subject_id
      FROM care.clocks AS clock WHERE clock.stopped_at IS NULL AND clock.paused_at IS NULL AND clock.due_at <= $1
      GROUP BY clock.case_id) AS overdue ON overdue.case_id = mine.id
    LEFT JOIN care.transfers AS offer ON offer.id = overdue.subject_id
  WHERE seen.sections IS NULL AND mine.closed_at IS NULL
    AND ($2 IS NULL OR mine.place ->> 'subdistrictCode' = $2)
  ORDER BY overdue.due_at[1], mine.id LIMIT $3;
END $function$;

CREATE OR REPLACE FUNCTION care.mark_held_need()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  UPDATE care.needs AS mine SET was_held = true WHERE mine.id = NEW.need_id AND NOT mine.was_held;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION care.move_early_notifications(merged uuid, target uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  IF session_user <> 'ess_service' AND NOT EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = $2) THEN
    RETURN;
  END IF;
  UPDATE care.early_notifications AS known SET incident_id = $2, incident_code = one.code
  FROM incident.incidents AS one
  WHERE one.id = $2 AND known.incident_id = $1 AND known.over_at IS NULL
    AND NOT EXISTS (SELECT FROM care.early_notifications AS there WHERE there.incident_id = $2 AND there.fact = known.fact);
END $function$;

CREATE OR REPLACE FUNCTION care.open_cases_of(incident uuid)
 RETURNS TABLE(case_id uuid, concern text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN QUERY SELECT mine.id, mine.concern FROM care.cases AS mine WHERE mine.incident_id = $1 AND mine.closed_at IS NULL
    AND (session_user = 'ess_service' OR EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = $1));
END $function$;

CREATE OR REPLACE FUNCTION care.release_need(need_id uuid, holder_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  IF session_user <> 'ess_service' AND platform.actor_id() IS NULL THEN RETURN false; END IF;
  DELETE FROM care.need_holders AS held WHERE held.need_id = $1 AND held.holder_id = $2;
  RETURN FOUND;
END $function$;

CREATE OR REPLACE FUNCTION care.reporter_of_case(case_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN (SELECT report.reporter_id FROM care.cases AS mine JOIN intake.reports AS report ON report.id = mine.report_id
    WHERE mine.id = $1 AND EXISTS (SELECT FROM care.visible_to_actor AS seen
      WHERE seen.case_id = $1 AND seen.may_act AND seen.sections IS NULL));
END $function$;

CREATE OR REPLACE FUNCTION duty.actor_in_scope(agency uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (EXISTS (SELECT FROM jurisdiction.agencies known WHERE ((known.id = actor_in_scope.agency) AND (known.path <@ ANY (platform.actor_view_scopes())))));

CREATE OR REPLACE FUNCTION duty.on_duty(agencies uuid[], moment timestamp with time zone)
 RETURNS TABLE(person_id uuid, agency_id uuid, post text, since timestamp with time zone, until timestamp with time zone, presence text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
BEGIN ATOMIC
 SELECT DISTINCT ON (there.agency_id, there.person_id) there.person_id,
     there.agency_id,
     there.post,
     there.since,
     there.until,
     there.presence
    FROM ( SELECT here.person_id,
             here.agency_id,
             here.post,
             here.checked_in_at AS since,
             here.ends_by AS until,
             'checked-in'::text AS presence,
             1 AS rank
            FROM duty.check_ins here
           WHERE ((here.agency_id = ANY (on_duty.agencies)) AND (here.ends_by > on_duty.moment) AND (here.checked_in_at <= on_duty.moment) AND ((here.checked_out_at IS NULL) OR (here.checked_out_at > on_duty.moment)))
         UNION ALL
          SELECT plan.person_id,
             plan.agency_id,
             plan.post,
             GREATEST(plan.starts_at, plan.created_at) AS "greatest",
             plan.ends_at,
             'planned'::text,
             2
            FROM duty.shifts plan
           WHERE ((plan.agency_id = ANY (on_duty.agencies)) AND (plan.ends_at > on_duty.moment) AND (plan.starts_at <= on_duty.moment) AND (plan.created_at <= on_duty.moment) AND ((plan.cancelled_at IS NULL) OR (plan.cancelled_at > on_duty.moment)) AND (NOT (EXISTS ( SELECT
                    FROM duty.check_ins gone
                   WHERE ((gone.shift_id = plan.id) AND (gone.checked_out_at >= plan.starts_at) AND (gone.checked_out_at <= on_duty.moment))))))) there
   ORDER BY there.agency_id, there.person_id, there.rank, there.since;
END;

CREATE OR REPLACE FUNCTION duty.presence_of(people uuid[], moment timestamp with time zone)
 RETURNS TABLE(person_id uuid, presence text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
BEGIN ATOMIC
 SELECT who.person_id,
         CASE
             WHEN (EXISTS ( SELECT
                FROM duty.check_ins here
               WHERE ((here.person_id = who.person_id) AND (here.checked_in_at <= presence_of.moment) AND (here.ends_by > presence_of.moment) AND ((here.checked_out_at IS NULL) OR (here.checked_out_at > presence_of.moment))))) THEN 'on-duty'::text
             WHEN (EXISTS ( SELECT
                FROM duty.shifts plan
               WHERE ((plan.person_id = who.person_id) AND (plan.starts_at <= presence_of.moment) AND (plan.ends_at > presence_of.moment) AND (plan.created_at <= presence_of.moment) AND ((plan.cancelled_at IS NULL) OR (plan.cancelled_at > presence_of.moment)) AND (NOT (EXISTS ( SELECT
                        FROM duty.check_ins gone
                       WHERE ((gone.shift_id = plan.id) AND (gone.checked_out_at >= plan.starts_at) AND (gone.checked_out_at <= presence_of.moment)))))))) THEN 'on-duty'::text
             WHEN ((EXISTS ( SELECT
                FROM duty.shifts plan
               WHERE ((plan.person_id = who.person_id) AND (plan.created_at <= presence_of.moment) AND (plan.ends_at > (presence_of.moment - '14 days'::interval)) AND (plan.starts_at < (presence_of.moment + '14 days'::interval))))) OR (EXISTS ( SELECT
                FROM duty.check_ins here
               WHERE ((here.person_id = who.person_id) AND (here.checked_in_at <= presence_of.moment) AND (here.ends_by > (presence_of.moment - '14 days'::interval)))))) THEN 'off-duty'::text
             ELSE 'unknown'::text
         END AS "case"
    FROM unnest(presence_of.people) who(person_id);
END;

CREATE OR REPLACE FUNCTION duty.station_facts(agencies uuid[], moment timestamp with time zone)
 RETURNS TABLE(agency_id uuid, people_on_duty integer, declared_readiness text, declared_at timestamp with time zone, changed_at timestamp with time zone, heartbeat_failed boolean, readiness text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
BEGIN ATOMIC
 SELECT station.agency_id,
     COALESCE(people.number, 0) AS "coalesce",
     station.declared_readiness,
     station.declared_at,
         CASE
             WHEN (station.declared_readiness IS NOT NULL) THEN GREATEST(( SELECT max(plan.starts_at) AS max
                FROM duty.shifts plan
               WHERE ((plan.agency_id = station.agency_id) AND (plan.ends_at > station.declared_at) AND (plan.starts_at <= station_facts.moment) AND (plan.cancelled_at IS NULL))), ( SELECT max(here.checked_in_at) AS max
                FROM duty.check_ins here
               WHERE ((here.agency_id = station.agency_id) AND (here.ends_by > station.declared_at) AND (here.checked_in_at <= station_facts.moment))), ( SELECT max(gone.checked_out_at) AS max
                FROM duty.check_ins gone
               WHERE ((gone.agency_id = station.agency_id) AND (gone.ends_by > station.declared_at) AND (gone.checked_out_at <= station_facts.moment))))
             ELSE NULL::timestamp with time zone
         END AS "case",
     (station.asks_heartbeat AND COALESCE(( SELECT (last.answered_at IS NULL)
            FROM duty.heartbeats last
           WHERE ((last.agency_id = station.agency_id) AND ((last.answered_at IS NOT NULL) OR (last.failed_at IS NOT NULL)))
           ORDER BY last.day DESC
          LIMIT 1), false)),
     station.readiness
    FROM (duty.stations station
      LEFT JOIN ( SELECT there.agency_id,
             (count(*))::integer AS number
            FROM duty.on_duty(station_facts.agencies, station_facts.moment) there(person_id, agency_id, post, since, until, presence)
           GROUP BY there.agency_id) people ON ((people.agency_id = station.agency_id)))
   WHERE (station.agency_id = ANY (station_facts.agencies));
END;

CREATE OR REPLACE FUNCTION eef.count_checks(from_at timestamp with time zone, to_at timestamp with time zone, today date, answer_days integer)
 RETURNS TABLE(kind text, state text, checks integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN QUERY SELECT one.kind, coalesce(one.result, CASE WHEN one.is_void THEN 'void' WHEN one.due_on > today THEN 'waiting'
      WHEN today - one.due_on > answer_days THEN 'late' ELSE 'due' END), count(*)::integer
    FROM eef.checks AS one JOIN eef.list_children(from_at, to_at) AS child ON child.case_id = one.case_id
    GROUP BY 1, 2;
END $function$;

CREATE OR REPLACE FUNCTION eef.count_received(at timestamp with time zone)
 RETURNS TABLE(scope text, province text, waiting integer, late integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
DECLARE
  agencies CONSTANT uuid[] := referral.agencies_of_actor();
  barred CONSTANT uuid[] := care.barred_from_actor();
  withheld CONSTANT uuid[] := incident.withheld_from_actor();
BEGIN
  RETURN QUERY SELECT counted.scope, counted.province_code, sum(counted.waiting)::integer, sum(counted.late)::integer FROM (
      SELECT 'to-answer' AS scope, one.province_code, count(*) AS waiting, 0::bigint AS late FROM referral.referrals AS one
      WHERE one.to_agency_id = ANY (agencies) AND one.status IN ('offered', 'declined-proposed') GROUP BY one.province_code
    UNION ALL
      SELECT 'working', one.province_code, count(*), 0 FROM referral.referrals AS one
      WHERE one.to_agency_id = ANY (agencies) AND one.status IN ('accepted', 'in-progress', 'on-hold')
      GROUP BY one.province_code
    UNION ALL
      SELECT 'to-answer', one.province_code, 0, count(*) FROM referral.referrals AS one
      WHERE one.to_agency_id = ANY (agencies) AND one.status IN ('offered', 'declined-proposed') AND one.due_at <= at
      GROUP BY one.province_code
    UNION ALL
      SELECT 'working', one.province_code, 0, count(*) FROM referral.referrals AS one
      WHERE one.to_agency_id = ANY (agencies) AND one.status IN ('accepted', 'in-progress', 'on-hold')
        AND one.outcome_due_at <= at
      GROUP BY one.province_code
    UNION ALL
      SELECT hidden.scope, hidden.province_code, -count(*), -count(*) FILTER (WHERE hidden.late_at <= at) FROM (
          SELECT CASE WHEN one.accepted_at IS NULL THEN 'to-answer' ELSE 'working' END AS scope, one.province_code,
            CASE WHEN one.accepted_at IS NULL THEN one.due_at ELSE one.outcome_due_at END AS late_at
          FROM referral.referrals AS one
          WHERE (one.case_id = ANY (barred) OR one.incident_id = ANY (withheld)) AND one.ended_at IS NULL
            AND one.to_agency_id = ANY (agencies) AND one.status <> 'draft') AS hidden
      GROUP BY hidden.scope, hidden.province_code
    ) AS counted GROUP BY counted.scope, counted.province_code HAVING sum(counted.waiting) > 0;
END $function$;

CREATE OR REPLACE FUNCTION eef.forget_checks(most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
DECLARE
  gone uuid[] := ARRAY(SELECT one.id FROM eef.checks AS one
    WHERE NOT EXISTS (SELECT FROM care.cases AS mine WHERE mine.id = one.case_id) LIMIT $1);
BEGIN
  DELETE FROM eef.checks AS gone_row WHERE gone_row.id = ANY (gone);
  RETURN cardinality(gone);
END $function$;

CREATE OR REPLACE FUNCTION eef.list_children(from_at timestamp with time zone, to_at timestamp with time zone)
 RETURNS TABLE(case_id uuid, referral_id uuid, province text, came_to text, outcome text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
DECLARE
  agencies CONSTANT uuid[] := referral.agencies_of_actor();
  barred CONSTANT uuid[] := care.barred_from_actor();
  withheld CONSTANT uuid[] := incident.withheld_from_actor();
BEGIN
  RETURN QUERY
  WITH sent AS (
    SELECT one.id, one.case_id, one.province_code, one.status, one.outcome, one.offered_at, one.confirmation
    FROM referral.referrals AS one
    WHERE one.offered_at >= from_at AND one.offered_at < to_at AND one.service_code IN ('school-return', 'scholarship')
      AND one.to_agency_id = ANY (agencies) AND one.case_id <> ALL (barred)
      AND (one.incident_id IS NULL OR one.incident_id <> ALL (withheld))
    UNION ALL
    SELECT one.id, one.case_id, one.province_code, one.status, one.outcome, one.offered_at, one.confirmation
    FROM care.visible_to_actor AS seen JOIN referral.referrals AS one ON one.case_id = seen.case_id
    WHERE seen.sections IS NULL
      AND one.offered_at >= from_at AND one.offered_at < to_at AND one.service_code IN ('school-return', 'scholarship')
  ), judged AS (
    SELECT sent.*, CASE
      WHEN sent.status = 'completed' AND sent.id IN (SELECT gone.referral_id FROM eef.checks AS gone WHERE gone.result = 'left')
        THEN 'left'
      WHEN sent.status = 'completed' AND sent.confirmation = 'not-received' THEN 'not-received'
      WHEN sent.status = 'completed' AND sent.outcome IN ('formal-returned', 'non-formal', 'mobile-or-learning-centre',
        'vocational', 'early-childhood') THEN 'back'
      WHEN sent.status = 'completed' THEN 'other-outcome'
      WHEN sent.status IN ('offered', 'declined-proposed') THEN 'to-answer'
      WHEN sent.status IN ('accepted', 'in-progress', 'on-hold') THEN 'working'
      ELSE sent.status END AS came_to
    FROM sent
  )
  SELECT DISTINCT ON (judged.case_id) judged.case_id, judged.id, judged.province_code, judged.came_to, judged.outcome
  FROM judged ORDER BY judged.case_id, judged.came_to = 'back' DESC, judged.offered_at DESC, judged.id DESC;
END $function$;

CREATE OR REPLACE FUNCTION eef.list_open_checks(until_day date, most integer)
 RETURNS TABLE(check_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
DECLARE
  agencies CONSTANT uuid[] := referral.agencies_of_actor();
  barred CONSTANT uuid[] := care.barred_from_actor();
  withheld CONSTANT uuid[] := incident.withheld_from_actor();
BEGIN
  RETURN QUERY SELECT every.id FROM (
      SELECT found.id, found.due_on FROM unnest(agencies) AS mine (agency_id) CROSS JOIN LATERAL (
        SELECT one.id, one.due_on FROM eef.checks AS one
        WHERE one.to_agency_id = mine.agency_id AND one.result IS NULL AND NOT one.is_void AND one.due_on <= until_day
          AND one.case_id <> ALL (barred)
          AND (withheld = '{}' OR NOT EXISTS (SELECT FROM referral.referrals AS about
            WHERE about.id = one.referral_id AND about.incident_id = ANY (withheld) OFFSET 0))
        ORDER BY one.due_on, one.id LIMIT most) AS found
      UNION
      SELECT sent.id, sent.due_on FROM care.visible_to_actor AS seen JOIN eef.checks AS sent ON sent.case_id = seen.case_id
      WHERE seen.may_act AND seen.sections IS NULL AND sent.result IS NULL AND NOT sent.is_void AND sent.due_on <= until_day
    ) AS every
    ORDER BY every.due_on, every.id LIMIT most;
END $function$;

CREATE OR REPLACE FUNCTION eef.list_received(scope text, province text, service text, band text, urgent text, after_id uuid, most integer)
 RETURNS TABLE(referral_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
DECLARE
  agencies CONSTANT uuid[] := referral.agencies_of_actor();
  barred CONSTANT uuid[] := care.barred_from_actor();
  withheld CONSTANT uuid[] := incident.withheld_from_actor();
  after_at timestamptz;
BEGIN
  IF after_id IS NOT NULL THEN
    SELECT CASE scope WHEN 'to-answer' THEN one.due_at WHEN 'working' THEN one.outcome_due_at ELSE one.ended_at END INTO after_at
      FROM referral.referrals AS one WHERE one.id = after_id AND one.to_agency_id = ANY (agencies);
    IF after_at IS NULL THEN RETURN; END IF;
  END IF;
  IF scope = 'to-answer' THEN
    RETURN QUERY SELECT found.id FROM unnest(agencies) AS mine (agency_id) CROSS JOIN LATERAL (
      SELECT one.id, one.due_at FROM referral.referrals AS one
      WHERE one.to_agency_id = mine.agency_id AND one.status IN ('offered', 'declined-proposed')
        AND (province IS NULL OR one.province_code = province) AND (service IS NULL OR one.service_code = service)
        AND (band IS NULL OR one.age_band = band) AND (urgent IS NULL OR one.urgency = urgent)
        AND (after_at IS NULL OR (one.due_at, one.id) > (after_at, after_id))
        AND one.case_id <> ALL (barred) AND (one.incident_id IS NULL OR one.incident_id <> ALL (withheld))
      ORDER BY one.due_at, one.id LIMIT most) AS found
    ORDER BY found.due_at, found.id LIMIT most;
  ELSIF scope = 'working' THEN
    RETURN QUERY SELECT found.id FROM unnest(agencies) AS mine (agency_id) CROSS JOIN LATERAL (
      SELECT one.id, one.outcome_due_at FROM referral.referrals AS one
      WHERE one.to_agency_id = mine.agency_id AND one.status IN ('accepted', 'in-progress', 'on-hold')
        AND (province IS NULL OR one.province_code = province) AND (service IS NULL OR one.service_code = service)
        AND (band IS NULL OR one.age_band = band) AND (urgent IS NULL OR one.urgency = urgent)
        AND (after_at IS NULL OR (one.outcome_due_at, one.id) > (after_at, after_id))
        AND one.case_id <> ALL (barred) AND (one.incident_id IS NULL OR one.incident_id <> ALL (withheld))
      ORDER BY one.outcome_due_at, one.id LIMIT most) AS found
    ORDER BY found.outcome_due_at, found.id LIMIT most;
  ELSE
    RETURN QUERY SELECT found.id FROM unnest(agencies) AS mine (agency_id) CROSS JOIN LATERAL (
      SELECT one.id, one.ended_at FROM referral.referrals AS one
      WHERE one.to_agency_id = mine.agency_id AND one.ended_at IS NOT NULL AND one.offered_at IS NOT NULL
        AND (province IS NULL OR one.province_code = province) AND (service IS NULL OR one.service_code = service)
        AND (band IS NULL OR one.age_band = band) AND (urgent IS NULL OR one.urgency = urgent)
        AND (after_at IS NULL OR (one.ended_at, one.id) < (after_at, after_id))
        AND one.case_id <> ALL (barred) AND (one.incident_id IS NULL OR one.incident_id <> ALL (withheld))
      ORDER BY one.ended_at DESC, one.id DESC LIMIT most) AS found
    ORDER BY found.ended_at DESC, found.id DESC LIMIT most;
  END IF;
END $function$;

CREATE OR REPLACE FUNCTION eef.name_provinces()
 RETURNS TABLE(code text, th text, en text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN QUERY SELECT area.code, area.name_th, area.name_en FROM jurisdiction.administrative_areas AS area
    WHERE area.level = 'province' ORDER BY area.name_th;
END $function$;

CREATE OR REPLACE FUNCTION help.accounts_known_by(id_numbers text[], phones text[])
 RETURNS TABLE(account_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  SELECT own.user_id FROM access.own_numbers AS own
  WHERE own.kind = 'id-number' AND own.compared IN (SELECT platform.comparable('id-number', each) FROM unnest(id_numbers) AS each)
    OR own.kind = 'phone' AND own.compared IN (SELECT platform.comparable('phone', each) FROM unnest(phones) AS each)
  UNION
  SELECT link.user_id FROM intake.reporters AS reporter
    JOIN access.line_links AS link ON link.line_user_id = reporter.address
  WHERE reporter.channel = 'line' AND reporter.phone IS NOT NULL
    AND platform.comparable('phone', reporter.phone) IN (SELECT platform.comparable('phone', each) FROM unnest(phones) AS each)
$function$;

CREATE OR REPLACE FUNCTION help.earlier_requests(own uuid, person text, family text[])
 RETURNS TABLE(request_id uuid, code text, status text, channel text, benefit text, same_person boolean, agency_id uuid, submitted_at timestamp with time zone, granted_at timestamp with time zone, granted_benefit text, granted_amount integer, reporter_id uuid, barred_ids uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  SELECT other.id, other.code, other.status, other.channel, other.benefit, coalesce(other.id_number = person, false),
    other.agency_id, other.submitted_at, other.granted_at, other.granted_benefit, other.granted_amount, other.reporter_id,
    other.barred_ids
  FROM help.requests AS other
  WHERE other.family_ids && family AND other.id IS DISTINCT FROM own AND other.status NOT IN ('draft', 'merged')
    AND (session_user = 'ess_service' OR platform.actor_may('help:work') OR platform.actor_may('help:approve'))
  ORDER BY other.submitted_at DESC
$function$;

CREATE OR REPLACE FUNCTION help.forget_requests(not_sent_before timestamp with time zone, ended_before timestamp with time zone, refused_before timestamp with time zone, closed_before timestamp with time zone, counted_from timestamp with time zone, most integer)
 RETURNS TABLE(request_id uuid, kind text, status text, agency_id uuid, granted_at timestamp with time zone, granted_benefit text, granted_amount integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
DECLARE
  gone uuid[];
  files uuid[];
BEGIN
  -- What others were merged into stays as long as they do, and what counts in the running fiscal year stays in any case.
  gone := ARRAY(SELECT mine.id FROM help.requests AS mine
    WHERE CASE WHEN mine.status = 'draft' THEN mine.updated_at < $1
        WHEN mine.ended_at IS NULL THEN false
        WHEN mine.status = 'closed' THEN mine.ended_at < $4
        WHEN mine.status IN ('not-eligible', 'upheld') THEN mine.ended_at < $3
        ELSE mine.ended_at < $2 END
      AND (mine.granted_at IS NULL OR mine.granted_at < $5)
      AND NOT EXISTS (SELECT FROM help.requests AS other WHERE other.merged_into_id = mine.id)
    ORDER BY mine.ended_at, mine.id LIMIT $6 FOR UPDATE SKIP LOCKED);
  IF cardinality(gone) = 0 THEN RETURN; END IF;
  RETURN QUERY SELECT mine.id, CASE WHEN mine.status = 'draft' THEN 'not-sent' WHEN mine.status = 'closed' THEN 'closed'
      WHEN mine.status IN ('not-eligible', 'upheld') THEN 'refused' ELSE 'ended' END,
    mine.status, mine.agency_id, mine.granted_at, mine.granted_benefit, mine.granted_amount
    FROM help.requests AS mine WHERE mine.id = ANY (gone);
  files := ARRAY(SELECT picture.attachment_id FROM help.pictures AS picture WHERE picture.request_id = ANY (gone));
  DELETE FROM help.pictures AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM platform.attachments AS file WHERE file.id = ANY (files);
  DELETE FROM help.waiting_news AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.appeals AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.payments AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.proposals AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.visits AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.corrections AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.checks AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.timeline AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.forms AS gone_row WHERE gone_row.request_id = ANY (gone);
  DELETE FROM help.requests AS gone_row WHERE gone_row.id = ANY (gone);
END $function$;

CREATE OR REPLACE FUNCTION help.lock_family(family text[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
DECLARE
  number text;
BEGIN
  FOR number IN SELECT DISTINCT each FROM unnest(family) AS each ORDER BY each LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended('help family ' || number, 0));
  END LOOP;
  RETURN cardinality(family);
END $function$;

CREATE OR REPLACE FUNCTION incident.call_backs_of(asked uuid[])
 RETURNS TABLE(report_id uuid, status text, appealed_at timestamp with time zone, until timestamp with time zone, ended_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
BEGIN ATOMIC
 SELECT report.report_id,
     finding.status,
     finding.appealed_at,
     measure.until,
     measure.ended_at
    FROM ((incident.reports report
      JOIN incident.findings finding ON ((finding.reporter_id = report.reporter_id)))
      JOIN incident.finding_measures measure ON (((measure.finding_id = finding.id) AND (measure.kind = 'call-back-first'::text))))
   WHERE ((report.report_id = ANY (call_backs_of.asked)) AND (NOT (EXISTS ( SELECT
            FROM incident.conflicts conflict
           WHERE ((conflict.incident_id = finding.incident_id) AND (conflict.person_id = platform.actor_id()) AND (conflict.lifted_at IS NULL))))));
END;

CREATE OR REPLACE FUNCTION incident.count_reports_of_same_account(asked uuid[], since timestamp with time zone)
 RETURNS TABLE(report_id uuid, reports integer, unfounded integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
BEGIN ATOMIC
 SELECT one.report_id,
     (count(*))::integer AS count,
     (count(*) FILTER (WHERE (incident.disposition = ANY (ARRAY['unfounded'::text, 'false-report'::text]))))::integer AS count
    FROM ((incident.reports one
      JOIN incident.reports own ON (((own.reporter_id = one.reporter_id) AND (own.received_at > count_reports_of_same_account.since))))
      JOIN incident.incidents incident ON ((incident.id = own.incident_id)))
   WHERE ((one.report_id = ANY (count_reports_of_same_account.asked)) AND (NOT (EXISTS ( SELECT
            FROM incident.conflicts conflict
           WHERE ((conflict.incident_id = own.incident_id) AND (conflict.person_id = platform.actor_id()) AND (conflict.lifted_at IS NULL))))))
   GROUP BY one.report_id;
END;

CREATE OR REPLACE FUNCTION incident.earlier_around(present uuid, metres double precision, moment timestamp with time zone, at_most integer)
 RETURNS TABLE(id uuid, type text, status text, disposition text, opened_at timestamp with time zone, responsible_agency_id uuid, metres_apart double precision, same_reporter boolean, same_phone boolean, answers jsonb, notes jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
DECLARE
  here incident.incidents;
  degrees CONSTANT double precision := metres / 111320.0;
BEGIN
  IF NOT EXISTS (SELECT FROM incident.visible_to_actor AS seen WHERE seen.incident_id = present AND seen.may_act) THEN
    RETURN;
  END IF;
  SELECT * INTO here FROM incident.incidents AS one WHERE one.id = present;
  IF here.is_exercise THEN RETURN; END IF;
  RETURN QUERY
  WITH own AS (
    SELECT report.reporter_id, report.phone FROM incident.reports AS report
    WHERE report.incident_id = present
  ), found AS (
    SELECT near.id FROM incident.incidents AS near
    WHERE near.lat BETWEEN here.lat - degrees AND here.lat + degrees
      AND near.lng BETWEEN here.lng - degrees / cos(radians(here.lat)) AND here.lng + degrees / cos(radians(here.lat))
    UNION SELECT report.incident_id FROM incident.reports AS report JOIN own ON own.reporter_id = report.reporter_id
    UNION SELECT report.incident_id FROM incident.reports AS report JOIN own ON own.phone = report.phone
  ), earlier AS (
    SELECT past.*, 12742000 * asin(least(1, sqrt(
        power(sin(radians(past.lat - here.lat) / 2), 2)
        + cos(radians(here.lat)) * cos(radians(past.lat)) * power(sin(radians(past.lng - here.lng) / 2), 2)))) AS apart,
      EXISTS (SELECT FROM incident.reports AS report JOIN own ON own.reporter_id = report.reporter_id
        WHERE report.incident_id = past.id) AS by_same_reporter,
      EXISTS (SELECT FROM incident.reports AS report JOIN own ON own.phone = report.phone
        WHERE report.incident_id = past.id) AS by_same_phone
    FROM found JOIN incident.incidents AS past ON past.id = found.id
    WHERE past.id <> present AND NOT past.is_exercise AND past.opened_at <= here.opened_at AND past.status <> 'merged'
      AND NOT EXISTS (SELECT FROM incident.conflicts AS conflict WHERE conflict.incident_id = past.id
        AND conflict.person_id = platform.actor_id() AND conflict.lifted_at IS NULL)
  )
  SELECT past.id, past.type, past.status, past.disposition, past.opened_at, past.responsible_agency_id, past.apart,
    past.by_same_reporter, past.by_same_phone,
    coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('question', asked.question, 'answer', asked.answer))
      FROM incident.questions AS asked WHERE asked.incident_id = past.id AND asked.answer IS NOT NULL), '[]'),
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', note.id, 'kind', note.kind, 'text', note.text, 'at', note.at,
        'until', note.until) ORDER BY note.at)
      FROM incident.safety_notes AS note
      WHERE note.incident_id = past.id AND note.withdrawn_at IS NULL AND note.until > moment), '[]')
  FROM earlier AS past
  WHERE past.apart <= metres OR past.by_same_reporter OR past.by_same_phone
  ORDER BY past.opened_at DESC LIMIT at_most;
END $function$;

CREATE OR REPLACE FUNCTION incident.has_withheld_incidents(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
RETURN (((person = platform.actor_id()) OR pg_has_role(SESSION_USER, 'ess_service'::name, 'USAGE'::text)) AND (EXISTS (SELECT FROM incident.conflicts WHERE ((conflicts.person_id = has_withheld_incidents.person) AND (conflicts.lifted_at IS NULL)))));

CREATE OR REPLACE FUNCTION incident.is_report_withheld_from_actor(report uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM incident.reports AS known JOIN incident.conflicts AS conflict ON conflict.incident_id = known.incident_id
    WHERE known.report_id = $1 AND conflict.person_id = platform.actor_id() AND conflict.lifted_at IS NULL);
END $function$;

CREATE OR REPLACE FUNCTION incident.is_withheld_from_actor(incident uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM incident.conflicts AS conflict WHERE conflict.incident_id = $1
    AND conflict.person_id = platform.actor_id() AND conflict.lifted_at IS NULL);
END $function$;

CREATE OR REPLACE FUNCTION incident.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $function$;

CREATE OR REPLACE FUNCTION incident.withheld_from_actor()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN ARRAY(SELECT conflict.incident_id FROM incident.conflicts AS conflict
    WHERE conflict.person_id = platform.actor_id() AND conflict.lifted_at IS NULL);
END $function$;

CREATE OR REPLACE FUNCTION insight.bin_of(seconds integer)
 RETURNS smallint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (LEAST(floor((ln((GREATEST(LEAST(seconds, 604800), 1))::double precision) / ln((1.05)::double precision))), (272)::double precision))::smallint;

CREATE OR REPLACE FUNCTION insight.seconds_between(earlier timestamp with time zone, later timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (later >= earlier) THEN (LEAST(EXTRACT(epoch FROM (later - earlier)), (2000000000)::numeric))::integer ELSE NULL::integer END;

CREATE OR REPLACE FUNCTION intake.actor_in_scope(reporter_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER COST 2000
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM intake.reports AS report JOIN incident.reports AS known ON known.report_id = report.id
    WHERE report.reporter_id = $1 AND EXISTS (SELECT FROM incident.visible_to_actor AS seen
      WHERE seen.incident_id = known.incident_id AND seen.may_act OFFSET 0));
END $function$;

CREATE OR REPLACE FUNCTION intake.actor_took_call(id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
RETURN ((EXISTS (SELECT FROM intake.phone_calls call WHERE ((call.report_id = actor_took_call.id) AND (call.taken_by_person_id = platform.actor_id())))) AND (NOT incident.is_report_withheld_from_actor(id)));

CREATE OR REPLACE FUNCTION intake.actor_took_call_of(reporter uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
RETURN (EXISTS (SELECT FROM (intake.reports report JOIN intake.phone_calls call ON ((call.report_id = report.id))) WHERE ((report.reporter_id = actor_took_call_of.reporter) AND (call.taken_by_person_id = platform.actor_id()) AND (NOT incident.is_report_withheld_from_actor(report.id)))));

CREATE OR REPLACE FUNCTION intake.is_unfinished(id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
RETURN (EXISTS (SELECT FROM intake.reports report WHERE ((report.id = is_unfinished.id) AND (report.state = 'draft'::text) AND (report.unfinished_since IS NOT NULL))));

CREATE OR REPLACE FUNCTION jurisdiction.earth_point(lat double precision, lng double precision)
 RETURNS cube
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN cube(cube(cube((((6378168)::double precision * cos(radians(lat))) * cos(radians(lng)))), (((6378168)::double precision * cos(radians(lat))) * sin(radians(lng)))), ((6378168)::double precision * sin(radians(lat))));

CREATE OR REPLACE FUNCTION outreach.agencies_of_actor()
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  IF NOT platform.actor_may('outreach:view') THEN RETURN; END IF;
  RETURN QUERY SELECT DISTINCT agency.id FROM unnest(platform.actor_outreach_scopes()) AS scope (path)
    JOIN jurisdiction.agencies AS agency ON agency.path OPERATOR(public.<@) scope.path
    WHERE agency.kind IN ('outreach-partner', 'national-desk', 'national-police', 'provincial-social-office', 'education-fund');
END $function$;

CREATE OR REPLACE FUNCTION platform.actor_branches(setting text)
 RETURNS ltree[]
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED
AS $function$
DECLARE
  said CONSTANT pg_catalog.text := pg_catalog.current_setting(setting, true);
BEGIN
  IF said ~ '^\w+(\.\w+)*(,\w+(\.\w+)*)*$' AND said !~ '[^A-Za-z0-9_.,]|\w{201}'
    AND pg_catalog.length(said) < 20000 AND platform.actor_is_proved() THEN
    RETURN pg_catalog.string_to_array(said, ',')::public.ltree[];
  END IF;
  RETURN '{}';
END $function$;

CREATE OR REPLACE FUNCTION platform.actor_case_scopes()
 RETURNS ltree[]
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
RETURN platform.actor_branches('app.case_scopes'::text);

CREATE OR REPLACE FUNCTION platform.actor_hand_over_scopes()
 RETURNS ltree[]
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
RETURN platform.actor_branches('app.hand_over_scopes'::text);

CREATE OR REPLACE FUNCTION platform.actor_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
RETURN CASE WHEN ((current_setting('app.person_id'::text, true) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'::text) AND platform.actor_is_proved()) THEN (current_setting('app.person_id'::text, true))::uuid ELSE NULL::uuid END;

CREATE OR REPLACE FUNCTION platform.actor_is_proved()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
DECLARE
  proof CONSTANT text := current_setting('app.proof', true);
  key platform.actor_keys;
BEGIN
  IF proof IS NULL OR proof !~ '^[0-9]{13}:[0-9a-f]{64}$'
    OR to_timestamp(left(proof, 13)::float8 / 1000) NOT BETWEEN now() AND now() + interval '1 minute' THEN
    RETURN false;
  END IF;
  SELECT * INTO key FROM platform.actor_keys;
  RETURN encode(sha256(key.outer_block || sha256(key.inner_block || convert_to(concat_ws(E'\n', 'ess-actor/1',
    left(proof, 13), pg_backend_pid(), coalesce(inet_client_port(), -1),
    coalesce(current_setting('app.person_id', true), ''), coalesce(current_setting('app.view_scopes', true), ''),
    coalesce(current_setting('app.hand_over_scopes', true), ''), coalesce(current_setting('app.case_scopes', true), ''),
    coalesce(current_setting('app.referral_scopes', true), ''), coalesce(current_setting('app.outreach_scopes', true), ''),
    coalesce(current_setting('app.permissions', true), '')), 'UTF8'))), 'hex') IS NOT DISTINCT FROM right(proof, 64);
END $function$;

CREATE OR REPLACE FUNCTION platform.actor_may(permission text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
RETURN (COALESCE((permission = ANY (string_to_array(current_setting('app.permissions'::text, true), ','::text))), false) AND platform.actor_is_proved());

CREATE OR REPLACE FUNCTION platform.actor_outreach_scopes()
 RETURNS ltree[]
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
RETURN platform.actor_branches('app.outreach_scopes'::text);

CREATE OR REPLACE FUNCTION platform.actor_referral_scopes()
 RETURNS ltree[]
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
RETURN platform.actor_branches('app.referral_scopes'::text);

CREATE OR REPLACE FUNCTION platform.actor_view_scopes()
 RETURNS ltree[]
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED
RETURN platform.actor_branches('app.view_scopes'::text);

CREATE OR REPLACE FUNCTION platform.comparable(kind text, value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE kind WHEN 'phone'::text THEN "right"(regexp_replace(value, '\D'::text, ''::text, 'g'::text), 9) WHEN 'id-number'::text THEN upper(regexp_replace(value, '[\s-]'::text, ''::text, 'g'::text)) ELSE value END;

CREATE OR REPLACE FUNCTION platform.delete_stored_answers(person text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
BEGIN ATOMIC
 DELETE FROM platform.idempotency_keys
   WHERE (idempotency_keys.actor = delete_stored_answers.person);
END;

CREATE OR REPLACE FUNCTION platform.must_be_proved()
 RETURNS void
 LANGUAGE plpgsql
 STABLE PARALLEL RESTRICTED
AS $function$
BEGIN
  IF NOT platform.actor_is_proved() THEN
    RAISE EXCEPTION 'nobody is proved to ask' USING ERRCODE = 'invalid_authorization_specification';
  END IF;
END $function$;

CREATE OR REPLACE FUNCTION platform.try_to_write(process integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  IF pg_relation_size('platform.write_trials') > 1048576 THEN TRUNCATE platform.write_trials; END IF;
  INSERT INTO platform.write_trials (content) VALUES (repeat('.', 500));
  UPDATE platform.last_write SET at = clock_timestamp() WHERE at > clock_timestamp() - interval '1 minute';
  UPDATE platform.processes SET seen_at = clock_timestamp() WHERE id = process;
  RETURN FOUND;
END $function$;

CREATE OR REPLACE FUNCTION recognition.agencies_of_actor()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  IF NOT platform.actor_may('certificate:view') THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT DISTINCT agency.id FROM access.memberships AS served
      JOIN jurisdiction.agencies AS own ON own.id = served.agency_id
      JOIN jurisdiction.agencies AS agency ON agency.path OPERATOR(public.<@) own.path
    WHERE served.user_id = platform.actor_id() AND served.from_date <= (now() AT TIME ZONE 'Asia/Bangkok')::date
      AND (served.until_date IS NULL OR served.until_date >= (now() AT TIME ZONE 'Asia/Bangkok')::date));
END $function$;

CREATE OR REPLACE FUNCTION recognition.is_visible_to_actor(id text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM recognition.certificates AS one WHERE one.id::text = $1 AND platform.actor_may('certificate:view')
    AND (one.agency_id = ANY (recognition.agencies_of_actor()) OR one.proposed_by_person_id = platform.actor_id())
    AND (one.incident_id IS NULL OR one.incident_id <> ALL (incident.withheld_from_actor())));
END $function$;

CREATE OR REPLACE FUNCTION referral.agencies_of_actor()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  IF NOT platform.actor_may('referral:view') THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT DISTINCT agency.id FROM unnest(platform.actor_referral_scopes()) AS scope (path)
    JOIN jurisdiction.agencies AS agency ON agency.path OPERATOR(public.<@) scope.path);
END $function$;

CREATE OR REPLACE FUNCTION referral.due_referrals(now timestamp with time zone, at_most integer)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  (SELECT id FROM referral.referrals WHERE half_at <= $1 AND status IN ('offered', 'declined-proposed') AND reminded_at IS NULL LIMIT $2)
  UNION (SELECT id FROM referral.referrals WHERE due_at <= $1 AND status IN ('offered', 'declined-proposed') LIMIT $2)
  UNION (SELECT id FROM referral.referrals WHERE province_at <= $1 AND status = 'expired' AND province_told_at IS NULL LIMIT $2)
  UNION (SELECT id FROM referral.referrals WHERE hold_until <= $1 AND status = 'on-hold' LIMIT $2)
  UNION (SELECT id FROM referral.referrals WHERE update_due_at <= $1 AND status IN ('accepted', 'in-progress') AND update_told_at IS NULL LIMIT $2)
  UNION (SELECT id FROM referral.referrals WHERE outcome_due_at <= $1 AND status IN ('accepted', 'in-progress') AND outcome_told_at IS NULL LIMIT $2)
$function$;

CREATE OR REPLACE FUNCTION referral.forget_referrals(made_before timestamp with time zone, most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
DECLARE
  gone uuid[] := ARRAY(SELECT one.id FROM referral.referrals AS one WHERE one.created_at < $1
    AND NOT EXISTS (SELECT FROM care.cases AS mine WHERE mine.id = one.case_id) LIMIT $2);
  others integer;
BEGIN
  DELETE FROM referral.answer_links AS gone_row WHERE gone_row.referral_id = ANY (gone);
  DELETE FROM referral.packets AS gone_row WHERE gone_row.referral_id = ANY (gone);
  DELETE FROM referral.timeline AS gone_row WHERE gone_row.referral_id = ANY (gone);
  DELETE FROM referral.referrals AS gone_row WHERE gone_row.id = ANY (gone);
  WITH proposals AS (DELETE FROM referral.loss_proposals AS gone_row WHERE gone_row.id IN (SELECT one.id
        FROM referral.loss_proposals AS one WHERE one.requested_at < $1
          AND NOT EXISTS (SELECT FROM care.cases AS mine WHERE mine.id = one.case_id) LIMIT $2) RETURNING 1),
    questions AS (DELETE FROM referral.capacity_questions AS gone_row WHERE gone_row.id IN (SELECT one.id
        FROM referral.capacity_questions AS one WHERE one.asked_at < $1
          AND NOT EXISTS (SELECT FROM care.cases AS mine WHERE mine.id = one.case_id) LIMIT $2) RETURNING 1)
  SELECT greatest((SELECT count(*) FROM proposals), (SELECT count(*) FROM questions)) INTO others;
  RETURN greatest(cardinality(gone), others);
END $function$;

CREATE OR REPLACE FUNCTION self_reliance.count_changes()
 RETURNS TABLE(dimension text, families integer, first double precision, last double precision)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN QUERY SELECT known.dimension, count(*)::integer, avg(known.first)::double precision, avg(known.last)::double precision
  FROM (SELECT score.key AS dimension,
      (array_agg(score.value ORDER BY measured.number))[1]::text::numeric AS first,
      (array_agg(score.value ORDER BY measured.number DESC))[1]::text::numeric AS last
    FROM self_reliance.plans AS plan JOIN care.visible_to_actor AS seen ON seen.case_id = plan.case_id AND seen.sections IS NULL
      JOIN self_reliance.measurements AS measured ON measured.plan_id = plan.id
      CROSS JOIN LATERAL jsonb_each(measured.scores) AS score (key, value)
    WHERE jsonb_typeof(score.value) = 'number'
    GROUP BY plan.id, score.key HAVING count(*) > 1) AS known
  GROUP BY known.dimension;
END $function$;

CREATE OR REPLACE FUNCTION self_reliance.count_plans(today date, since timestamp with time zone, before timestamp with time zone)
 RETURNS TABLE(agency_id uuid, on_the_way integer, waiting integer, monitoring integer, late integer, started integer, graduated integer, sustained integer, relapsed integer, stopped integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN QUERY SELECT mine.agency_id,
    (count(*) FILTER (WHERE plan.status IN ('baseline', 'agreed', 'active', 'relapsed')))::integer,
    (count(*) FILTER (WHERE plan.status = 'ready'))::integer,
    (count(*) FILTER (WHERE plan.status IN ('graduated', 'monitoring')))::integer,
    (count(*) FILTER (WHERE plan.ended_at IS NULL AND plan.next_measure_on < $1))::integer,
    sum(step.started)::integer, sum(step.graduated)::integer, sum(step.sustained)::integer, sum(step.relapsed)::integer,
    sum(step.stopped)::integer
  FROM self_reliance.plans AS plan JOIN care.visible_to_actor AS seen ON seen.case_id = plan.case_id AND seen.sections IS NULL
    JOIN care.cases AS mine ON mine.id = plan.case_id
    CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE entry.kind = 'started') AS started,
        count(*) FILTER (WHERE entry.kind = 'graduated') AS graduated,
        count(*) FILTER (WHERE entry.kind = 'sustained') AS sustained,
        count(*) FILTER (WHERE entry.kind = 'relapsed' AND NOT EXISTS (SELECT FROM self_reliance.timeline AS undone
          WHERE undone.plan_id = entry.plan_id AND undone.kind = 'relapse-undone' AND undone.at >= entry.at
            AND undone.details -> 'number' = entry.details -> 'number')) AS relapsed,
        count(*) FILTER (WHERE entry.kind = 'stopped') AS stopped
      FROM self_reliance.timeline AS entry WHERE entry.plan_id = plan.id AND entry.at >= $2 AND entry.at < $3) AS step
  GROUP BY mine.agency_id;
END $function$;

CREATE OR REPLACE FUNCTION self_reliance.due_on(plan self_reliance.plans, first_days integer, monitoring_months integer)
 RETURNS date
 LANGUAGE sql
 STABLE
RETURN CASE WHEN (((plan).status = ANY (ARRAY['active'::text, 'graduated'::text, 'monitoring'::text])) AND ((plan).next_measure_on IS NOT NULL)) THEN (plan).next_measure_on WHEN ((plan).status = 'monitoring'::text) THEN ((((plan).graduated_at AT TIME ZONE 'Asia/Bangkok'::text) + make_interval(months => monitoring_months)))::date WHEN ((plan).status = ANY (ARRAY['baseline'::text, 'agreed'::text, 'relapsed'::text])) THEN ((((plan).status_since AT TIME ZONE 'Asia/Bangkok'::text))::date + first_days) ELSE NULL::date END;

CREATE OR REPLACE FUNCTION self_reliance.export_measurements(since date, most integer)
 RETURNS TABLE(plan_code text, status text, agreed_on date, graduated_on date, relapses integer, end_reason text, case_code text, id_number text, subdistrict_code text, number integer, kind text, month integer, measured_on date, members integer, monthly_income integer, answers jsonb, scores jsonb, meets_criteria boolean, tool_version text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN QUERY SELECT plan.code, plan.status, plan.agreed_on, (plan.graduated_at AT TIME ZONE 'Asia/Bangkok')::date,
    plan.relapses, plan.end_reason, mine.code, person.id_number, mine.place ->> 'subdistrictCode', measured.number, measured.kind,
    measured.month, measured.measured_on, measured.members, measured.monthly_income, measured.answers, measured.scores,
    measured.meets_criteria, measured.tool_version
  FROM self_reliance.plans AS plan JOIN care.visible_to_actor AS seen ON seen.case_id = plan.case_id AND seen.sections IS NULL
    JOIN care.cases AS mine ON mine.id = plan.case_id JOIN care.people AS person ON person.id = mine.person_id
    JOIN self_reliance.measurements AS measured ON measured.plan_id = plan.id
  WHERE measured.measured_on >= $1 ORDER BY plan.code, measured.number LIMIT $2;
END $function$;

CREATE OR REPLACE FUNCTION self_reliance.forget_plans(most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
DECLARE
  gone uuid[] := ARRAY(SELECT plan.id FROM self_reliance.plans AS plan
    WHERE NOT EXISTS (SELECT FROM care.cases AS mine WHERE mine.id = plan.case_id) LIMIT $1);
BEGIN
  DELETE FROM self_reliance.timeline AS gone_row WHERE gone_row.plan_id = ANY (gone);
  DELETE FROM self_reliance.proposals AS gone_row WHERE gone_row.plan_id = ANY (gone);
  DELETE FROM self_reliance.goals AS gone_row WHERE gone_row.plan_id = ANY (gone);
  DELETE FROM self_reliance.measurements AS gone_row WHERE gone_row.plan_id = ANY (gone);
  DELETE FROM self_reliance.corrected_measurements AS gone_row WHERE gone_row.plan_id = ANY (gone);
  DELETE FROM self_reliance.plans AS gone_row WHERE gone_row.id = ANY (gone);
  RETURN cardinality(gone);
END $function$;

CREATE OR REPLACE FUNCTION self_reliance.list_plans(worker uuid, agencies uuid[], ended boolean, most integer)
 RETURNS TABLE(plan_id uuid, case_id uuid, case_code text, agency_id uuid, worker_id uuid, is_minor boolean, person_name text, place jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  RETURN QUERY SELECT plan.id, mine.id, mine.code, mine.agency_id, mine.worker_id, mine.is_minor,
    coalesce(person.name, person.alias), mine.place
  FROM self_reliance.plans AS plan JOIN care.visible_to_actor AS seen ON seen.case_id = plan.case_id AND seen.sections IS NULL
    JOIN care.cases AS mine ON mine.id = plan.case_id JOIN care.people AS person ON person.id = mine.person_id
  WHERE (plan.ended_at IS NOT NULL) = $3 AND ($1 IS NULL OR mine.worker_id = $1)
    AND ($2 IS NULL OR plan.status = 'ready' AND mine.agency_id = ANY ($2))
  ORDER BY CASE WHEN $3 THEN plan.ended_at END DESC, plan.next_measure_on NULLS FIRST, plan.id LIMIT $4;
END $function$;

CREATE OR REPLACE FUNCTION self_reliance.take_measurement_back(measurement uuid, reason text, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM self_reliance.measurements AS measured JOIN self_reliance.plans AS plan ON plan.id = measured.plan_id
    JOIN care.visible_to_actor AS seen ON seen.case_id = plan.case_id
    WHERE measured.id = $1 AND seen.may_act AND seen.sections IS NULL) THEN RETURN false; END IF;
  INSERT INTO self_reliance.corrected_measurements (id, plan_id, measured, reason, corrected_by_person_id, corrected_at)
  SELECT wrong.id, wrong.plan_id, to_jsonb(wrong), $2, platform.actor_id(), $3 FROM self_reliance.measurements AS wrong
  WHERE wrong.id = $1;
  DELETE FROM self_reliance.measurements AS wrong WHERE wrong.id = $1;
  RETURN FOUND;
END $function$;

CREATE TABLE access.accounts (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT accounts_provider_id_account_id_key UNIQUE (provider_id, account_id),
  CONSTRAINT accounts_pkey PRIMARY KEY (id),
  CONSTRAINT accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES access.users(id) ON DELETE CASCADE
);
CREATE INDEX accounts_user_id_idx ON access.accounts USING btree (user_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.accounts TO ess_service;
COMMENT ON TABLE access.accounts IS 'Sign-in credentials of a person; provider credential is a password';
COMMENT ON COLUMN access.accounts.password IS 'argon2id hash, never the password';

CREATE TABLE access.challenges (
  key text NOT NULL,
  purpose text NOT NULL,
  user_id uuid,
  facts jsonb NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  CONSTRAINT challenges_pkey PRIMARY KEY (key),
  CONSTRAINT challenges_user_id_fkey FOREIGN KEY (user_id) REFERENCES access.users(id) ON DELETE CASCADE
);
CREATE INDEX challenges_expired ON access.challenges USING btree (expires_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.challenges TO ess_service;
COMMENT ON TABLE access.challenges IS 'Data between two steps of a sign-in or enrolment, valid for minutes';
COMMENT ON COLUMN access.challenges.key IS 'Hash of a cookie, or the session';
COMMENT ON COLUMN access.challenges.facts IS 'Challenge of a passkey, state of a sign-in by the organisation, or the first proof; used once';

CREATE TABLE access.invitations (
  id uuid NOT NULL,
  token_hash text NOT NULL,
  email text NOT NULL,
  staff_number text,
  agency_id uuid NOT NULL,
  role text NOT NULL,
  from_date date NOT NULL,
  until_date date,
  invited_by uuid NOT NULL,
  invited_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  accepted_at timestamp with time zone,
  accepted_by uuid,
  revoked_at timestamp with time zone,
  CONSTRAINT invitations_token_hash_key UNIQUE (token_hash),
  CONSTRAINT invitations_pkey PRIMARY KEY (id),
  CONSTRAINT invitations_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES access.users(id) ON DELETE CASCADE,
  CONSTRAINT invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES access.users(id) ON DELETE CASCADE,
  CONSTRAINT invitations_check CHECK ((until_date >= from_date)),
  CONSTRAINT invitations_email_check CHECK ((email = lower(email))),
  CONSTRAINT invitations_role_check CHECK ((role <> ''::text))
);
CREATE INDEX invitations_agency ON access.invitations USING btree (agency_id, invited_at);
CREATE INDEX invitations_invited_by ON access.invitations USING btree (invited_by) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));
CREATE UNIQUE INDEX invitations_open ON access.invitations USING btree (email) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));
ALTER TABLE access.invitations ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON access.invitations TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.invitations TO ess_service;
COMMENT ON TABLE access.invitations IS 'Invitations to a role in an agency; the inviter hands the link over, the table has its hash';
COMMENT ON COLUMN access.invitations.email IS 'Personal data: e-mail address of the invited person';
COMMENT ON COLUMN access.invitations.staff_number IS 'Personal data: staff number of the invited person';
COMMENT ON COLUMN access.invitations.invited_by IS 'Who invited: an id in access.users';
COMMENT ON COLUMN access.invitations.accepted_by IS 'Who accepted: an id in access.users';

CREATE TABLE access.known_devices (
  token_hash text NOT NULL,
  user_id uuid NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  CONSTRAINT known_devices_pkey PRIMARY KEY (token_hash),
  CONSTRAINT known_devices_user_id_fkey FOREIGN KEY (user_id) REFERENCES access.users(id) ON DELETE CASCADE
);
CREATE INDEX known_devices_user_id ON access.known_devices USING btree (user_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.known_devices TO ess_service;
COMMENT ON TABLE access.known_devices IS 'Browsers in which a person has signed in; tries of strangers elsewhere do not lock them out';

CREATE TABLE access.line_link_codes (
  user_id uuid NOT NULL,
  code_hash text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  session_id uuid NOT NULL,
  CONSTRAINT line_link_codes_code_hash_key UNIQUE (code_hash),
  CONSTRAINT line_link_codes_pkey PRIMARY KEY (user_id),
  CONSTRAINT line_link_codes_session_id_fkey FOREIGN KEY (session_id) REFERENCES access.sessions(id) ON DELETE CASCADE,
  CONSTRAINT line_link_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES access.users(id) ON DELETE CASCADE
);
CREATE INDEX line_link_codes_session_id ON access.line_link_codes USING btree (session_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.line_link_codes TO ess_service;
COMMENT ON TABLE access.line_link_codes IS 'Codes shown in the console and sent by LINE to link a chat; each is valid once, for ten minutes';
COMMENT ON COLUMN access.line_link_codes.session_id IS 'The session that requested the code; the code ends with it';

CREATE TABLE access.line_links (
  user_id uuid NOT NULL,
  line_user_id text NOT NULL,
  linked_at timestamp with time zone NOT NULL,
  CONSTRAINT line_links_line_user_id_key UNIQUE (line_user_id),
  CONSTRAINT line_links_pkey PRIMARY KEY (user_id),
  CONSTRAINT line_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES access.users(id) ON DELETE CASCADE
);
ALTER TABLE access.line_links ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON access.line_links TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.line_links TO ess_service;
COMMENT ON TABLE access.line_links IS 'Links between LINE users of the staff account and persons, for alerts on their phones';
COMMENT ON COLUMN access.line_links.line_user_id IS 'Personal data: LINE user id, not hashed because messages are addressed to it';

CREATE TABLE access.memberships (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  role text NOT NULL,
  from_date date NOT NULL,
  until_date date,
  CONSTRAINT memberships_user_id_agency_id_role_from_date_key UNIQUE (user_id, agency_id, role, from_date),
  CONSTRAINT memberships_pkey PRIMARY KEY (id),
  CONSTRAINT memberships_user_id_fkey FOREIGN KEY (user_id) REFERENCES access.users(id) ON DELETE CASCADE,
  CONSTRAINT memberships_check CHECK ((until_date >= from_date)),
  CONSTRAINT memberships_role_check CHECK ((role <> ''::text))
);
CREATE INDEX memberships_agency ON access.memberships USING btree (agency_id);
ALTER TABLE access.memberships ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON access.memberships TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_reads ON access.memberships FOR SELECT TO ess_user USING ((( SELECT platform.actor_id() AS actor_id) IS NOT NULL));
GRANT DELETE, INSERT, SELECT, UPDATE ON access.memberships TO ess_service;
GRANT SELECT ON access.memberships TO ess_user;
COMMENT ON TABLE access.memberships IS 'Memberships: which person has which role in which agency, from which day to which (Asia/Bangkok)';
COMMENT ON COLUMN access.memberships.agency_id IS 'An agency of jurisdiction; no foreign key across capabilities';
COMMENT ON COLUMN access.memberships.role IS 'One of ROLES in contract/permission.ts; a role no longer listed there permits nothing';
COMMENT ON COLUMN access.memberships.until_date IS 'Last day, inclusive; NULL without an end';

CREATE TABLE access.own_numbers (
  user_id uuid NOT NULL,
  kind text NOT NULL,
  number text NOT NULL,
  id uuid NOT NULL,
  compared text NOT NULL DEFAULT platform.comparable(kind, number),
  CONSTRAINT own_numbers_pkey PRIMARY KEY (id),
  CONSTRAINT own_numbers_user_id_fkey FOREIGN KEY (user_id) REFERENCES access.users(id) ON DELETE CASCADE,
  CONSTRAINT own_numbers_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'id-number'::text]))),
  CONSTRAINT own_numbers_number_check CHECK ((number <> ''::text))
);
CREATE INDEX own_numbers_number ON access.own_numbers USING btree (kind, number);
CREATE UNIQUE INDEX own_numbers_once ON access.own_numbers USING btree (user_id, kind, compared);
ALTER TABLE access.own_numbers ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON access.own_numbers TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.own_numbers TO ess_service;
COMMENT ON TABLE access.own_numbers IS 'Personal data: private telephone and ID numbers of a colleague, only compared, shown by their last digits';
COMMENT ON COLUMN access.own_numbers.number IS 'Personal data: the last nine digits of a telephone number, or an ID number';
COMMENT ON COLUMN access.own_numbers.compared IS 'Personal data: the number as it is compared';

CREATE TABLE access.passkeys (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  credential_id text NOT NULL,
  public_key bytea NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_used_at timestamp with time zone,
  CONSTRAINT passkeys_credential_id_key UNIQUE (credential_id),
  CONSTRAINT passkeys_pkey PRIMARY KEY (id),
  CONSTRAINT passkeys_user_id_fkey FOREIGN KEY (user_id) REFERENCES access.users(id) ON DELETE CASCADE,
  CONSTRAINT passkeys_name_check CHECK ((name <> ''::text))
);
CREATE INDEX passkeys_user_id ON access.passkeys USING btree (user_id);
ALTER TABLE access.passkeys ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON access.passkeys TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.passkeys TO ess_service;
COMMENT ON TABLE access.passkeys IS 'WebAuthn credentials; public keys only, useless to a thief';
COMMENT ON COLUMN access.passkeys.counter IS 'Use counter of the authenticator; if it goes back, the key was copied';
COMMENT ON COLUMN access.passkeys.name IS 'Personal data: the name the person gave the device';

CREATE TABLE access.password_links (
  id uuid NOT NULL,
  token_hash text NOT NULL,
  user_id uuid NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT password_links_token_hash_key UNIQUE (token_hash),
  CONSTRAINT password_links_pkey PRIMARY KEY (id),
  CONSTRAINT password_links_made_by_fkey FOREIGN KEY (made_by) REFERENCES access.users(id) ON DELETE CASCADE,
  CONSTRAINT password_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES access.users(id) ON DELETE CASCADE
);
CREATE INDEX password_links_user_id ON access.password_links USING btree (user_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.password_links TO ess_service;
COMMENT ON TABLE access.password_links IS 'Links for forgotten passwords: an administrator hands one over, it sets a new password once';
COMMENT ON COLUMN access.password_links.made_by IS 'Who made the link: an id in access.users';

CREATE TABLE access.recovery_codes (
  user_id uuid NOT NULL,
  code_hash text NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT recovery_codes_pkey PRIMARY KEY (user_id, code_hash),
  CONSTRAINT recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES access.users(id) ON DELETE CASCADE
);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.recovery_codes TO ess_service;
COMMENT ON TABLE access.recovery_codes IS 'One-time codes for a lost phone, as keyed hashes (120 random bits each)';

CREATE TABLE access.revocations (
  number bigint NOT NULL
);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.revocations TO ess_service;
COMMENT ON TABLE access.revocations IS 'A counter of revocations of sessions and permissions; a change tells other processes to clear their caches';

CREATE TABLE access.sessions (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL,
  ip_address text,
  user_agent text,
  signed_in_by text,
  second_factor boolean NOT NULL DEFAULT false,
  last_seen_at timestamp with time zone,
  proved_at timestamp with time zone,
  CONSTRAINT sessions_token_key UNIQUE (token),
  CONSTRAINT sessions_pkey PRIMARY KEY (id),
  CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES access.users(id) ON DELETE CASCADE,
  CONSTRAINT sessions_signed_in_by_check CHECK ((signed_in_by = ANY (ARRAY['password'::text, 'passkey'::text, 'organisation'::text])))
);
CREATE INDEX sessions_user_id_idx ON access.sessions USING btree (user_id);
ALTER TABLE access.sessions ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON access.sessions TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.sessions TO ess_service;
COMMENT ON TABLE access.sessions IS 'Open sessions; a session without a row has ended';
COMMENT ON COLUMN access.sessions.token IS 'SHA-256 of the token: a copy of this table opens no session';
COMMENT ON COLUMN access.sessions.ip_address IS 'Personal data: address the person signed in from';
COMMENT ON COLUMN access.sessions.user_agent IS 'Personal data: browser the person signed in with';
COMMENT ON COLUMN access.sessions.signed_in_by IS 'How it was opened; NULL until the sign-in is complete, and then it is not valid';
COMMENT ON COLUMN access.sessions.second_factor IS 'A second factor was used: TOTP, recovery code, passkey, or one of the organisation';
COMMENT ON COLUMN access.sessions.last_seen_at IS 'Written at most once a minute';
COMMENT ON COLUMN access.sessions.proved_at IS 'When the person last proved who they are; sensitive actions require a recent proof';

CREATE TABLE access.sign_in_tries (
  key text NOT NULL,
  window_ends_at timestamp with time zone NOT NULL,
  tries integer NOT NULL,
  rounds integer NOT NULL DEFAULT 1,
  CONSTRAINT sign_in_tries_pkey PRIMARY KEY (key)
);
CREATE INDEX sign_in_tries_ended ON access.sign_in_tries USING btree (window_ends_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.sign_in_tries TO ess_service;
COMMENT ON TABLE access.sign_in_tries IS 'Recent failed sign-ins, counted for all server processes together';
COMMENT ON COLUMN access.sign_in_tries.key IS 'Keyed hash of an address, or of an address and an account; no address can be read from it';
COMMENT ON COLUMN access.sign_in_tries.rounds IS 'How often the limit was reached in a row; each time the wait doubles';

CREATE TABLE access.totp_keys (
  user_id uuid NOT NULL,
  key_sealed text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  confirmed_at timestamp with time zone,
  last_step bigint NOT NULL DEFAULT 0,
  CONSTRAINT totp_keys_pkey PRIMARY KEY (user_id),
  CONSTRAINT totp_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES access.users(id) ON DELETE CASCADE
);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.totp_keys TO ess_service;
COMMENT ON TABLE access.totp_keys IS 'Authenticator apps (RFC 6238), one for each person';
COMMENT ON COLUMN access.totp_keys.key_sealed IS 'The key, encrypted by AES-256-GCM with a key derived from AUTH_SECRET: a copy of the database cannot read it';
COMMENT ON COLUMN access.totp_keys.confirmed_at IS 'NULL until a first correct code; before that it is not required';
COMMENT ON COLUMN access.totp_keys.last_step IS 'Last time step whose code was used: a code works once (RFC 6238, 5.2)';

CREATE TABLE access.users (
  id uuid NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  email_verified boolean NOT NULL,
  image text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  is_demonstration boolean NOT NULL,
  staff_number text,
  disabled_at timestamp with time zone,
  credentials_version integer NOT NULL DEFAULT 0,
  CONSTRAINT users_email_key UNIQUE (email),
  CONSTRAINT users_staff_number_key UNIQUE (staff_number),
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_email_check CHECK ((email = lower(email))),
  CONSTRAINT users_name_check CHECK ((name <> ''::text)),
  CONSTRAINT users_staff_number_check CHECK (((staff_number = upper(staff_number)) AND (staff_number <> ''::text)))
);
ALTER TABLE access.users ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON access.users TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_reads ON access.users FOR SELECT TO ess_user USING ((( SELECT platform.actor_id() AS actor_id) IS NOT NULL));
GRANT DELETE, INSERT, SELECT, UPDATE ON access.users TO ess_service;
GRANT SELECT (id, name, staff_number, disabled_at) ON access.users TO ess_user;
COMMENT ON TABLE access.users IS 'People of the agencies who can sign in; never reporters';
COMMENT ON COLUMN access.users.name IS 'Personal data: rank and name as shown to colleagues and reporters';
COMMENT ON COLUMN access.users.email IS 'Personal data: e-mail address to sign in with';
COMMENT ON COLUMN access.users.image IS 'Personal data: address of a picture; not used so far';
COMMENT ON COLUMN access.users.is_demonstration IS 'True: an invented person whose password is public; production refuses to start with one';
COMMENT ON COLUMN access.users.staff_number IS 'Personal data: staff number in their organisation; can be used to sign in';
COMMENT ON COLUMN access.users.disabled_at IS 'Since when the account is disabled: no sign-in and no session';
COMMENT ON COLUMN access.users.credentials_version IS 'Incremented by changes of password or second factor, by signing out everywhere and by disabling: unfinished sign-ins from before fail';

CREATE TABLE access.verifications (
  id uuid NOT NULL,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT verifications_pkey PRIMARY KEY (id)
);
CREATE INDEX verifications_identifier_idx ON access.verifications USING btree (identifier);
GRANT DELETE, INSERT, SELECT, UPDATE ON access.verifications TO ess_service;
COMMENT ON TABLE access.verifications IS 'Short-lived values of better-auth between two steps of a sign-in';

CREATE TABLE alerting.alerts (
  id uuid NOT NULL,
  incident_id uuid,
  kind text NOT NULL,
  step integer,
  agency_ids uuid[] NOT NULL,
  raised_at timestamp with time zone NOT NULL,
  expanded_at timestamp with time zone,
  unit_name text,
  account_action text,
  referral jsonb,
  CONSTRAINT alerts_pkey PRIMARY KEY (id),
  CONSTRAINT alerts_kind_check CHECK ((kind <> ''::text))
);
CREATE INDEX alerts_incident ON alerting.alerts USING btree (incident_id);
CREATE INDEX alerts_to_expand ON alerting.alerts USING btree (raised_at) WHERE (expanded_at IS NULL);
ALTER TABLE alerting.alerts ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON alerting.alerts TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON alerting.alerts FOR INSERT TO ess_user WITH CHECK ((((incident_id IS NULL) AND (( SELECT platform.actor_id() AS actor_id) IS NOT NULL)) OR (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = alerts.incident_id) AND seen.may_act)
 OFFSET 0))));
CREATE POLICY user_reads ON alerting.alerts FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = alerts.incident_id)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON alerting.alerts TO ess_service;
GRANT INSERT, SELECT ON alerting.alerts TO ess_user;
COMMENT ON TABLE alerting.alerts IS 'Each time staff are to be alerted: an escalation step, a heartbeat, a passed ETA; to whom is in notifications';
COMMENT ON COLUMN alerting.alerts.agency_ids IS 'Agencies whose groups and gateways are notified as well';
COMMENT ON COLUMN alerting.alerts.expanded_at IS 'When the notifications for channels other than the console were created';
COMMENT ON COLUMN alerting.alerts.unit_name IS 'The call sign of the unit that an order is for, or that calls for back-up';
COMMENT ON COLUMN alerting.alerts.account_action IS 'For an alert about the person''s own account: the audit''s code of the action';
COMMENT ON COLUMN alerting.alerts.referral IS 'A step of a referral as its agencies'' machines are told: number, status, agencies, time; nothing of a person';

CREATE TABLE alerting.gateways (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  name text NOT NULL,
  url text NOT NULL,
  called text NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamp with time zone NOT NULL,
  removed_at timestamp with time zone,
  CONSTRAINT gateways_pkey PRIMARY KEY (id),
  CONSTRAINT gateways_called_check CHECK ((called = ANY (ARRAY['always'::text, 'when-others-fail'::text, 'referral-steps'::text]))),
  CONSTRAINT gateways_name_check CHECK ((name <> ''::text))
);
CREATE INDEX gateways_agency ON alerting.gateways USING btree (agency_id) WHERE (removed_at IS NULL);
ALTER TABLE alerting.gateways ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON alerting.gateways TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON alerting.gateways TO ess_service;
COMMENT ON TABLE alerting.gateways IS 'Outgoing webhooks to SMS or radio of an agency, or to its own system about referrals; what they are sent is signed with a secret derived from AUTH_SECRET';
COMMENT ON COLUMN alerting.gateways.name IS 'What the station calls its gateway: an installation, not a person';
COMMENT ON COLUMN alerting.gateways.made_by IS 'Personal data: who set it up';

CREATE TABLE alerting.group_codes (
  code_hash text NOT NULL,
  agency_id uuid NOT NULL,
  made_by uuid NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT group_codes_pkey PRIMARY KEY (code_hash)
);
ALTER TABLE alerting.group_codes ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON alerting.group_codes TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON alerting.group_codes TO ess_service;
COMMENT ON TABLE alerting.group_codes IS 'Codes that enrol a LINE group of a station; each works once and for ten minutes';
COMMENT ON COLUMN alerting.group_codes.made_by IS 'Personal data: who asked for the code';

CREATE TABLE alerting.groups (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  line_group_id text NOT NULL,
  enrolled_by uuid NOT NULL,
  enrolled_at timestamp with time zone NOT NULL,
  removed_at timestamp with time zone,
  removed_how text,
  CONSTRAINT groups_pkey PRIMARY KEY (id),
  CONSTRAINT groups_removed_how_check CHECK ((removed_how = ANY (ARRAY['by-us'::text, 'put-out'::text])))
);
CREATE INDEX groups_agency ON alerting.groups USING btree (agency_id) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX groups_in_use ON alerting.groups USING btree (line_group_id) WHERE (removed_at IS NULL);
ALTER TABLE alerting.groups ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON alerting.groups TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON alerting.groups TO ess_service;
COMMENT ON TABLE alerting.groups IS 'LINE groups that a station enrolled with a code; a group that merely added the account is not notified';
COMMENT ON COLUMN alerting.groups.enrolled_by IS 'Personal data: who made the code that enrolled it';

CREATE TABLE alerting.notifications (
  id uuid NOT NULL,
  alert_id uuid NOT NULL,
  incident_id uuid,
  person_id uuid,
  agency_id uuid NOT NULL,
  channel text NOT NULL,
  target_id uuid,
  state text NOT NULL,
  cause text,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamp with time zone,
  at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  seen_at timestamp with time zone,
  acknowledged_at timestamp with time zone,
  trying_process integer,
  CONSTRAINT notifications_alert_id_channel_person_id_target_id_key UNIQUE NULLS NOT DISTINCT (alert_id, channel, person_id, target_id),
  CONSTRAINT notifications_pkey PRIMARY KEY (id),
  CONSTRAINT notifications_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerting.alerts(id),
  CONSTRAINT notifications_channel_check CHECK ((channel = ANY (ARRAY['console'::text, 'web-push'::text, 'line'::text, 'line-group'::text, 'gateway'::text]))),
  CONSTRAINT notifications_check CHECK (((person_id IS NULL) = (channel = ANY (ARRAY['line-group'::text, 'gateway'::text])))),
  CONSTRAINT notifications_check1 CHECK (((target_id IS NOT NULL) = (channel = ANY (ARRAY['line-group'::text, 'gateway'::text])))),
  CONSTRAINT notifications_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'failed'::text, 'seen'::text, 'acknowledged'::text, 'suppressed'::text, 'cancelled'::text])))
);
CREATE INDEX notifications_due ON alerting.notifications USING btree (next_try_at) WHERE ((state = 'pending'::text) AND (next_try_at IS NOT NULL));
CREATE INDEX notifications_incident ON alerting.notifications USING btree (incident_id);
CREATE INDEX notifications_person ON alerting.notifications USING btree (person_id, at DESC);
CREATE INDEX notifications_results ON alerting.notifications USING btree (channel, changed_at DESC) WHERE (state = ANY (ARRAY['sent'::text, 'failed'::text]));
ALTER TABLE alerting.notifications ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON alerting.notifications TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON alerting.notifications FOR INSERT TO ess_user WITH CHECK (((channel = 'console'::text) AND (( SELECT platform.actor_id() AS actor_id) IS NOT NULL)));
CREATE POLICY user_changes ON alerting.notifications FOR UPDATE TO ess_user USING ((((person_id = ( SELECT platform.actor_id() AS actor_id)) AND ((incident_id IS NULL) OR (NOT incident.is_withheld_from_actor(incident_id)))) OR (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = notifications.incident_id) AND seen.may_act)
 OFFSET 0))));
CREATE POLICY user_reads ON alerting.notifications FOR SELECT TO ess_user USING ((((person_id = ( SELECT platform.actor_id() AS actor_id)) AND ((incident_id IS NULL) OR (NOT incident.is_withheld_from_actor(incident_id)))) OR (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = notifications.incident_id)
 OFFSET 0))));
GRANT DELETE, INSERT, SELECT, UPDATE ON alerting.notifications TO ess_service;
GRANT INSERT, SELECT, UPDATE (state, cause, next_try_at, changed_at, sent_at, seen_at, acknowledged_at) ON alerting.notifications TO ess_user;
COMMENT ON TABLE alerting.notifications IS 'One alert to one recipient by one channel, and its state; suppressed: not sent because of quiet hours; cancelled: no longer needed before it was sent';
COMMENT ON COLUMN alerting.notifications.person_id IS 'Personal data: which colleague was notified; empty for a group or a gateway';
COMMENT ON COLUMN alerting.notifications.cause IS 'Why it failed or was not sent, as a code';
COMMENT ON COLUMN alerting.notifications.trying_process IS 'The server process that holds the lease; when it has ended, another one tries at once';

CREATE TABLE alerting.push_subscriptions (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  endpoint text NOT NULL,
  p256dh text NOT NULL,
  auth text NOT NULL,
  label text NOT NULL,
  language text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_sent_at timestamp with time zone,
  last_failed_at timestamp with time zone,
  failure text,
  ended_at timestamp with time zone,
  CONSTRAINT push_subscriptions_endpoint_key UNIQUE (endpoint),
  CONSTRAINT push_subscriptions_pkey PRIMARY KEY (id),
  CONSTRAINT push_subscriptions_language_check CHECK ((language = ANY (ARRAY['th'::text, 'en'::text])))
);
CREATE INDEX push_subscriptions_person ON alerting.push_subscriptions USING btree (person_id);
ALTER TABLE alerting.push_subscriptions ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON alerting.push_subscriptions TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON alerting.push_subscriptions TO ess_service;
COMMENT ON TABLE alerting.push_subscriptions IS 'Browsers that a person has allowed to ring; removed when their push service says that they are gone';
COMMENT ON COLUMN alerting.push_subscriptions.endpoint IS 'Personal data: the address of somebody''s browser at its push service';
COMMENT ON COLUMN alerting.push_subscriptions.auth IS 'Personal data: a key of that browser; worthless without our own VAPID key';
COMMENT ON COLUMN alerting.push_subscriptions.label IS 'Personal data: which of somebody''s devices it is, e.g. "Chrome, Android"';
COMMENT ON COLUMN alerting.push_subscriptions.ended_at IS 'Set when the person was signed out everywhere: the browser is notified of that once and then removed';

CREATE TABLE alerting.settings (
  person_id uuid NOT NULL,
  web_push boolean NOT NULL,
  line boolean NOT NULL,
  quiet_from smallint,
  quiet_until smallint,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT settings_pkey PRIMARY KEY (person_id),
  CONSTRAINT settings_check CHECK (((quiet_from IS NULL) = (quiet_until IS NULL))),
  CONSTRAINT settings_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 1439))),
  CONSTRAINT settings_quiet_until_check CHECK (((quiet_until >= 0) AND (quiet_until <= 1439)))
);
ALTER TABLE alerting.settings ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON alerting.settings TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON alerting.settings TO ess_service;
COMMENT ON TABLE alerting.settings IS 'Which channels a person wants, and their quiet hours; being on duty overrides the hours';
COMMENT ON COLUMN alerting.settings.quiet_from IS 'Personal data: when somebody does not want to be woken, in minutes since midnight in Bangkok; may cross midnight';

CREATE TABLE audit.entries (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  action text NOT NULL,
  actor_kind text NOT NULL,
  actor_id text,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  details jsonb NOT NULL,
  origin text NOT NULL,
  session_id text,
  nonce uuid NOT NULL DEFAULT gen_random_uuid(),
  CONSTRAINT entries_pkey PRIMARY KEY (id),
  CONSTRAINT entries_action_check CHECK ((action ~ '^[a-z-]+(/[a-z0-9-]+)+$'::text)),
  CONSTRAINT entries_actor_id_check CHECK ((actor_id <> ''::text)),
  CONSTRAINT entries_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['person'::text, 'reporter'::text, 'system'::text]))),
  CONSTRAINT entries_check CHECK (((actor_kind = 'system'::text) OR (actor_id IS NOT NULL))),
  CONSTRAINT entries_details_check CHECK ((jsonb_typeof(details) = 'object'::text)),
  CONSTRAINT entries_kind_check CHECK ((kind = ANY (ARRAY['action'::text, 'view'::text]))),
  CONSTRAINT entries_origin_check CHECK ((origin <> ''::text)),
  CONSTRAINT entries_session_id_check CHECK ((session_id <> ''::text)),
  CONSTRAINT entries_subject_id_check CHECK ((subject_id <> ''::text)),
  CONSTRAINT entries_subject_kind_check CHECK ((subject_kind <> ''::text))
);
CREATE INDEX entries_actor ON audit.entries USING btree (actor_id, id);
CREATE INDEX entries_set_up ON audit.entries USING btree (actor_id, id) WHERE (action = ANY (ARRAY['alerting/add-gateway'::text, 'alerting/remove-gateway'::text, 'alerting/make-group-code'::text, 'alerting/enrol-group'::text, 'alerting/remove-group'::text]));
CREATE INDEX entries_subject ON audit.entries USING btree (subject_kind, subject_id, id);
CREATE INDEX entries_views ON audit.entries USING btree (at) WHERE ((kind = 'view'::text) AND (subject_kind = 'incident'::text));
CREATE TRIGGER entries_await_seal AFTER INSERT ON audit.entries FOR EACH ROW EXECUTE FUNCTION audit.await_seal();
ALTER TABLE audit.entries ENABLE ALWAYS TRIGGER entries_await_seal;
CREATE TRIGGER entries_never_change BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.entries FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
ALTER TABLE audit.entries ENABLE ALWAYS TRIGGER entries_never_change;
ALTER TABLE audit.entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON audit.entries TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON audit.entries FOR INSERT TO ess_user WITH CHECK (((actor_kind = 'person'::text) AND (actor_id = (( SELECT platform.actor_id() AS actor_id))::text)));
CREATE POLICY user_reads ON audit.entries FOR SELECT TO ess_user USING (((subject_kind = 'incident'::text) AND ( SELECT platform.actor_may('audit:view'::text) AS actor_may) AND (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.may_act AND (seen.incident_id =
        CASE
            WHEN (entries.subject_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'::text) THEN (entries.subject_id)::uuid
            ELSE NULL::uuid
        END))
 OFFSET 0))));
GRANT INSERT, SELECT ON audit.entries TO ess_service;
GRANT INSERT, SELECT ON audit.entries TO ess_user;
COMMENT ON TABLE audit.entries IS 'All actions, and all views of personal data, recorded in the same transaction. Ids and codes only.';
COMMENT ON COLUMN audit.entries.action IS 'What was done or viewed, e.g. incident/acknowledge';
COMMENT ON COLUMN audit.entries.actor_id IS 'Id of a person or reporter; their name is stored where it can be erased';
COMMENT ON COLUMN audit.entries.details IS 'Ids, codes and numbers; never names, texts, phones or positions';
COMMENT ON COLUMN audit.entries.origin IS 'Personal data: network address of a person, or the channel of the action';
COMMENT ON COLUMN audit.entries.session_id IS 'Session of a person; NULL for reporters and the system';
COMMENT ON COLUMN audit.entries.nonce IS 'Random, deleted with the entry: afterwards nobody can guess the entry from its digest';

CREATE TABLE audit.roots (
  day date NOT NULL,
  last_seq bigint NOT NULL,
  seals bigint NOT NULL,
  hash bytea NOT NULL,
  root bytea NOT NULL,
  CONSTRAINT roots_pkey PRIMARY KEY (day),
  CONSTRAINT roots_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT roots_last_seq_check CHECK ((last_seq >= 0)),
  CONSTRAINT roots_root_check CHECK ((octet_length(root) = 32)),
  CONSTRAINT roots_seals_check CHECK ((seals >= 0))
);
CREATE TRIGGER roots_never_change BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.roots FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
ALTER TABLE audit.roots ENABLE ALWAYS TRIGGER roots_never_change;
GRANT INSERT, SELECT ON audit.roots TO ess_service;
COMMENT ON TABLE audit.roots IS 'One row for each past Thai day, to be published, so that nobody can rewrite the past';
COMMENT ON COLUMN audit.roots.root IS 'SHA-256 over this row and the root of the previous day';

CREATE TABLE audit.seals (
  seq bigint NOT NULL,
  entry_id bigint NOT NULL,
  digest bytea NOT NULL,
  hash bytea NOT NULL,
  sealed_at timestamp with time zone NOT NULL,
  CONSTRAINT seals_entry_id_key UNIQUE (entry_id),
  CONSTRAINT seals_pkey PRIMARY KEY (seq),
  CONSTRAINT seals_digest_check CHECK ((octet_length(digest) = 32)),
  CONSTRAINT seals_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT seals_seq_check CHECK ((seq > 0))
);
CREATE TRIGGER seals_never_change BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.seals FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
ALTER TABLE audit.seals ENABLE ALWAYS TRIGGER seals_never_change;
GRANT INSERT, SELECT ON audit.seals TO ess_service;
COMMENT ON TABLE audit.seals IS 'The hash chain over the entries, in the order of sealing after their commits. Never deleted.';
COMMENT ON COLUMN audit.seals.entry_id IS 'No foreign key: when retention deletes an old entry, its seal stays and the chain remains valid';
COMMENT ON COLUMN audit.seals.digest IS 'SHA-256 over the entry''s canonical form';
COMMENT ON COLUMN audit.seals.hash IS 'SHA-256 over this seal and the hash of the previous one';

CREATE TABLE audit.unsealed (
  entry_id bigint NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT unsealed_pkey PRIMARY KEY (entry_id)
);
GRANT DELETE, INSERT, SELECT ON audit.unsealed TO ess_service;
COMMENT ON TABLE audit.unsealed IS 'Entries not sealed yet; filled by the trigger of audit.entries';

CREATE TABLE care.approvals (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  subject text NOT NULL,
  record_id uuid,
  reason text,
  requested_by_person_id uuid NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  decision text,
  fields jsonb NOT NULL DEFAULT '[]'::jsonb,
  decided_by_person_id uuid,
  decided_at timestamp with time zone,
  CONSTRAINT approvals_pkey PRIMARY KEY (id),
  CONSTRAINT approvals_case_id_fkey FOREIGN KEY (case_id) REFERENCES care.cases(id),
  CONSTRAINT approvals_record_id_fkey FOREIGN KEY (record_id) REFERENCES care.case_records(id),
  CONSTRAINT approvals_check CHECK (((decision IS NULL) OR (decision = 'withdrawn'::text) OR (decided_by_person_id <> requested_by_person_id))),
  CONSTRAINT approvals_check1 CHECK (((decision IS NULL) = (decided_by_person_id IS NULL))),
  CONSTRAINT approvals_check2 CHECK (((decision IS NULL) = (decided_at IS NULL))),
  CONSTRAINT approvals_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'sent-back'::text, 'refused'::text, 'withdrawn'::text]))),
  CONSTRAINT approvals_subject_check CHECK ((subject = ANY (ARRAY['not-opened'::text, 'high-risk-assessment'::text, 'plan'::text, 'closure'::text])))
);
CREATE INDEX approvals_case ON care.approvals USING btree (case_id, requested_at);
CREATE INDEX approvals_due ON care.approvals USING btree (due_at) WHERE (decision IS NULL);
CREATE INDEX approvals_requested_by ON care.approvals USING btree (requested_by_person_id) WHERE (decision IS NULL);
CREATE UNIQUE INDEX approvals_open ON care.approvals USING btree (case_id, subject) WHERE (decision IS NULL);
ALTER TABLE care.approvals ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.approvals TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.approvals FOR INSERT TO ess_user WITH CHECK (((decision IS NULL) AND (requested_by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = approvals.case_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0))));
CREATE POLICY user_changes ON care.approvals FOR UPDATE TO ess_user USING (((decision IS NULL) AND (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = approvals.case_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)))) WITH CHECK ((decided_by_person_id = ( SELECT platform.actor_id() AS actor_id)));
CREATE POLICY user_reads ON care.approvals FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = approvals.case_id) AND (seen.sections IS NULL))
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON care.approvals TO ess_service;
GRANT INSERT, SELECT, UPDATE (decision, fields, decided_by_person_id, decided_at) ON care.approvals TO ess_user;
COMMENT ON TABLE care.approvals IS 'What a worker proposed and a second person decides; one open for each subject of a case';
COMMENT ON COLUMN care.approvals.reason IS 'The coded reason of what is proposed';
COMMENT ON COLUMN care.approvals.fields IS 'Personal data: the fields that were sent back, each with a reason';

CREATE TABLE care.barring_to_follow (
  id uuid NOT NULL,
  case_id uuid,
  account_id uuid,
  CONSTRAINT barring_to_follow_pkey PRIMARY KEY (id),
  CONSTRAINT barring_to_follow_check CHECK (((case_id IS NULL) <> (account_id IS NULL)))
);
ALTER TABLE care.barring_to_follow ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.barring_to_follow TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.barring_to_follow FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_id() AS actor_id) IS NOT NULL));
GRANT DELETE, INSERT, SELECT, UPDATE ON care.barring_to_follow TO ess_service;
GRANT INSERT ON care.barring_to_follow TO ess_user;
COMMENT ON TABLE care.barring_to_follow IS 'Cases and accounts, until it was looked whether somebody who is barred still has something of a case';
COMMENT ON COLUMN care.barring_to_follow.account_id IS 'An account of access; no foreign key across capabilities';

CREATE TABLE care.case_exclusions (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  kind text NOT NULL,
  account_id uuid,
  value text,
  reason text NOT NULL,
  by_person_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  lifted_at timestamp with time zone,
  lifted_by_person_id uuid,
  compared text DEFAULT platform.comparable(kind, value),
  CONSTRAINT case_exclusions_pkey PRIMARY KEY (id),
  CONSTRAINT case_exclusions_case_id_fkey FOREIGN KEY (case_id) REFERENCES care.cases(id),
  CONSTRAINT case_exclusions_check CHECK (((kind = 'account'::text) = (account_id IS NOT NULL))),
  CONSTRAINT case_exclusions_check1 CHECK (((kind = 'account'::text) = (value IS NULL))),
  CONSTRAINT case_exclusions_kind_check CHECK ((kind = ANY (ARRAY['account'::text, 'phone'::text, 'id-number'::text, 'reporter'::text])))
);
CREATE INDEX case_exclusions_compared ON care.case_exclusions USING btree (kind, compared) WHERE ((lifted_at IS NULL) AND (value IS NOT NULL));
CREATE INDEX case_exclusions_of ON care.case_exclusions USING btree (account_id) WHERE (lifted_at IS NULL);
CREATE UNIQUE INDEX case_exclusions_account ON care.case_exclusions USING btree (case_id, account_id) WHERE ((lifted_at IS NULL) AND (account_id IS NOT NULL));
CREATE UNIQUE INDEX case_exclusions_value ON care.case_exclusions USING btree (case_id, kind, compared) WHERE ((lifted_at IS NULL) AND (value IS NOT NULL));
ALTER TABLE care.case_exclusions ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.case_exclusions TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.case_exclusions FOR INSERT TO ess_user WITH CHECK (((by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = case_exclusions.case_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0))));
CREATE POLICY user_changes ON care.case_exclusions FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = case_exclusions.case_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)));
CREATE POLICY user_reads ON care.case_exclusions FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = case_exclusions.case_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON care.case_exclusions TO ess_service;
GRANT INSERT, SELECT, UPDATE (lifted_at, lifted_by_person_id) ON care.case_exclusions TO ess_user;
COMMENT ON TABLE care.case_exclusions IS 'Personal data: who must not learn of a case (an alleged abuser, a relative who works there); they are not told';
COMMENT ON COLUMN care.case_exclusions.account_id IS 'An account of access; no foreign key across capabilities';
COMMENT ON COLUMN care.case_exclusions.value IS 'Personal data: a telephone or ID number by which the person is known, or a reporter (pseudonym)';
COMMENT ON COLUMN care.case_exclusions.compared IS 'Personal data: the value as it is compared';

CREATE TABLE care.case_links (
  case_id uuid NOT NULL,
  other_case_id uuid NOT NULL,
  kind text NOT NULL,
  by_person_id uuid,
  at timestamp with time zone NOT NULL,
  CONSTRAINT case_links_pkey PRIMARY KEY (case_id, other_case_id),
  CONSTRAINT case_links_case_id_fkey FOREIGN KEY (case_id) REFERENCES care.cases(id),
  CONSTRAINT case_links_other_case_id_fkey FOREIGN KEY (other_case_id) REFERENCES care.cases(id),
  CONSTRAINT case_links_check CHECK ((case_id < other_case_id)),
  CONSTRAINT case_links_kind_check CHECK ((kind = ANY (ARRAY['sibling'::text, 'same-incident'::text, 'caregiver'::text, 'same-household'::text])))
);
CREATE INDEX case_links_other ON care.case_links USING btree (other_case_id);
ALTER TABLE care.case_links ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.case_links TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.case_links FOR INSERT TO ess_user WITH CHECK ((care.actor_may_add(case_id) AND care.actor_may_add(other_case_id)));
CREATE POLICY user_reads ON care.case_links FOR SELECT TO ess_user USING (((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = case_links.case_id) AND (seen.sections IS NULL))
 OFFSET 0)) AND (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = case_links.other_case_id) AND (seen.sections IS NULL))
 OFFSET 0))));
CREATE POLICY user_removes ON care.case_links FOR DELETE TO ess_user USING (((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = case_links.case_id) AND seen.may_act)
 OFFSET 0)) AND (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = case_links.other_case_id) AND seen.may_act)
 OFFSET 0))));
GRANT DELETE, INSERT, SELECT, UPDATE ON care.case_links TO ess_service;
GRANT DELETE, INSERT, SELECT ON care.case_links TO ess_user;
COMMENT ON TABLE care.case_links IS 'Cases that belong together; whoever may not see one of them does not learn of it';

CREATE TABLE care.case_records (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  kind text NOT NULL,
  section text,
  series_id uuid NOT NULL,
  version integer NOT NULL,
  based_on uuid,
  body jsonb NOT NULL,
  tool text,
  tool_version text,
  author_id uuid NOT NULL,
  saved_at timestamp with time zone NOT NULL,
  signed_at timestamp with time zone,
  signed_by_person_id uuid,
  CONSTRAINT case_records_series_id_version_key UNIQUE (series_id, version),
  CONSTRAINT case_records_pkey PRIMARY KEY (id),
  CONSTRAINT case_records_based_on_fkey FOREIGN KEY (based_on) REFERENCES care.case_records(id),
  CONSTRAINT case_records_case_id_fkey FOREIGN KEY (case_id) REFERENCES care.cases(id),
  CONSTRAINT case_records_check CHECK (((signed_at IS NULL) = (signed_by_person_id IS NULL))),
  CONSTRAINT case_records_kind_check CHECK ((kind = ANY (ARRAY['registration'::text, 'danger'::text, 'assessment'::text, 'plan'::text, 'safety-plan'::text, 'follow-up'::text, 'conference'::text, 'closure'::text, 'note'::text])))
);
CREATE INDEX case_records_case ON care.case_records USING btree (case_id, kind, saved_at DESC);
ALTER TABLE care.case_records ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.case_records TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.case_records FOR INSERT TO ess_user WITH CHECK (((author_id = ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = case_records.case_id) AND (((seen.sections IS NULL) AND seen.may_act) OR (case_records.section = ANY (seen.sections))))
 OFFSET 0))));
CREATE POLICY user_changes ON care.case_records FOR UPDATE TO ess_user USING (((signed_at IS NULL) AND (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = case_records.case_id) AND (((seen.sections IS NULL) AND seen.may_act) OR (case_records.section = ANY (seen.sections))))
 OFFSET 0)))) WITH CHECK (true);
CREATE POLICY user_reads ON care.case_records FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = case_records.case_id) AND ((seen.sections IS NULL) OR (case_records.section = ANY (seen.sections))))
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON care.case_records TO ess_service;
GRANT INSERT, SELECT, UPDATE ON care.case_records TO ess_user;
COMMENT ON TABLE care.case_records IS 'Personal data: forms that workers fill in; each saved version is a row, a signed one is never changed';
COMMENT ON COLUMN care.case_records.section IS 'What somebody must be invited to; empty: only for those who see the whole case';
COMMENT ON COLUMN care.case_records.series_id IS 'The same form in its versions: one assessment, one visit';
COMMENT ON COLUMN care.case_records.based_on IS 'The version it was written over; another one meanwhile is a conflict for a person to solve';
COMMENT ON COLUMN care.case_records.body IS 'Personal data: the form, as contract/case-forms.ts describes it';
COMMENT ON COLUMN care.case_records.tool IS 'Which questionnaire, so that a validated one can replace ours';
COMMENT ON COLUMN care.case_records.author_id IS 'An account of access';

CREATE TABLE care.case_timeline (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  section text,
  by jsonb,
  details jsonb NOT NULL,
  CONSTRAINT case_timeline_pkey PRIMARY KEY (id),
  CONSTRAINT case_timeline_case_id_fkey FOREIGN KEY (case_id) REFERENCES care.cases(id)
);
CREATE INDEX case_timeline_case ON care.case_timeline USING btree (case_id, at, id);
ALTER TABLE care.case_timeline ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.case_timeline TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.case_timeline FOR INSERT TO ess_user WITH CHECK (care.actor_may_add(case_id));
CREATE POLICY user_reads ON care.case_timeline FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = case_timeline.case_id) AND ((seen.sections IS NULL) OR (case_timeline.section = ANY (seen.sections))))
 OFFSET 0)));
GRANT INSERT, SELECT ON care.case_timeline TO ess_service;
GRANT INSERT, SELECT ON care.case_timeline TO ess_user;
COMMENT ON TABLE care.case_timeline IS 'What happened to a case, in order; the database refuses to change or delete it';
COMMENT ON COLUMN care.case_timeline.section IS 'The section it belongs to; empty: of the case as a whole, not for invited people';
COMMENT ON COLUMN care.case_timeline.by IS 'Personal data: who did it; empty for the system';
COMMENT ON COLUMN care.case_timeline.details IS 'Personal data: codes and what somebody wrote as a reason';

CREATE TABLE care.cases (
  id uuid NOT NULL,
  number bigint NOT NULL DEFAULT nextval('care.case_number'::regclass),
  buddhist_year integer NOT NULL,
  code text NOT NULL DEFAULT ((('CS-'::text || buddhist_year) || '-'::text) || lpad((number)::text, GREATEST(6, length((number)::text)), '0'::text)),
  version integer NOT NULL DEFAULT 1,
  person_id uuid NOT NULL,
  household_id uuid,
  concern text NOT NULL,
  is_minor boolean NOT NULL DEFAULT false,
  source text NOT NULL,
  incident_id uuid,
  incident_code text,
  incident_type text,
  report_id uuid,
  silent boolean NOT NULL DEFAULT false,
  place jsonb NOT NULL,
  status text NOT NULL,
  risk text,
  agency_id uuid NOT NULL,
  worker_id uuid,
  opened_by_person_id uuid,
  opened_at timestamp with time zone NOT NULL,
  waiting_since timestamp with time zone NOT NULL,
  accepted_at timestamp with time zone,
  closed_at timestamp with time zone,
  end_reason text,
  reopen_count integer NOT NULL DEFAULT 0,
  hold_reason text,
  hold_until timestamp with time zone,
  reporter_message text NOT NULL DEFAULT 'none'::text,
  updated_at timestamp with time zone NOT NULL,
  status_since timestamp with time zone NOT NULL,
  suggested_worker_id uuid,
  suggested_at timestamp with time zone,
  CONSTRAINT cases_code_key UNIQUE (code),
  CONSTRAINT cases_pkey PRIMARY KEY (id),
  CONSTRAINT cases_household_id_fkey FOREIGN KEY (household_id) REFERENCES care.households(id),
  CONSTRAINT cases_person_id_fkey FOREIGN KEY (person_id) REFERENCES care.people(id),
  CONSTRAINT cases_check CHECK (((hold_reason IS NULL) = (hold_until IS NULL))),
  CONSTRAINT cases_check1 CHECK (((status = ANY (ARRAY['closed'::text, 'not-opened'::text])) = (closed_at IS NOT NULL))),
  CONSTRAINT cases_check2 CHECK (((closed_at IS NULL) OR (end_reason IS NOT NULL))),
  CONSTRAINT cases_check3 CHECK (((status <> ALL (ARRAY['assessing'::text, 'planning'::text, 'implementing'::text, 'following-up'::text])) OR (worker_id IS NOT NULL))),
  CONSTRAINT cases_check4 CHECK (((suggested_worker_id IS NULL) OR (suggested_at IS NOT NULL))),
  CONSTRAINT cases_concern_check CHECK ((concern = ANY (ARRAY['victim'::text, 'child'::text, 'person'::text]))),
  CONSTRAINT cases_reporter_message_check CHECK ((reporter_message = ANY (ARRAY['none'::text, 'due'::text, 'sent'::text, 'withheld'::text]))),
  CONSTRAINT cases_risk_check CHECK ((risk = ANY (ARRAY['high'::text, 'medium'::text, 'low'::text]))),
  CONSTRAINT cases_source_check CHECK ((source = ANY (ARRAY['incident'::text, 'call-1300'::text, 'walk-in'::text, 'welfare-check'::text, 'request'::text, 'referral'::text]))),
  CONSTRAINT cases_status_check CHECK ((status = ANY (ARRAY['registered'::text, 'assessing'::text, 'planning'::text, 'implementing'::text, 'following-up'::text, 'closed'::text, 'not-opened'::text, 'reopened'::text])))
);
CREATE INDEX cases_ended ON care.cases USING btree (closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX cases_household ON care.cases USING btree (household_id) WHERE (household_id IS NOT NULL);
CREATE INDEX cases_incident ON care.cases USING btree (incident_id) WHERE (incident_id IS NOT NULL);
CREATE INDEX cases_message_due ON care.cases USING btree (opened_at) WHERE (reporter_message = 'due'::text);
CREATE INDEX cases_of_agency ON care.cases USING btree (agency_id, opened_at DESC);
CREATE INDEX cases_of_worker ON care.cases USING btree (worker_id) WHERE (closed_at IS NULL);
CREATE INDEX cases_open_of_agency ON care.cases USING btree (agency_id, status) WHERE (closed_at IS NULL);
CREATE INDEX cases_person ON care.cases USING btree (person_id);
CREATE INDEX cases_report ON care.cases USING btree (report_id) WHERE (report_id IS NOT NULL);
CREATE INDEX cases_suggested ON care.cases USING btree (suggested_worker_id) WHERE (suggested_worker_id IS NOT NULL);
CREATE INDEX cases_to_suggest ON care.cases USING btree (waiting_since, id) WHERE ((suggested_at IS NULL) AND (worker_id IS NULL) AND (status = ANY (ARRAY['registered'::text, 'reopened'::text])));
ALTER TABLE care.cases ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.cases TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.cases FOR INSERT TO ess_user WITH CHECK (((version = 1) AND (opened_by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (( SELECT platform.actor_may('case:open'::text) AS actor_may) OR (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = cases.incident_id) AND seen.may_act)
 OFFSET 0)))));
CREATE POLICY user_changes ON care.cases FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = cases.id) AND seen.may_act)
 OFFSET 0))) WITH CHECK (true);
CREATE POLICY user_reads ON care.cases FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE (seen.case_id = cases.id)
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON care.cases TO ess_service;
GRANT INSERT, SELECT, UPDATE ON care.cases TO ess_user;
COMMENT ON TABLE care.cases IS 'Personal data: aftercare of one person, one episode; always owned by exactly one agency';
COMMENT ON COLUMN care.cases.incident_id IS 'An incident; no foreign key across capabilities';
COMMENT ON COLUMN care.cases.report_id IS 'The report of intake whose LINE chat belongs to it; no foreign key across capabilities';
COMMENT ON COLUMN care.cases.silent IS 'Reported in silence: a call or a visit may put somebody in danger';
COMMENT ON COLUMN care.cases.place IS 'Personal data: the subdistrict, as text';
COMMENT ON COLUMN care.cases.agency_id IS 'The owner; changes only with an accepted or forced transfer, or when the clock of acceptance has run out';
COMMENT ON COLUMN care.cases.worker_id IS 'The caseworker, an account of access; empty until somebody accepted it';
COMMENT ON COLUMN care.cases.waiting_since IS 'Start of the current clock of acceptance: opening, reopening, or the change of the owner';
COMMENT ON COLUMN care.cases.end_reason IS 'Why it was closed or not opened, as a code';
COMMENT ON COLUMN care.cases.reporter_message IS 'Whether the reporter was told in LINE who will contact them; taken once, by any process';
COMMENT ON COLUMN care.cases.status_since IS 'Since when it has its status';
COMMENT ON COLUMN care.cases.suggested_worker_id IS 'Whom the system proposes while the case waits, an account of access; a proposal, not ownership: anybody of the agency may accept';
COMMENT ON COLUMN care.cases.suggested_at IS 'When a worker was looked for; without one everybody was full. Empty: not looked for yet at this owner';

CREATE TABLE care.clocks (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  rule text NOT NULL,
  subject_id uuid,
  started_at timestamp with time zone NOT NULL,
  half_at timestamp with time zone,
  due_at timestamp with time zone NOT NULL,
  province_at timestamp with time zone,
  reminded_at timestamp with time zone,
  passed_at timestamp with time zone,
  province_told_at timestamp with time zone,
  stopped_at timestamp with time zone,
  stopped_by text,
  paused_at timestamp with time zone,
  paused_ms bigint NOT NULL DEFAULT 0,
  CONSTRAINT clocks_pkey PRIMARY KEY (id),
  CONSTRAINT clocks_case_id_fkey FOREIGN KEY (case_id) REFERENCES care.cases(id)
);
CREATE INDEX clocks_case ON care.clocks USING btree (case_id, rule);
CREATE INDEX clocks_due ON care.clocks USING btree (due_at) WHERE ((stopped_at IS NULL) AND (passed_at IS NULL));
CREATE INDEX clocks_half ON care.clocks USING btree (half_at) WHERE ((stopped_at IS NULL) AND (reminded_at IS NULL));
CREATE INDEX clocks_province ON care.clocks USING btree (province_at) WHERE ((stopped_at IS NULL) AND (province_told_at IS NULL));
CREATE UNIQUE INDEX clocks_running ON care.clocks USING btree (case_id, rule, COALESCE(subject_id, case_id)) WHERE (stopped_at IS NULL);
ALTER TABLE care.clocks ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.clocks TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.clocks FOR INSERT TO ess_user WITH CHECK (care.actor_may_add(case_id));
CREATE POLICY user_changes ON care.clocks FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE (seen.case_id = clocks.case_id)
 OFFSET 0))) WITH CHECK (true);
CREATE POLICY user_reads ON care.clocks FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = clocks.case_id) AND (seen.sections IS NULL))
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON care.clocks TO ess_service;
GRANT INSERT, SELECT, UPDATE ON care.clocks TO ess_user;
COMMENT ON TABLE care.clocks IS 'Deadlines of a case: they start and stop with what causes them; each mark is set once, by any process';
COMMENT ON COLUMN care.clocks.rule IS 'A rule of database/reference-data/care-clocks.json';
COMMENT ON COLUMN care.clocks.subject_id IS 'What it counts for: an approval, a transfer, a visit; empty: the case';
COMMENT ON COLUMN care.clocks.stopped_by IS 'What stopped it, as a code; nobody is named';
COMMENT ON COLUMN care.clocks.paused_at IS 'Since when it stands still; its other times are as if it did not';
COMMENT ON COLUMN care.clocks.paused_ms IS 'How long it stood still before, in milliseconds: part of its other times';

CREATE TABLE care.early_notifications (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  incident_code text NOT NULL,
  fact text NOT NULL,
  place jsonb NOT NULL,
  silent boolean NOT NULL,
  agency_id uuid NOT NULL,
  by_person_id uuid,
  known_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  acknowledged_at timestamp with time zone,
  acknowledged_by_person_id uuid,
  province_at timestamp with time zone NOT NULL,
  province_told_at timestamp with time zone,
  arrives_at timestamp with time zone,
  over_at timestamp with time zone,
  CONSTRAINT early_notifications_incident_id_fact_key UNIQUE (incident_id, fact),
  CONSTRAINT early_notifications_pkey PRIMARY KEY (id),
  CONSTRAINT early_notifications_check CHECK (((acknowledged_at IS NULL) = (acknowledged_by_person_id IS NULL))),
  CONSTRAINT early_notifications_check1 CHECK (((arrives_at IS NULL) OR (acknowledged_at IS NOT NULL))),
  CONSTRAINT early_notifications_fact_check CHECK ((fact = ANY (ARRAY['child'::text, 'sexual-violence'::text])))
);
CREATE INDEX early_notifications_agency ON care.early_notifications USING btree (agency_id, known_at DESC);
CREATE INDEX early_notifications_due ON care.early_notifications USING btree (province_at) WHERE ((acknowledged_at IS NULL) AND (province_told_at IS NULL));
CREATE INDEX early_notifications_not_over ON care.early_notifications USING btree (incident_id) WHERE (over_at IS NULL);
CREATE INDEX early_notifications_unsent ON care.early_notifications USING btree (known_at) WHERE (sent_at IS NULL);
ALTER TABLE care.early_notifications ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.early_notifications TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.early_notifications FOR INSERT TO ess_user WITH CHECK (((acknowledged_at IS NULL) AND (sent_at IS NULL) AND (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = early_notifications.incident_id)
 OFFSET 0))));
CREATE POLICY user_changes ON care.early_notifications FOR UPDATE TO ess_user USING ((( SELECT platform.actor_may('case:work'::text) AS actor_may) AND (EXISTS ( SELECT
   FROM jurisdiction.agencies agency
  WHERE ((agency.id = early_notifications.agency_id) AND (agency.path <@ ANY (( SELECT platform.actor_case_scopes() AS actor_case_scopes)::ltree[])))
 OFFSET 0))));
CREATE POLICY user_reads ON care.early_notifications FOR SELECT TO ess_user USING ((( SELECT platform.actor_may('case:view'::text) AS actor_may) AND (EXISTS ( SELECT
   FROM jurisdiction.agencies agency
  WHERE ((agency.id = early_notifications.agency_id) AND (agency.path <@ ANY (( SELECT platform.actor_case_scopes() AS actor_case_scopes)::ltree[])))
 OFFSET 0)) AND (incident_id <> ALL (( SELECT incident.withheld_from_actor() AS withheld_from_actor)::uuid[])) AND (incident_id <> ALL (( SELECT care.incidents_barred_from_actor() AS incidents_barred_from_actor)::uuid[]))));
GRANT DELETE, INSERT, SELECT, UPDATE ON care.early_notifications TO ess_service;
GRANT INSERT, SELECT, UPDATE (acknowledged_at, acknowledged_by_person_id, arrives_at) ON care.early_notifications TO ess_user;
COMMENT ON TABLE care.early_notifications IS 'During an incident: a child or sexual violence is known, so that a social worker can come along; masked';
COMMENT ON COLUMN care.early_notifications.incident_id IS 'An incident; no foreign key across capabilities';
COMMENT ON COLUMN care.early_notifications.place IS 'Personal data: the subdistrict, as text';
COMMENT ON COLUMN care.early_notifications.arrives_at IS 'When the social worker is there; empty with an acknowledgement: they help by telephone';
COMMENT ON COLUMN care.early_notifications.over_at IS 'Since when nobody has to come along any more: the incident is closed';

CREATE TABLE care.hand_overs (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  code text NOT NULL,
  from_agency_id uuid NOT NULL,
  to_agency_id uuid NOT NULL,
  type text NOT NULL,
  disposition text NOT NULL,
  victims boolean NOT NULL,
  children boolean NOT NULL,
  silent boolean NOT NULL,
  place jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT hand_overs_pkey PRIMARY KEY (id)
);
CREATE INDEX hand_overs_from ON care.hand_overs USING btree (from_agency_id, at DESC);
CREATE INDEX hand_overs_to ON care.hand_overs USING btree (to_agency_id, at DESC);
ALTER TABLE care.hand_overs ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.hand_overs TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.hand_overs FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = hand_overs.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON care.hand_overs FOR SELECT TO ess_user USING ((( SELECT platform.actor_may('care:view-hand-overs'::text) AS actor_may) AND (EXISTS ( SELECT
   FROM jurisdiction.agencies agency
  WHERE ((agency.id = ANY (ARRAY[hand_overs.to_agency_id, hand_overs.from_agency_id])) AND (agency.path <@ ANY (( SELECT platform.actor_hand_over_scopes() AS actor_hand_over_scopes)::ltree[]))))) AND (NOT incident.is_withheld_from_actor(incident_id)) AND (incident_id <> ALL (( SELECT care.incidents_barred_from_actor() AS incidents_barred_from_actor)::uuid[]))));
GRANT DELETE, INSERT, SELECT, UPDATE ON care.hand_overs TO ess_service;
GRANT INSERT, SELECT ON care.hand_overs TO ess_user;
COMMENT ON TABLE care.hand_overs IS 'Hand-overs to a centre at closing: enough to open a case, no name, no phone and no exact place';
COMMENT ON COLUMN care.hand_overs.incident_id IS 'An incident; no foreign key across capabilities';
COMMENT ON COLUMN care.hand_overs.place IS 'Personal data: the subdistrict, as text';

CREATE TABLE care.household_changes (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  kind text NOT NULL,
  person_ids uuid[] NOT NULL,
  other_household_id uuid,
  on_day date NOT NULL,
  at timestamp with time zone NOT NULL,
  by_person_id uuid NOT NULL,
  undone_at timestamp with time zone,
  part_of uuid,
  CONSTRAINT household_changes_pkey PRIMARY KEY (id),
  CONSTRAINT household_changes_household_id_fkey FOREIGN KEY (household_id) REFERENCES care.households(id),
  CONSTRAINT household_changes_other_household_id_fkey FOREIGN KEY (other_household_id) REFERENCES care.households(id),
  CONSTRAINT household_changes_check CHECK ((((kind <> 'undone'::text) AND (part_of IS NULL)) OR (undone_at IS NULL))),
  CONSTRAINT household_changes_kind_check CHECK ((kind = ANY (ARRAY['begun'::text, 'joined'::text, 'left'::text, 'merged'::text, 'undone'::text])))
);
CREATE INDEX household_changes_household ON care.household_changes USING btree (household_id, at);
ALTER TABLE care.household_changes ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.household_changes TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.household_changes FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_may('case:work'::text) AS actor_may) AND (by_person_id = ( SELECT platform.actor_id() AS actor_id))));
CREATE POLICY user_changes ON care.household_changes FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.household_id = household_changes.household_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)));
CREATE POLICY user_reads ON care.household_changes FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.household_id = household_changes.household_id) AND (seen.sections IS NULL))
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON care.household_changes TO ess_service;
GRANT INSERT, SELECT, UPDATE (undone_at) ON care.household_changes TO ess_user;
COMMENT ON TABLE care.household_changes IS 'Personal data: who joined and left a household and which were merged; where somebody went is not in it';
COMMENT ON COLUMN care.household_changes.other_household_id IS 'The household that was merged into this one, or that they came from; empty for whoever left: their new place may be secret';
COMMENT ON COLUMN care.household_changes.undone_at IS 'When it was undone';
COMMENT ON COLUMN care.household_changes.part_of IS 'The change that this one belongs to and is undone with: that of another household, or what it undoes';

CREATE TABLE care.household_members (
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  person_id uuid NOT NULL,
  relation text NOT NULL,
  from_on date NOT NULL,
  to_on date,
  added_by_person_id uuid NOT NULL,
  added_at timestamp with time zone NOT NULL,
  CONSTRAINT household_members_pkey PRIMARY KEY (id),
  CONSTRAINT household_members_household_id_fkey FOREIGN KEY (household_id) REFERENCES care.households(id),
  CONSTRAINT household_members_person_id_fkey FOREIGN KEY (person_id) REFERENCES care.people(id),
  CONSTRAINT household_members_check CHECK (((to_on IS NULL) OR (to_on >= from_on)))
);
CREATE INDEX household_members_person ON care.household_members USING btree (person_id);
CREATE UNIQUE INDEX household_members_once ON care.household_members USING btree (household_id, person_id) WHERE (to_on IS NULL);
ALTER TABLE care.household_members ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.household_members TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.household_members FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_may('case:work'::text) AS actor_may) AND (added_by_person_id = ( SELECT platform.actor_id() AS actor_id))));
CREATE POLICY user_changes ON care.household_members FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.household_id = household_members.household_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON care.household_members FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM (care.visible_to_actor seen
     JOIN care.households home ON ((home.id = seen.household_id)))
  WHERE ((seen.household_id = household_members.household_id) AND ((seen.sections IS NULL) OR (('person'::text = ANY (seen.sections)) AND (NOT home.secret))))
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON care.household_members TO ess_service;
GRANT INSERT, SELECT, UPDATE (to_on) ON care.household_members TO ess_user;
COMMENT ON TABLE care.household_members IS 'Personal data: who lived where, from when to when; rows end and are never rewritten';

CREATE TABLE care.households (
  id uuid NOT NULL,
  address text,
  place jsonb,
  created_by_person_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  secret boolean NOT NULL DEFAULT false,
  CONSTRAINT households_pkey PRIMARY KEY (id)
);
ALTER TABLE care.households ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.households TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.households FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_may('case:work'::text) AS actor_may) AND (created_by_person_id = ( SELECT platform.actor_id() AS actor_id))));
CREATE POLICY user_reads ON care.households FOR SELECT TO ess_user USING ((((created_by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (NOT secret)) OR (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.household_id = households.id) AND ((seen.sections IS NULL) OR (('person'::text = ANY (seen.sections)) AND (NOT households.secret))))
 OFFSET 0))));
GRANT DELETE, INSERT, SELECT, UPDATE ON care.households TO ess_service;
GRANT INSERT, SELECT ON care.households TO ess_user;
COMMENT ON TABLE care.households IS 'People who live together. A split begins a new household; nothing is rewritten';
COMMENT ON COLUMN care.households.address IS 'Personal data: where they live; a secret place stays in its own household';
COMMENT ON COLUMN care.households.place IS 'Personal data: the subdistrict';
COMMENT ON COLUMN care.households.secret IS 'The place may be known to those who work on cases of its members only';

CREATE TABLE care.incidents_to_match (
  incident_id uuid NOT NULL,
  CONSTRAINT incidents_to_match_pkey PRIMARY KEY (incident_id)
);
ALTER TABLE care.incidents_to_match ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.incidents_to_match TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.incidents_to_match FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = incidents_to_match.incident_id) AND seen.may_act)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON care.incidents_to_match TO ess_service;
GRANT INSERT ON care.incidents_to_match TO ess_user;
COMMENT ON TABLE care.incidents_to_match IS 'New incidents, until it was looked whether an open case concerns the same person or place';
COMMENT ON COLUMN care.incidents_to_match.incident_id IS 'An incident; no foreign key across capabilities';

CREATE TABLE care.need_holders (
  need_id uuid NOT NULL,
  kind text NOT NULL,
  holder_id uuid NOT NULL,
  service_code text,
  since timestamp with time zone NOT NULL,
  by_person_id uuid,
  CONSTRAINT need_holders_pkey PRIMARY KEY (need_id),
  CONSTRAINT need_holders_need_id_fkey FOREIGN KEY (need_id) REFERENCES care.needs(id) ON DELETE CASCADE,
  CONSTRAINT need_holders_check CHECK (((kind = 'own-service'::text) = (service_code IS NOT NULL))),
  CONSTRAINT need_holders_kind_check CHECK ((kind = ANY (ARRAY['referral'::text, 'own-service'::text])))
);
CREATE INDEX need_holders_holder ON care.need_holders USING btree (holder_id);
CREATE TRIGGER mark_held_need AFTER INSERT ON care.need_holders FOR EACH ROW EXECUTE FUNCTION care.mark_held_need();
ALTER TABLE care.need_holders ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.need_holders TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.need_holders FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM (care.needs need
     JOIN care.visible_to_actor seen ON ((seen.case_id = need.case_id)))
  WHERE ((need.id = need_holders.need_id) AND (need.outcome IS NULL) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)));
CREATE POLICY user_reads ON care.need_holders FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.needs need
  WHERE (need.id = need_holders.need_id)
 OFFSET 0)));
CREATE POLICY user_removes ON care.need_holders FOR DELETE TO ess_user USING ((EXISTS ( SELECT
   FROM (care.needs need
     JOIN care.visible_to_actor seen ON ((seen.case_id = need.case_id)))
  WHERE ((need.id = need_holders.need_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON care.need_holders TO ess_service;
GRANT DELETE, INSERT, SELECT ON care.need_holders TO ess_user;
COMMENT ON TABLE care.need_holders IS 'Personal data: the one referral or own service that an open need waits for';
COMMENT ON COLUMN care.need_holders.holder_id IS 'A referral (no foreign key across capabilities), or the number of the own service';
COMMENT ON COLUMN care.need_holders.service_code IS 'Of an own service: which one';
COMMENT ON COLUMN care.need_holders.by_person_id IS 'Whose action it was; an account of access';

CREATE TABLE care.needs (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  code text NOT NULL,
  record_id uuid,
  opened_at timestamp with time zone NOT NULL,
  opened_by_person_id uuid NOT NULL,
  outcome text,
  outcome_at timestamp with time zone,
  outcome_by_person_id uuid,
  outcome_said_by text,
  was_held boolean NOT NULL DEFAULT false,
  CONSTRAINT needs_pkey PRIMARY KEY (id),
  CONSTRAINT needs_case_id_fkey FOREIGN KEY (case_id) REFERENCES care.cases(id),
  CONSTRAINT needs_record_id_fkey FOREIGN KEY (record_id) REFERENCES care.case_records(id),
  CONSTRAINT needs_check CHECK (((outcome IS NULL) = (outcome_at IS NULL))),
  CONSTRAINT needs_outcome_said CHECK (((outcome IS NULL) = (outcome_said_by IS NULL)))
);
CREATE INDEX needs_case ON care.needs USING btree (case_id);
CREATE UNIQUE INDEX needs_open ON care.needs USING btree (case_id, code) WHERE (outcome IS NULL);
CREATE TRIGGER free_ended_need AFTER UPDATE OF outcome ON care.needs FOR EACH ROW WHEN (((old.outcome IS NULL) AND (new.outcome IS NOT NULL))) EXECUTE FUNCTION care.free_ended_need();
ALTER TABLE care.needs ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.needs TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.needs FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = needs.case_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)));
CREATE POLICY user_changes ON care.needs FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = needs.case_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)));
CREATE POLICY user_reads ON care.needs FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = needs.case_id) AND ((seen.sections IS NULL) OR ('assessment'::text = ANY (seen.sections))))
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON care.needs TO ess_service;
GRANT INSERT, SELECT, UPDATE (outcome, outcome_at, outcome_by_person_id, outcome_said_by) ON care.needs TO ess_user;
COMMENT ON TABLE care.needs IS 'Personal data: what a person needs; open until there is an outcome, whatever became of a referral';
COMMENT ON COLUMN care.needs.outcome_said_by IS 'By whose word it ended: the person, a guardian, the worker, a supervisor';
COMMENT ON COLUMN care.needs.was_held IS 'A referral or an own service worked on it once';

CREATE TABLE care.nudges (
  subject_id uuid NOT NULL,
  period integer NOT NULL,
  case_id uuid NOT NULL,
  by_person_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT nudges_pkey PRIMARY KEY (subject_id, period),
  CONSTRAINT nudges_case_id_fkey FOREIGN KEY (case_id) REFERENCES care.cases(id),
  CONSTRAINT nudges_period_check CHECK ((period > 0))
);
ALTER TABLE care.nudges ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.nudges TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.nudges FOR INSERT TO ess_user WITH CHECK (((by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = nudges.case_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0))));
CREATE POLICY user_reads ON care.nudges FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = nudges.case_id) AND (seen.sections IS NULL))
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON care.nudges TO ess_service;
GRANT INSERT, SELECT ON care.nudges TO ess_user;
COMMENT ON TABLE care.nudges IS 'Who asked for a decision or an answer that they wait for, once in each half of its time';
COMMENT ON COLUMN care.nudges.subject_id IS 'An approval or a transfer';
COMMENT ON COLUMN care.nudges.period IS 'How many halves of the time were over';
COMMENT ON COLUMN care.nudges.by_person_id IS 'An account of access';

CREATE TABLE care.people (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  name text,
  alias text,
  id_number text,
  no_id_reason text,
  birth_date date,
  birth_year integer,
  sex text,
  nationality text,
  language text,
  disabilities text[] NOT NULL DEFAULT '{}'::text[],
  pregnant text,
  school_status text,
  caregiver jsonb,
  safe_contact jsonb,
  basis text,
  created_by_person_id uuid,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  guardian jsonb,
  child_flags text[] NOT NULL DEFAULT '{}'::text[],
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_birth_year_check CHECK (((birth_year >= 1850) AND (birth_year <= 2200))),
  CONSTRAINT people_check CHECK (((birth_date IS NULL) OR (birth_year IS NULL)))
);
CREATE INDEX people_called ON care.people USING gin (lower(((COALESCE(name, ''::text) || ' '::text) || COALESCE(alias, ''::text))) gin_trgm_ops);
CREATE INDEX people_id_number ON care.people USING btree (id_number) WHERE (id_number IS NOT NULL);
CREATE INDEX people_phone ON care.people USING btree (regexp_replace((safe_contact ->> 'detail'::text), '\D'::text, ''::text, 'g'::text)) WHERE ((safe_contact ->> 'detail'::text) IS NOT NULL);
ALTER TABLE care.people ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.people TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.people FOR INSERT TO ess_user WITH CHECK ((created_by_person_id = ( SELECT platform.actor_id() AS actor_id)));
CREATE POLICY user_changes ON care.people FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.person_id = people.id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON care.people FOR SELECT TO ess_user USING (((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.person_id = people.id) AND ((seen.sections IS NULL) OR ('person'::text = ANY (seen.sections))))
 OFFSET 0)) OR (EXISTS ( SELECT
   FROM care.household_members member
  WHERE ((member.person_id = people.id) AND (member.to_on IS NULL))
 OFFSET 0))));
GRANT INSERT, SELECT, UPDATE ON care.people TO ess_service;
GRANT INSERT, SELECT, UPDATE ON care.people TO ess_user;
COMMENT ON TABLE care.people IS 'Personal data: people in care. Right after a hand-over nothing is known but that somebody is there';
COMMENT ON COLUMN care.people.name IS 'Personal data: may stay empty; some people are known by an alias only';
COMMENT ON COLUMN care.people.alias IS 'Personal data: how the person is called, where the name is unknown or must not be written';
COMMENT ON COLUMN care.people.id_number IS 'Personal data: 13 digits whose last one fits, or a number of a school';
COMMENT ON COLUMN care.people.no_id_reason IS 'Why there is no number';
COMMENT ON COLUMN care.people.birth_date IS 'Personal data: exact';
COMMENT ON COLUMN care.people.birth_year IS 'Personal data: estimated, where the date is not known (Christian era)';
COMMENT ON COLUMN care.people.disabilities IS 'Personal data: health, as codes';
COMMENT ON COLUMN care.people.pregnant IS 'Personal data: health';
COMMENT ON COLUMN care.people.caregiver IS 'Personal data: who looks after the person';
COMMENT ON COLUMN care.people.safe_contact IS 'Personal data: channel, number, hours, who must not know, check question';
COMMENT ON COLUMN care.people.created_by_person_id IS 'Whose action made the row; an account of access';
COMMENT ON COLUMN care.people.guardian IS 'Personal data: who answers for a child before the law';
COMMENT ON COLUMN care.people.child_flags IS 'Personal data: of a child, as codes; none says that it was asked';

CREATE TABLE care.pictures (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  kind text NOT NULL,
  section text NOT NULL,
  attachment_id uuid NOT NULL,
  by_person_id uuid NOT NULL,
  happened_at timestamp with time zone NOT NULL,
  received_at timestamp with time zone NOT NULL,
  CONSTRAINT pictures_pkey PRIMARY KEY (id),
  CONSTRAINT pictures_case_id_fkey FOREIGN KEY (case_id) REFERENCES care.cases(id)
);
CREATE INDEX pictures_attachment ON care.pictures USING btree (attachment_id);
CREATE INDEX pictures_case ON care.pictures USING btree (case_id, happened_at);
ALTER TABLE care.pictures ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.pictures TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.pictures FOR INSERT TO ess_user WITH CHECK (((by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = pictures.case_id) AND (((seen.sections IS NULL) AND seen.may_act) OR (pictures.section = ANY (seen.sections))))
 OFFSET 0))));
CREATE POLICY user_reads ON care.pictures FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = pictures.case_id) AND ((seen.sections IS NULL) OR (pictures.section = ANY (seen.sections))))
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON care.pictures TO ess_service;
GRANT INSERT, SELECT ON care.pictures TO ess_user;
COMMENT ON TABLE care.pictures IS 'Personal data: pictures of papers, injuries and homes of people in care; the files themselves are attachments';
COMMENT ON COLUMN care.pictures.kind IS 'What it shows, as a code; the section follows from it';
COMMENT ON COLUMN care.pictures.section IS 'What somebody must be invited to';
COMMENT ON COLUMN care.pictures.attachment_id IS 'A cleaned file of platform.attachments; no foreign key across schemas';
COMMENT ON COLUMN care.pictures.by_person_id IS 'Who took it; an account of access';
COMMENT ON COLUMN care.pictures.happened_at IS 'When it was taken, by the clock of the phone; never later than when it arrived';

CREATE TABLE care.team_members (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  account_id uuid NOT NULL,
  profession text NOT NULL,
  sections text[] NOT NULL,
  until timestamp with time zone NOT NULL,
  invited_by_person_id uuid NOT NULL,
  invited_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  ended_by_person_id uuid,
  CONSTRAINT team_members_pkey PRIMARY KEY (id),
  CONSTRAINT team_members_case_id_fkey FOREIGN KEY (case_id) REFERENCES care.cases(id),
  CONSTRAINT team_members_sections_check CHECK ((cardinality(sections) > 0))
);
CREATE INDEX team_members_account ON care.team_members USING btree (account_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX team_members_once ON care.team_members USING btree (case_id, account_id) WHERE (ended_at IS NULL);
ALTER TABLE care.team_members ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.team_members TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.team_members FOR INSERT TO ess_user WITH CHECK (((invited_by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = team_members.case_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0))));
CREATE POLICY user_changes ON care.team_members FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = team_members.case_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)));
CREATE POLICY user_reads ON care.team_members FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = team_members.case_id) AND ((seen.sections IS NULL) OR (team_members.account_id = ( SELECT platform.actor_id() AS actor_id))))
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON care.team_members TO ess_service;
GRANT INSERT, SELECT, UPDATE (sections, until, ended_at, ended_by_person_id) ON care.team_members TO ess_user;
COMMENT ON TABLE care.team_members IS 'Personal data: people of other professions, the sections they were invited to and until when';
COMMENT ON COLUMN care.team_members.account_id IS 'An account of access; no foreign key across capabilities';

CREATE TABLE care.transfers (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  from_agency_id uuid NOT NULL,
  from_worker_id uuid,
  to_agency_id uuid NOT NULL,
  to_worker_id uuid,
  reason text NOT NULL,
  note text,
  offered_by_person_id uuid NOT NULL,
  offered_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  answer text,
  answer_reason text,
  answered_by_person_id uuid,
  answered_at timestamp with time zone,
  CONSTRAINT transfers_pkey PRIMARY KEY (id),
  CONSTRAINT transfers_case_id_fkey FOREIGN KEY (case_id) REFERENCES care.cases(id),
  CONSTRAINT transfers_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text, 'withdrawn'::text, 'forced'::text]))),
  CONSTRAINT transfers_check CHECK (((answer IS NULL) = (answered_at IS NULL))),
  CONSTRAINT transfers_check1 CHECK (((from_agency_id <> to_agency_id) OR (to_worker_id IS NOT NULL)))
);
CREATE INDEX transfers_case ON care.transfers USING btree (case_id, offered_at);
CREATE INDEX transfers_due ON care.transfers USING btree (due_at) WHERE (answer IS NULL);
CREATE INDEX transfers_offered_by ON care.transfers USING btree (offered_by_person_id) WHERE (answer IS NULL);
CREATE INDEX transfers_to ON care.transfers USING btree (to_agency_id) WHERE (answer IS NULL);
CREATE UNIQUE INDEX transfers_open ON care.transfers USING btree (case_id) WHERE (answer IS NULL);
ALTER TABLE care.transfers ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.transfers TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.transfers FOR INSERT TO ess_user WITH CHECK (((offered_by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = transfers.case_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0))));
CREATE POLICY user_changes ON care.transfers FOR UPDATE TO ess_user USING (((answer IS NULL) AND (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = transfers.case_id) AND seen.may_act)
 OFFSET 0)))) WITH CHECK ((answered_by_person_id = ( SELECT platform.actor_id() AS actor_id)));
CREATE POLICY user_reads ON care.transfers FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = transfers.case_id) AND ((seen.sections IS NULL) OR seen.may_act))
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON care.transfers TO ess_service;
GRANT INSERT, SELECT, UPDATE (answer, answer_reason, answered_by_person_id, answered_at) ON care.transfers TO ess_user;
COMMENT ON TABLE care.transfers IS 'Offers of ownership; until one is accepted the old owner keeps the case';
COMMENT ON COLUMN care.transfers.note IS 'Personal data: what the offering worker wrote';

CREATE TABLE care.welfare_checks (
  id uuid NOT NULL,
  incident_id uuid,
  report_id uuid NOT NULL,
  kind text NOT NULL,
  due_at timestamp with time zone NOT NULL,
  asked_at timestamp with time zone,
  skipped text,
  answer text,
  answered_at timestamp with time zone,
  case_id uuid,
  CONSTRAINT welfare_checks_pkey PRIMARY KEY (id),
  CONSTRAINT welfare_checks_case_id_fkey FOREIGN KEY (case_id) REFERENCES care.cases(id),
  CONSTRAINT welfare_checks_answer_check CHECK ((answer = ANY (ARRAY['fine'::text, 'need-help'::text, 'stop'::text, 'later'::text]))),
  CONSTRAINT welfare_checks_check CHECK (((answer IS NULL) = (answered_at IS NULL))),
  CONSTRAINT welfare_checks_check1 CHECK (((asked_at IS NULL) OR (skipped IS NULL))),
  CONSTRAINT welfare_checks_kind_check CHECK ((kind = ANY (ARRAY['day'::text, 'week'::text, 'month'::text, 'quarter'::text]))),
  CONSTRAINT welfare_checks_of_case CHECK (((case_id IS NOT NULL) = (kind = ANY (ARRAY['month'::text, 'quarter'::text])))),
  CONSTRAINT welfare_checks_skipped_check CHECK ((skipped = ANY (ARRAY['reopened'::text, 'not-wanted'::text, 'unreachable'::text, 'in-touch'::text, 'not-closed'::text, 'silent'::text, 'barred'::text, 'not-agreed'::text, 'child'::text, 'other-channel'::text, 'answered'::text, 'days-passed'::text])))
);
CREATE INDEX welfare_checks_case ON care.welfare_checks USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX welfare_checks_due ON care.welfare_checks USING btree (due_at) WHERE ((asked_at IS NULL) AND (skipped IS NULL));
CREATE INDEX welfare_checks_incident ON care.welfare_checks USING btree (incident_id);
CREATE INDEX welfare_checks_report ON care.welfare_checks USING btree (report_id);
ALTER TABLE care.welfare_checks ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON care.welfare_checks TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON care.welfare_checks FOR INSERT TO ess_user WITH CHECK (((answer IS NULL) AND (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = welfare_checks.incident_id) AND seen.may_act)
 OFFSET 0))));
CREATE POLICY user_changes ON care.welfare_checks FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = welfare_checks.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON care.welfare_checks FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = welfare_checks.incident_id) AND seen.may_act)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON care.welfare_checks TO ess_service;
GRANT INSERT, SELECT, UPDATE (skipped) ON care.welfare_checks TO ess_user;
COMMENT ON TABLE care.welfare_checks IS 'Welfare checks by LINE after a closing; each due one is taken once, by any process';
COMMENT ON COLUMN care.welfare_checks.incident_id IS 'An incident; no foreign key across capabilities';
COMMENT ON COLUMN care.welfare_checks.report_id IS 'A report of intake; no foreign key across capabilities';
COMMENT ON COLUMN care.welfare_checks.skipped IS 'Why it was not sent';
COMMENT ON COLUMN care.welfare_checks.answer IS 'Personal data: the answer, as a code';
COMMENT ON COLUMN care.welfare_checks.case_id IS 'The closed case after which it is asked; empty: asked after the incident';

CREATE TABLE control_room.call_backs (
  id uuid NOT NULL,
  report_id uuid NOT NULL,
  incident_id uuid,
  province_code text,
  reason text NOT NULL,
  note text,
  due_at timestamp with time zone NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  asked_by_name text,
  tries integer NOT NULL DEFAULT 0,
  last_result text,
  last_tried_at timestamp with time zone,
  claimed_by_person_id uuid,
  claimed_by_name text,
  claimed_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_because text,
  CONSTRAINT call_backs_pkey PRIMARY KEY (id),
  CONSTRAINT call_backs_check CHECK (((ended_at IS NULL) = (ended_because IS NULL))),
  CONSTRAINT call_backs_check1 CHECK (((claimed_by_person_id IS NULL) = (claimed_at IS NULL))),
  CONSTRAINT call_backs_ended_because_check CHECK ((ended_because = ANY (ARRAY['reached'::text, 'wrong-number'::text, 'not-safe'::text, 'not-needed'::text, 'silent'::text]))),
  CONSTRAINT call_backs_last_result_check CHECK ((last_result = ANY (ARRAY['reached'::text, 'no-answer'::text, 'wrong-number'::text, 'not-safe'::text]))),
  CONSTRAINT call_backs_reason_check CHECK ((reason = ANY (ARRAY['unfinished'::text, 'cut-off'::text, 'unreachable'::text, 'news'::text, 'message'::text, 'officer'::text])))
);
CREATE INDEX call_backs_due ON control_room.call_backs USING btree (due_at) WHERE (ended_at IS NULL);
CREATE INDEX call_backs_incident ON control_room.call_backs USING btree (incident_id) WHERE (incident_id IS NOT NULL);
CREATE UNIQUE INDEX call_backs_open ON control_room.call_backs USING btree (report_id, reason) WHERE ((ended_at IS NULL) AND (reason <> 'officer'::text));
ALTER TABLE control_room.call_backs ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON control_room.call_backs TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_all ON control_room.call_backs TO ess_user USING ((((incident_id IS NULL) AND ( SELECT platform.actor_may('report:call-back'::text) AS actor_may) AND (NOT incident.is_report_withheld_from_actor(report_id))) OR (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = call_backs.incident_id) AND seen.may_act)
 OFFSET 0))));
GRANT DELETE, INSERT, SELECT, UPDATE ON control_room.call_backs TO ess_service;
GRANT INSERT, SELECT, UPDATE ON control_room.call_backs TO ess_user;
COMMENT ON TABLE control_room.call_backs IS 'Reporters to be called, each by one clerk. No phone number is stored here: it is read from the report, under the report''s own rules';
COMMENT ON COLUMN control_room.call_backs.report_id IS 'A report of intake; no foreign key across capabilities';
COMMENT ON COLUMN control_room.call_backs.incident_id IS 'Its incident; empty while type or place is missing';
COMMENT ON COLUMN control_room.call_backs.province_code IS 'The province whose control room calls; empty: every control room';
COMMENT ON COLUMN control_room.call_backs.note IS 'Personal data: what an officer wants to ask or say';
COMMENT ON COLUMN control_room.call_backs.asked_by_name IS 'Personal data: the officer who asked for it; empty: added by the system';
COMMENT ON COLUMN control_room.call_backs.claimed_by_person_id IS 'A person of access who is calling now';
COMMENT ON COLUMN control_room.call_backs.claimed_by_name IS 'Personal data: the name of the clerk';

CREATE TABLE duty.absences (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  noted_at timestamp with time zone NOT NULL,
  lifted_at timestamp with time zone,
  CONSTRAINT absences_pkey PRIMARY KEY (id),
  CONSTRAINT absences_check CHECK ((ends_at > starts_at)),
  CONSTRAINT absences_kind_check CHECK ((kind = ANY (ARRAY['sick'::text, 'leave'::text, 'training'::text])))
);
CREATE INDEX absences_agency ON duty.absences USING btree (agency_id, ends_at);
CREATE INDEX absences_person ON duty.absences USING btree (person_id, ends_at);
ALTER TABLE duty.absences ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON duty.absences TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_plans ON duty.absences TO ess_user USING ((( SELECT platform.actor_may('duty:manage'::text) AS actor_may) AND duty.actor_in_scope(agency_id)));
CREATE POLICY user_reads ON duty.absences FOR SELECT TO ess_user USING (((person_id = ( SELECT platform.actor_id() AS actor_id)) OR (( SELECT platform.actor_may('duty:manage'::text) AS actor_may) AND duty.actor_in_scope(agency_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON duty.absences TO ess_service;
GRANT INSERT, SELECT, UPDATE ON duty.absences TO ess_user;
COMMENT ON TABLE duty.absences IS 'Personal data: when somebody does not serve';
COMMENT ON COLUMN duty.absences.kind IS 'Personal data: shown to planners and to the person only';

CREATE TABLE duty.check_ins (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  person_id uuid NOT NULL,
  post text NOT NULL,
  shift_id uuid,
  checked_in_at timestamp with time zone NOT NULL,
  checked_in_via text NOT NULL,
  ends_by timestamp with time zone NOT NULL,
  checked_out_at timestamp with time zone,
  checked_out_via text,
  CONSTRAINT check_ins_pkey PRIMARY KEY (id),
  CONSTRAINT check_ins_shift_id_fkey FOREIGN KEY (shift_id) REFERENCES duty.shifts(id),
  CONSTRAINT check_ins_check CHECK ((ends_by > checked_in_at)),
  CONSTRAINT check_ins_check1 CHECK (((checked_out_at IS NULL) = (checked_out_via IS NULL))),
  CONSTRAINT check_ins_checked_in_via_check CHECK ((checked_in_via = ANY (ARRAY['console'::text, 'line'::text]))),
  CONSTRAINT check_ins_checked_out_via_check CHECK ((checked_out_via = ANY (ARRAY['console'::text, 'line'::text]))),
  CONSTRAINT check_ins_post_check CHECK ((post = ANY (ARRAY['radio-room'::text, 'patrol-unit'::text, 'duty-chief'::text])))
);
CREATE INDEX check_ins_agency ON duty.check_ins USING btree (agency_id, ends_by);
CREATE INDEX check_ins_person ON duty.check_ins USING btree (person_id, ends_by);
CREATE INDEX check_ins_shift ON duty.check_ins USING btree (shift_id) WHERE (shift_id IS NOT NULL);
CREATE UNIQUE INDEX check_ins_one_open ON duty.check_ins USING btree (person_id, agency_id, ends_by) WHERE (checked_out_at IS NULL);
ALTER TABLE duty.check_ins ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON duty.check_ins TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_reads ON duty.check_ins FOR SELECT TO ess_user USING (((person_id = ( SELECT platform.actor_id() AS actor_id)) OR (( SELECT platform.actor_may('duty:view'::text) AS actor_may) AND duty.actor_in_scope(agency_id))));
CREATE POLICY user_serves ON duty.check_ins TO ess_user USING (((person_id = ( SELECT platform.actor_id() AS actor_id)) AND ( SELECT platform.actor_may('duty:serve'::text) AS actor_may)));
GRANT DELETE, INSERT, SELECT, UPDATE ON duty.check_ins TO ess_service;
GRANT INSERT, SELECT, UPDATE ON duty.check_ins TO ess_user;
COMMENT ON TABLE duty.check_ins IS 'Personal data: when somebody checked in and out';
COMMENT ON COLUMN duty.check_ins.checked_in_via IS 'Channel: console or LINE';
COMMENT ON COLUMN duty.check_ins.ends_by IS 'When a forgotten check-out stops counting';
COMMENT ON COLUMN duty.check_ins.checked_out_via IS 'Channel: console or LINE';

CREATE TABLE duty.consoles (
  person_id uuid NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  CONSTRAINT consoles_pkey PRIMARY KEY (person_id)
);
ALTER TABLE duty.consoles ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON duty.consoles TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON duty.consoles TO ess_service;
COMMENT ON TABLE duty.consoles IS 'Personal data: when somebody''s open console was last seen; deleted after a day';

CREATE TABLE duty.exercises (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  month date,
  begun_at timestamp with time zone NOT NULL,
  ends_by timestamp with time zone NOT NULL,
  acknowledged_at timestamp with time zone,
  ended_at timestamp with time zone,
  CONSTRAINT exercises_agency_id_month_key UNIQUE (agency_id, month),
  CONSTRAINT exercises_incident_id_key UNIQUE (incident_id),
  CONSTRAINT exercises_pkey PRIMARY KEY (id),
  CONSTRAINT exercises_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
CREATE INDEX exercises_agency ON duty.exercises USING btree (agency_id, begun_at DESC);
CREATE INDEX exercises_running ON duty.exercises USING btree (ends_by) WHERE (ended_at IS NULL);
GRANT DELETE, INSERT, SELECT, UPDATE ON duty.exercises TO ess_service;
GRANT INSERT, SELECT, UPDATE ON duty.exercises TO ess_user;
COMMENT ON TABLE duty.exercises IS 'Exercises: test incidents that measure the time until somebody answers. Who answered is in the incident';
COMMENT ON COLUMN duty.exercises.month IS 'Month of a scheduled exercise, so that each station has one a month; null where a person started it';
COMMENT ON COLUMN duty.exercises.ends_by IS 'When it ends by itself if nobody ended it; no personal data';
COMMENT ON COLUMN duty.exercises.acknowledged_at IS 'Null after its end: nobody answered within the hour';

CREATE TABLE duty.heartbeats (
  agency_id uuid NOT NULL,
  day date NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  answered_at timestamp with time zone,
  answered_by text,
  failed_at timestamp with time zone,
  CONSTRAINT heartbeats_pkey PRIMARY KEY (agency_id, day),
  CONSTRAINT heartbeats_answered_by_check CHECK ((answered_by = ANY (ARRAY['console'::text, 'line'::text, 'presence'::text]))),
  CONSTRAINT heartbeats_check CHECK ((due_at > asked_at)),
  CONSTRAINT heartbeats_check1 CHECK (((answered_at IS NULL) = (answered_by IS NULL)))
);
CREATE INDEX heartbeats_unanswered ON duty.heartbeats USING btree (due_at) WHERE ((answered_at IS NULL) AND (failed_at IS NULL));
GRANT DELETE, INSERT, SELECT, UPDATE ON duty.heartbeats TO ess_service;
GRANT INSERT, SELECT, UPDATE ON duty.heartbeats TO ess_user;
COMMENT ON TABLE duty.heartbeats IS 'The daily heartbeat, one for each station and day; who answered is in the audit';
COMMENT ON COLUMN duty.heartbeats.answered_by IS 'The channel, or presence: somebody on duty was active at an open console that day';
COMMENT ON COLUMN duty.heartbeats.failed_at IS 'Nobody answered in time; a late answer still counts';

CREATE TABLE duty.patterns (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  person_id uuid NOT NULL,
  post text NOT NULL,
  first_date date NOT NULL,
  until_date date,
  cycle_days integer NOT NULL,
  turns jsonb NOT NULL,
  generated_until date NOT NULL,
  created_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT patterns_pkey PRIMARY KEY (id),
  CONSTRAINT patterns_check CHECK ((until_date >= first_date)),
  CONSTRAINT patterns_cycle_days_check CHECK (((cycle_days >= 1) AND (cycle_days <= 56))),
  CONSTRAINT patterns_post_check CHECK ((post = ANY (ARRAY['radio-room'::text, 'patrol-unit'::text, 'duty-chief'::text])))
);
CREATE INDEX patterns_agency ON duty.patterns USING btree (agency_id);
CREATE INDEX patterns_to_extend ON duty.patterns USING btree (generated_until) WHERE (ended_at IS NULL);
ALTER TABLE duty.patterns ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON duty.patterns TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_plans ON duty.patterns TO ess_user USING ((( SELECT platform.actor_may('duty:manage'::text) AS actor_may) AND duty.actor_in_scope(agency_id)));
CREATE POLICY user_reads ON duty.patterns FOR SELECT TO ess_user USING (((person_id = ( SELECT platform.actor_id() AS actor_id)) OR (( SELECT platform.actor_may('duty:view'::text) AS actor_may) AND duty.actor_in_scope(agency_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON duty.patterns TO ess_service;
GRANT INSERT, SELECT, UPDATE ON duty.patterns TO ess_user;
COMMENT ON TABLE duty.patterns IS 'Personal data: repeating shifts of a person; generated as shifts some weeks ahead';
COMMENT ON COLUMN duty.patterns.turns IS 'Shifts of one cycle: [{day, startsAt (minutes after midnight in Thailand), minutes}]';
COMMENT ON COLUMN duty.patterns.generated_until IS 'Last day for which its shifts have been generated';

CREATE TABLE duty.roster_proposals (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  units smallint[] NOT NULL,
  target_minutes smallint NOT NULL,
  target_percent smallint NOT NULL,
  simulation_id uuid NOT NULL,
  proposed_by_person_id uuid NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  state text NOT NULL DEFAULT 'open'::text,
  decided_at timestamp with time zone,
  decline_reason text,
  CONSTRAINT roster_proposals_pkey PRIMARY KEY (id),
  CONSTRAINT roster_proposals_check CHECK (((state = 'open'::text) = (decided_at IS NULL))),
  CONSTRAINT roster_proposals_check1 CHECK (((state = 'declined'::text) = (decline_reason IS NOT NULL))),
  CONSTRAINT roster_proposals_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'replaced'::text]))),
  CONSTRAINT roster_proposals_units_check CHECK ((cardinality(units) = 21))
);
CREATE UNIQUE INDEX roster_proposals_accepted ON duty.roster_proposals USING btree (agency_id) WHERE (state = 'accepted'::text);
CREATE UNIQUE INDEX roster_proposals_open ON duty.roster_proposals USING btree (agency_id) WHERE (state = 'open'::text);
ALTER TABLE duty.roster_proposals ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON duty.roster_proposals TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_plans ON duty.roster_proposals FOR UPDATE TO ess_user USING ((( SELECT platform.actor_may('duty:manage'::text) AS actor_may) AND duty.actor_in_scope(agency_id)));
CREATE POLICY user_reads ON duty.roster_proposals FOR SELECT TO ess_user USING ((( SELECT platform.actor_may('duty:view'::text) AS actor_may) AND duty.actor_in_scope(agency_id)));
GRANT DELETE, INSERT, SELECT, UPDATE ON duty.roster_proposals TO ess_service;
GRANT SELECT, UPDATE (units, state, decided_at, decline_reason) ON duty.roster_proposals TO ess_user;
COMMENT ON TABLE duty.roster_proposals IS 'Needs of units; of a station one is open and one holds at most';
COMMENT ON COLUMN duty.roster_proposals.agency_id IS 'A station of jurisdiction';
COMMENT ON COLUMN duty.roster_proposals.units IS 'From Monday night on, three a day: night, morning, evening';
COMMENT ON COLUMN duty.roster_proposals.simulation_id IS 'A simulation of insight';
COMMENT ON COLUMN duty.roster_proposals.proposed_by_person_id IS 'A person of access';
COMMENT ON COLUMN duty.roster_proposals.decline_reason IS 'Written by the planner for whoever proposed it';

CREATE TABLE duty.shifts (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  person_id uuid NOT NULL,
  post text NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL,
  source text NOT NULL,
  pattern_id uuid,
  stands_in_for uuid,
  created_at timestamp with time zone NOT NULL,
  cancelled_at timestamp with time zone,
  cancel_reason text,
  CONSTRAINT shifts_pkey PRIMARY KEY (id),
  CONSTRAINT shifts_pattern_id_fkey FOREIGN KEY (pattern_id) REFERENCES duty.patterns(id),
  CONSTRAINT shifts_stands_in_for_fkey FOREIGN KEY (stands_in_for) REFERENCES duty.shifts(id),
  CONSTRAINT shifts_cancel_reason_check CHECK ((cancel_reason = ANY (ARRAY['sick'::text, 'leave'::text, 'training'::text, 'swapped'::text, 'withdrawn'::text, 'left-agency'::text]))),
  CONSTRAINT shifts_check CHECK (((ends_at > starts_at) AND (ends_at <= (starts_at + '36:00:00'::interval)))),
  CONSTRAINT shifts_check1 CHECK (((cancelled_at IS NULL) = (cancel_reason IS NULL))),
  CONSTRAINT shifts_post_check CHECK ((post = ANY (ARRAY['radio-room'::text, 'patrol-unit'::text, 'duty-chief'::text]))),
  CONSTRAINT shifts_source_check CHECK ((source = ANY (ARRAY['pattern'::text, 'import'::text, 'typed'::text, 'stand-in'::text])))
);
CREATE INDEX shifts_agency ON duty.shifts USING btree (agency_id, ends_at);
CREATE INDEX shifts_pattern ON duty.shifts USING btree (pattern_id, starts_at) WHERE (pattern_id IS NOT NULL);
CREATE INDEX shifts_person ON duty.shifts USING btree (person_id, ends_at);
ALTER TABLE duty.shifts ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON duty.shifts TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_plans ON duty.shifts TO ess_user USING ((( SELECT platform.actor_may('duty:manage'::text) AS actor_may) AND duty.actor_in_scope(agency_id)));
CREATE POLICY user_reads ON duty.shifts FOR SELECT TO ess_user USING (((person_id = ( SELECT platform.actor_id() AS actor_id)) OR (( SELECT platform.actor_may('duty:view'::text) AS actor_may) AND duty.actor_in_scope(agency_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON duty.shifts TO ess_service;
GRANT INSERT, SELECT, UPDATE ON duty.shifts TO ess_user;
COMMENT ON TABLE duty.shifts IS 'Personal data: planned shifts. Nothing is removed: a cancelled shift counts until cancelled_at';
COMMENT ON COLUMN duty.shifts.created_at IS 'The shift counts from this time at the earliest: a later plan does not change the past';
COMMENT ON COLUMN duty.shifts.cancel_reason IS 'Personal data: an absence is shown to planners and to the person only';

CREATE TABLE duty.stations (
  agency_id uuid NOT NULL,
  since timestamp with time zone NOT NULL,
  asks_heartbeat boolean NOT NULL DEFAULT true,
  readiness text,
  declared_readiness text,
  declared_at timestamp with time zone,
  has_exercises boolean NOT NULL DEFAULT true,
  CONSTRAINT stations_pkey PRIMARY KEY (agency_id),
  CONSTRAINT stations_check CHECK (((declared_readiness IS NULL) = (declared_at IS NULL))),
  CONSTRAINT stations_declared_readiness_check CHECK ((declared_readiness = ANY (ARRAY['ready'::text, 'nobody-on-duty'::text]))),
  CONSTRAINT stations_readiness_check CHECK ((readiness = ANY (ARRAY['unknown'::text, 'ready'::text, 'nobody-on-duty'::text, 'no-heartbeat'::text])))
);
GRANT DELETE, INSERT, SELECT, UPDATE ON duty.stations TO ess_service;
GRANT INSERT, SELECT, UPDATE ON duty.stations TO ess_user;
COMMENT ON TABLE duty.stations IS 'Agencies that have ever had a roster or a check-in; the readiness of all others is unknown and counts as ready';
COMMENT ON COLUMN duty.stations.asks_heartbeat IS 'False: the daily heartbeat is not asked here';
COMMENT ON COLUMN duty.stations.readiness IS 'The readiness last saved in jurisdiction';
COMMENT ON COLUMN duty.stations.declared_readiness IS 'What the station declared last; valid until duty changes hands there';
COMMENT ON COLUMN duty.stations.has_exercises IS 'False: no monthly exercise is started here';

CREATE TABLE eef.checks (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  case_id uuid NOT NULL,
  to_agency_id uuid NOT NULL,
  kind text NOT NULL,
  returned_on date NOT NULL,
  due_on date NOT NULL,
  result text,
  attendance smallint,
  seen_on date,
  answered_at timestamp with time zone,
  answered_by_person_id uuid,
  is_void boolean NOT NULL DEFAULT false,
  to_reopen boolean NOT NULL DEFAULT false,
  reminded_at timestamp with time zone,
  late_told_at timestamp with time zone,
  province_told_at timestamp with time zone,
  CONSTRAINT checks_referral_id_kind_key UNIQUE (referral_id, kind),
  CONSTRAINT checks_pkey PRIMARY KEY (id),
  CONSTRAINT checks_attendance_check CHECK (((attendance >= 0) AND (attendance <= 100))),
  CONSTRAINT checks_check CHECK (((result IS NULL) = (answered_at IS NULL))),
  CONSTRAINT checks_check1 CHECK (((result IS NULL) = (seen_on IS NULL))),
  CONSTRAINT checks_check2 CHECK (((attendance IS NULL) OR (result IS NOT NULL))),
  CONSTRAINT checks_check3 CHECK ((NOT (is_void AND (result IS NOT NULL)))),
  CONSTRAINT checks_check4 CHECK (((NOT to_reopen) OR (result = 'left'::text))),
  CONSTRAINT checks_kind_check CHECK ((kind = ANY (ARRAY['day-30'::text, 'day-90'::text, 'day-180'::text, 'term-end'::text]))),
  CONSTRAINT checks_result_check CHECK ((result = ANY (ARRAY['attending'::text, 'attending-less'::text, 'left'::text])))
);
CREATE INDEX checks_case ON eef.checks USING btree (case_id);
CREATE INDEX checks_open ON eef.checks USING btree (to_agency_id, due_on, id) WHERE ((result IS NULL) AND (NOT is_void));
CREATE INDEX checks_to_call ON eef.checks USING btree (due_on) WHERE ((result IS NULL) AND (NOT is_void) AND (province_told_at IS NULL));
CREATE INDEX checks_to_reopen ON eef.checks USING btree (id) WHERE to_reopen;
ALTER TABLE eef.checks ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON eef.checks TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_changes ON eef.checks FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM referral.visible_to_actor seen
  WHERE ((seen.referral_id = checks.referral_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON eef.checks FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM referral.visible_to_actor seen
  WHERE (seen.referral_id = checks.referral_id)
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON eef.checks TO ess_service;
GRANT SELECT, UPDATE (result, attendance, seen_on, answered_at, answered_by_person_id, is_void, to_reopen) ON eef.checks TO ess_user;
COMMENT ON TABLE eef.checks IS 'Personal data: when it is asked whether a child is still learning, and what was answered';
COMMENT ON COLUMN eef.checks.referral_id IS 'A referral of referral, and its case of care; no foreign keys across capabilities';
COMMENT ON COLUMN eef.checks.returned_on IS 'Personal data: the day on which the child was back';
COMMENT ON COLUMN eef.checks.result IS 'Personal data: still there, there too seldom, or gone';
COMMENT ON COLUMN eef.checks.answered_by_person_id IS 'An account of access';
COMMENT ON COLUMN eef.checks.is_void IS 'Not asked any more: the child left before, or was never back';
COMMENT ON COLUMN eef.checks.to_reopen IS 'The child left, and its need is not open again yet';
COMMENT ON COLUMN eef.checks.reminded_at IS 'When those who answer for the fund were reminded';
COMMENT ON COLUMN eef.checks.late_told_at IS 'When the supervisors of both sides were called, because nobody answered in time';
COMMENT ON COLUMN eef.checks.province_told_at IS 'When the provincial office was called';

CREATE TABLE eef.referrals_to_follow (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  CONSTRAINT referrals_to_follow_pkey PRIMARY KEY (id)
);
ALTER TABLE eef.referrals_to_follow ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON eef.referrals_to_follow TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON eef.referrals_to_follow FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_id() AS actor_id) IS NOT NULL));
GRANT DELETE, INSERT, SELECT, UPDATE ON eef.referrals_to_follow TO ess_service;
GRANT INSERT ON eef.referrals_to_follow TO ess_user;
COMMENT ON TABLE eef.referrals_to_follow IS 'Referrals with an outcome that was not looked at yet';

CREATE TABLE escalation.executions (
  id uuid NOT NULL,
  run_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  step integer NOT NULL,
  repeat integer NOT NULL,
  due_at timestamp with time zone NOT NULL,
  executed_at timestamp with time zone NOT NULL,
  recipients jsonb NOT NULL,
  needs_reporter_update boolean NOT NULL,
  CONSTRAINT executions_run_id_step_repeat_key UNIQUE (run_id, step, repeat),
  CONSTRAINT executions_pkey PRIMARY KEY (id),
  CONSTRAINT executions_run_id_fkey FOREIGN KEY (run_id) REFERENCES escalation.runs(id)
);
CREATE INDEX executions_incident ON escalation.executions USING btree (incident_id);
CREATE INDEX executions_needing_reporter_update ON escalation.executions USING btree (executed_at) WHERE needs_reporter_update;
ALTER TABLE escalation.executions ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON escalation.executions TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_reads ON escalation.executions FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = executions.incident_id)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON escalation.executions TO ess_service;
GRANT SELECT ON escalation.executions TO ess_user;
COMMENT ON TABLE escalation.executions IS 'Each executed step of a run: when it was due and when it was executed, and which agencies it alerted or passed over; its id is that of the alert';
COMMENT ON COLUMN escalation.executions.needs_reporter_update IS 'True until the reporters were notified, or there was nothing to notify them of';

CREATE TABLE escalation.policies (
  id uuid NOT NULL,
  agency_kind text NOT NULL,
  branch_agency_id uuid,
  version integer NOT NULL,
  steps jsonb NOT NULL,
  repeat_seconds integer NOT NULL,
  note text,
  published_at timestamp with time zone NOT NULL,
  published_by uuid,
  CONSTRAINT policies_agency_kind_branch_agency_id_version_key UNIQUE NULLS NOT DISTINCT (agency_kind, branch_agency_id, version),
  CONSTRAINT policies_pkey PRIMARY KEY (id),
  CONSTRAINT policies_repeat_seconds_check CHECK (((repeat_seconds >= 30) AND (repeat_seconds <= 600))),
  CONSTRAINT policies_steps_check CHECK ((jsonb_array_length(steps) > 0)),
  CONSTRAINT policies_version_check CHECK ((version > 0))
);
ALTER TABLE escalation.policies ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON escalation.policies TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON escalation.policies FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_may('escalation-policy:edit'::text) AS actor_may) AND (published_by = ( SELECT platform.actor_id() AS actor_id))));
CREATE POLICY user_reads ON escalation.policies FOR SELECT TO ess_user USING ((( SELECT platform.actor_id() AS actor_id) IS NOT NULL));
GRANT DELETE, INSERT, SELECT, UPDATE ON escalation.policies TO ess_service;
GRANT INSERT, SELECT ON escalation.policies TO ess_user;
COMMENT ON TABLE escalation.policies IS 'Whom an unanswered alert reaches after how many seconds, for a kind of agency; the highest version is in force, none is ever changed';
COMMENT ON COLUMN escalation.policies.branch_agency_id IS 'The branch of the tree it is for; empty: the country';
COMMENT ON COLUMN escalation.policies.published_by IS 'Personal data: which colleague published it; empty for what the system came with';

CREATE TABLE escalation.runs (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  reason text NOT NULL,
  began_at timestamp with time zone NOT NULL,
  policy_id uuid,
  next_step integer NOT NULL DEFAULT 0,
  repeats integer NOT NULL DEFAULT 0,
  advanced_ms bigint NOT NULL DEFAULT 0,
  next_due_at timestamp with time zone NOT NULL,
  ringing_agency_ids uuid[] NOT NULL DEFAULT '{}'::uuid[],
  stopped_at timestamp with time zone,
  stopped_by text,
  CONSTRAINT runs_pkey PRIMARY KEY (id),
  CONSTRAINT runs_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES escalation.policies(id),
  CONSTRAINT runs_check CHECK (((stopped_at IS NULL) = (stopped_by IS NULL))),
  CONSTRAINT runs_next_step_check CHECK ((next_step >= 0)),
  CONSTRAINT runs_reason_check CHECK ((reason = ANY (ARRAY['unanswered'::text, 'eta-passed'::text]))),
  CONSTRAINT runs_repeats_check CHECK ((repeats >= 0)),
  CONSTRAINT runs_stopped_by_check CHECK ((stopped_by = ANY (ARRAY['answered'::text, 'ended'::text, 'restarted'::text, 'eta-changed'::text])))
);
CREATE INDEX runs_due ON escalation.runs USING btree (next_due_at) WHERE (stopped_at IS NULL);
CREATE INDEX runs_incident ON escalation.runs USING btree (incident_id, began_at DESC);
CREATE UNIQUE INDEX runs_one_active ON escalation.runs USING btree (incident_id, reason) WHERE (stopped_at IS NULL);
ALTER TABLE escalation.runs ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON escalation.runs TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON escalation.runs FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = runs.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_changes ON escalation.runs FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = runs.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON escalation.runs FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = runs.incident_id)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON escalation.runs TO ess_service;
GRANT INSERT, SELECT, UPDATE (stopped_at, stopped_by) ON escalation.runs TO ess_user;
COMMENT ON TABLE escalation.runs IS 'A run for an incident that nobody has answered, or whose ETA has passed; it stops at the first human answer';
COMMENT ON COLUMN escalation.runs.policy_id IS 'The version in force when the first step was due; a later one does not change this run';
COMMENT ON COLUMN escalation.runs.advanced_ms IS 'How much earlier than planned its steps come, because agencies were passed over; below zero: how much later, because the alarm waits';
COMMENT ON COLUMN escalation.runs.ringing_agency_ids IS 'Alerted agencies that could answer; when none of them can any more, the next step is due at once';
COMMENT ON COLUMN escalation.runs.stopped_by IS 'What ended it, as a code: no person';

CREATE TABLE help.appeals (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  proposal_id uuid NOT NULL,
  text text NOT NULL,
  by_person_id uuid,
  at timestamp with time zone NOT NULL,
  decision text,
  decision_note text,
  decided_by_person_id uuid,
  decided_at timestamp with time zone,
  CONSTRAINT appeals_pkey PRIMARY KEY (id),
  CONSTRAINT appeals_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES help.proposals(id),
  CONSTRAINT appeals_request_id_fkey FOREIGN KEY (request_id) REFERENCES help.requests(id),
  CONSTRAINT appeals_check CHECK (((decision IS NULL) = (decided_at IS NULL))),
  CONSTRAINT appeals_decision_check CHECK ((decision = ANY (ARRAY['granted'::text, 'upheld'::text])))
);
CREATE UNIQUE INDEX appeals_open ON help.appeals USING btree (request_id) WHERE (decision IS NULL);
ALTER TABLE help.appeals ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON help.appeals TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON help.appeals FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = appeals.request_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_changes ON help.appeals FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = appeals.request_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON help.appeals FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = appeals.request_id) AND seen.as_staff)
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON help.appeals TO ess_service;
GRANT INSERT, SELECT, UPDATE ON help.appeals TO ess_user;
COMMENT ON TABLE help.appeals IS 'Personal data: against a refusal; decided by somebody who had no part in it';
COMMENT ON COLUMN help.appeals.text IS 'Personal data: why the person does not agree';
COMMENT ON COLUMN help.appeals.by_person_id IS 'Who typed it for the person; empty: the person themselves';
COMMENT ON COLUMN help.appeals.decision_note IS 'Personal data: why it was decided so';

CREATE TABLE help.checks (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  level text NOT NULL,
  checker_ids uuid[] NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  result text,
  reason text,
  by_person_id uuid,
  decided_at timestamp with time zone,
  CONSTRAINT checks_request_id_level_key UNIQUE (request_id, level),
  CONSTRAINT checks_pkey PRIMARY KEY (id),
  CONSTRAINT checks_request_id_fkey FOREIGN KEY (request_id) REFERENCES help.requests(id),
  CONSTRAINT checks_check CHECK (((result IS NULL) = (decided_at IS NULL))),
  CONSTRAINT checks_check1 CHECK (((result = ANY (ARRAY['confirmed'::text, 'doubted'::text])) = (by_person_id IS NOT NULL))),
  CONSTRAINT checks_level_check CHECK ((level = ANY (ARRAY['tambon'::text, 'amphoe'::text]))),
  CONSTRAINT checks_result_check CHECK ((result = ANY (ARRAY['confirmed'::text, 'doubted'::text, 'skipped'::text])))
);
CREATE INDEX checks_of ON help.checks USING gin (checker_ids);
CREATE INDEX checks_open ON help.checks USING btree (due_at) WHERE (result IS NULL);
ALTER TABLE help.checks ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON help.checks TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_reads ON help.checks FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = checks.request_id) AND (seen.as_staff OR (checks.checker_ids @> ARRAY[( SELECT platform.actor_id() AS actor_id)])))
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON help.checks TO ess_service;
GRANT SELECT ON help.checks TO ess_user;
COMMENT ON TABLE help.checks IS 'Whom of the place was asked whether a request is so, and what became of it';
COMMENT ON COLUMN help.checks.checker_ids IS 'Leaders who may check it: neither who filed it nor a relative';

CREATE TABLE help.corrections (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  field text NOT NULL,
  reason text NOT NULL,
  by_person_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  answered_at timestamp with time zone,
  CONSTRAINT corrections_pkey PRIMARY KEY (id),
  CONSTRAINT corrections_request_id_fkey FOREIGN KEY (request_id) REFERENCES help.requests(id)
);
CREATE UNIQUE INDEX corrections_open ON help.corrections USING btree (request_id, field) WHERE (answered_at IS NULL);
ALTER TABLE help.corrections ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON help.corrections TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON help.corrections FOR INSERT TO ess_user WITH CHECK (((by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = corrections.request_id) AND seen.may_act)
 OFFSET 0))));
CREATE POLICY user_changes ON help.corrections FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = corrections.request_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON help.corrections FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = corrections.request_id) AND seen.sees_form)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON help.corrections TO ess_service;
GRANT INSERT, SELECT, UPDATE (answered_at) ON help.corrections TO ess_user;
COMMENT ON TABLE help.corrections IS 'Personal data: fields that were sent back, each with its reason, until they are answered';
COMMENT ON COLUMN help.corrections.reason IS 'Personal data: what the worker wrote to the person';

CREATE TABLE help.forms (
  request_id uuid NOT NULL,
  version integer NOT NULL,
  form jsonb NOT NULL,
  saved_at timestamp with time zone NOT NULL,
  saved_by_person_id uuid,
  CONSTRAINT forms_pkey PRIMARY KEY (request_id),
  CONSTRAINT forms_request_id_fkey FOREIGN KEY (request_id) REFERENCES help.requests(id)
);
ALTER TABLE help.forms ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON help.forms TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_changes ON help.forms FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = forms.request_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON help.forms FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = forms.request_id) AND seen.sees_form)
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON help.forms TO ess_service;
GRANT SELECT, UPDATE ON help.forms TO ess_user;
COMMENT ON TABLE help.forms IS 'Personal data: the form as it was typed last, also what can not be read';
COMMENT ON COLUMN help.forms.form IS 'Personal data: contract/help-form.ts';
COMMENT ON COLUMN help.forms.saved_by_person_id IS 'Empty: the person themselves';

CREATE TABLE help.payments (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  method text NOT NULL,
  amount integer NOT NULL,
  paid_on date NOT NULL,
  reference text,
  by_person_id uuid NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  answer text,
  answered_by text,
  answered_at timestamp with time zone,
  CONSTRAINT payments_pkey PRIMARY KEY (id),
  CONSTRAINT payments_request_id_fkey FOREIGN KEY (request_id) REFERENCES help.requests(id),
  CONSTRAINT payments_amount_check CHECK ((amount >= 0)),
  CONSTRAINT payments_answer_check CHECK ((answer = ANY (ARRAY['received'::text, 'partly'::text, 'not-received'::text]))),
  CONSTRAINT payments_check CHECK (((answer IS NULL) = (answered_at IS NULL)))
);
CREATE INDEX payments_request ON help.payments USING btree (request_id, recorded_at);
ALTER TABLE help.payments ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON help.payments TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON help.payments FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = payments.request_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_changes ON help.payments FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = payments.request_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON help.payments FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = payments.request_id) AND seen.as_staff)
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON help.payments TO ess_service;
GRANT INSERT, SELECT, UPDATE ON help.payments TO ess_user;
COMMENT ON TABLE help.payments IS 'Personal data: what was paid or handed over elsewhere, as recorded, and whether the person got it';
COMMENT ON COLUMN help.payments.answered_by IS 'How the person was asked, as a code';

CREATE TABLE help.pictures (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  kind text NOT NULL,
  attachment_id uuid NOT NULL,
  by_person_id uuid,
  added_at timestamp with time zone NOT NULL,
  CONSTRAINT pictures_pkey PRIMARY KEY (id),
  CONSTRAINT pictures_request_id_fkey FOREIGN KEY (request_id) REFERENCES help.requests(id),
  CONSTRAINT pictures_kind_check CHECK ((kind = ANY (ARRAY['home-outside'::text, 'home-inside'::text, 'problem'::text, 'person'::text, 'family'::text, 'id-card'::text, 'home-registration'::text, 'bank-book'::text, 'other'::text])))
);
CREATE INDEX pictures_attachment ON help.pictures USING btree (attachment_id);
CREATE INDEX pictures_request ON help.pictures USING btree (request_id, added_at);
ALTER TABLE help.pictures ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON help.pictures TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON help.pictures FOR INSERT TO ess_user WITH CHECK (((by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = pictures.request_id) AND ((seen.as_staff AND seen.may_act) OR (seen.sees_form AND (EXISTS ( SELECT
           FROM help.requests own
          WHERE ((own.id = pictures.request_id) AND (own.filed_by_person_id = ( SELECT platform.actor_id() AS actor_id))))))))
 OFFSET 0))));
CREATE POLICY user_reads ON help.pictures FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = pictures.request_id) AND (seen.as_staff OR (seen.sees_form AND (pictures.by_person_id = ( SELECT platform.actor_id() AS actor_id))) OR (seen.sees_form AND (pictures.kind = ANY (ARRAY['home-outside'::text, 'home-inside'::text, 'problem'::text])) AND (EXISTS ( SELECT
           FROM help.checks asked
          WHERE ((asked.request_id = pictures.request_id) AND (asked.result IS NULL) AND (asked.checker_ids @> ARRAY[( SELECT platform.actor_id() AS actor_id)])))))))
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON help.pictures TO ess_service;
GRANT INSERT, SELECT ON help.pictures TO ess_user;
COMMENT ON TABLE help.pictures IS 'Personal data: pictures of homes and papers of people who ask for help; the files themselves are attachments';
COMMENT ON COLUMN help.pictures.kind IS 'What it shows, as a code; who checks a request sees only some kinds';
COMMENT ON COLUMN help.pictures.attachment_id IS 'A cleaned file of platform.attachments with its purpose burnt in; no foreign key across schemas';
COMMENT ON COLUMN help.pictures.by_person_id IS 'Who added it, an account of access; empty: the person themselves';

CREATE TABLE help.proposals (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  kind text NOT NULL,
  benefit text,
  amount integer,
  reason text,
  rule text,
  note text,
  counted integer,
  by_person_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  committee jsonb,
  decision text,
  decision_note text,
  decided_by_person_id uuid,
  decided_at timestamp with time zone,
  CONSTRAINT proposals_pkey PRIMARY KEY (id),
  CONSTRAINT proposals_request_id_fkey FOREIGN KEY (request_id) REFERENCES help.requests(id),
  CONSTRAINT proposals_amount_check CHECK ((amount >= 0)),
  CONSTRAINT proposals_check CHECK (((decision IS NULL) OR (decision = 'withdrawn'::text) OR (decided_by_person_id <> by_person_id))),
  CONSTRAINT proposals_check1 CHECK (((decision IS NULL) = (decided_at IS NULL))),
  CONSTRAINT proposals_check2 CHECK (((kind <> 'grant'::text) OR (benefit IS NOT NULL))),
  CONSTRAINT proposals_check3 CHECK (((kind <> 'refuse'::text) OR (reason IS NOT NULL))),
  CONSTRAINT proposals_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'sent-back'::text, 'withdrawn'::text]))),
  CONSTRAINT proposals_kind_check CHECK ((kind = ANY (ARRAY['grant'::text, 'refuse'::text])))
);
CREATE INDEX proposals_request ON help.proposals USING btree (request_id, at);
CREATE UNIQUE INDEX proposals_open ON help.proposals USING btree (request_id) WHERE (decision IS NULL);
ALTER TABLE help.proposals ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON help.proposals TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON help.proposals FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = proposals.request_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_changes ON help.proposals FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = proposals.request_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON help.proposals FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = proposals.request_id) AND seen.as_staff)
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON help.proposals TO ess_service;
GRANT INSERT, SELECT, UPDATE ON help.proposals TO ess_user;
COMMENT ON TABLE help.proposals IS 'Personal data: what a worker proposed for a request and another person decided';
COMMENT ON COLUMN help.proposals.note IS 'Personal data: why, as the worker wrote it';
COMMENT ON COLUMN help.proposals.committee IS 'When the committee met and how many were there, where one was asked';
COMMENT ON COLUMN help.proposals.decision_note IS 'Personal data: why it was decided so';

CREATE TABLE help.requests (
  id uuid NOT NULL,
  number bigint NOT NULL DEFAULT nextval('help.request_number'::regclass),
  buddhist_year integer NOT NULL,
  code text NOT NULL DEFAULT ((('HR-'::text || buddhist_year) || '-'::text) || lpad((number)::text, GREATEST(6, length((number)::text)), '0'::text)),
  version integer NOT NULL DEFAULT 1,
  status text NOT NULL,
  status_since timestamp with time zone NOT NULL,
  returned_from text,
  channel text NOT NULL,
  agency_id uuid NOT NULL,
  place jsonb,
  worker_id uuid,
  filed_by_person_id uuid,
  reporter_id uuid,
  label text,
  benefit text,
  id_number text,
  family_ids text[] NOT NULL DEFAULT '{}'::text[],
  barred_ids uuid[] NOT NULL DEFAULT '{}'::uuid[],
  danger text,
  danger_report_id uuid,
  is_known_client boolean,
  opened_at timestamp with time zone NOT NULL,
  submitted_at timestamp with time zone,
  received_at timestamp with time zone,
  clock_from timestamp with time zone,
  clock_days integer,
  late_said_at timestamp with time zone,
  granted_at timestamp with time zone,
  granted_benefit text,
  granted_amount integer,
  ask_due_at timestamp with time zone,
  asked_at timestamp with time zone,
  not_received_count integer NOT NULL DEFAULT 0,
  merged_into_id uuid,
  case_id uuid,
  ended_at timestamp with time zone,
  end_reason text,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT requests_code_key UNIQUE (code),
  CONSTRAINT requests_pkey PRIMARY KEY (id),
  CONSTRAINT requests_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES help.requests(id),
  CONSTRAINT requests_channel_check CHECK ((channel = ANY (ARRAY['line'::text, 'volunteer'::text, 'phone-1300'::text, 'walk-in'::text]))),
  CONSTRAINT requests_check CHECK (((returned_from IS NOT NULL) = (status = 'returned-for-correction'::text))),
  CONSTRAINT requests_check1 CHECK (((status = 'merged'::text) = (merged_into_id IS NOT NULL))),
  CONSTRAINT requests_check2 CHECK (((status <> 'became-case'::text) OR (case_id IS NOT NULL))),
  CONSTRAINT requests_check3 CHECK (((status <> 'became-incident'::text) OR (danger_report_id IS NOT NULL))),
  CONSTRAINT requests_check4 CHECK (((status = 'draft'::text) OR (status = ANY (ARRAY['withdrawn'::text, 'became-incident'::text])) OR (submitted_at IS NOT NULL))),
  CONSTRAINT requests_check5 CHECK (((received_at IS NULL) = (clock_days IS NULL))),
  CONSTRAINT requests_check6 CHECK (((granted_at IS NULL) = (granted_benefit IS NULL))),
  CONSTRAINT requests_danger_check CHECK ((danger = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text]))),
  CONSTRAINT requests_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'submitted'::text, 'checked'::text, 'received'::text, 'fact-finding'::text, 'proposed'::text, 'committee'::text, 'approved'::text, 'waiting-budget'::text, 'paying'::text, 'helped'::text, 'confirmed'::text, 'closed'::text, 'returned-for-correction'::text, 'not-eligible'::text, 'appeal'::text, 'upheld'::text, 'withdrawn'::text, 'merged'::text, 'became-case'::text, 'became-incident'::text])))
);
CREATE INDEX requests_ask ON help.requests USING btree (ask_due_at) WHERE (ask_due_at IS NOT NULL);
CREATE INDEX requests_clock ON help.requests USING btree (clock_from) WHERE ((clock_from IS NOT NULL) AND (late_said_at IS NULL));
CREATE INDEX requests_ended ON help.requests USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX requests_family ON help.requests USING gin (family_ids);
CREATE INDEX requests_of_agency ON help.requests USING btree (agency_id, status);
CREATE INDEX requests_of_filer ON help.requests USING btree (filed_by_person_id, opened_at DESC) WHERE (filed_by_person_id IS NOT NULL);
CREATE INDEX requests_of_reporter ON help.requests USING btree (reporter_id, opened_at DESC) WHERE (reporter_id IS NOT NULL);
CREATE UNIQUE INDEX requests_open_once ON help.requests USING btree (id_number, benefit) WHERE ((id_number IS NOT NULL) AND (benefit IS NOT NULL) AND (not_received_count = 0) AND (status <> ALL (ARRAY['draft'::text, 'closed'::text, 'confirmed'::text, 'not-eligible'::text, 'appeal'::text, 'upheld'::text, 'withdrawn'::text, 'merged'::text, 'became-case'::text, 'became-incident'::text])));
ALTER TABLE help.requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON help.requests TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_changes ON help.requests FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = requests.id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON help.requests FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE (seen.request_id = requests.id)
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON help.requests TO ess_service;
GRANT SELECT, UPDATE ON help.requests TO ess_user;
COMMENT ON TABLE help.requests IS 'Personal data: requests for help; always owned by exactly one agency';
COMMENT ON COLUMN help.requests.agency_id IS 'The centre or office that answers for it';
COMMENT ON COLUMN help.requests.place IS 'Personal data: the subdistrict, as text';
COMMENT ON COLUMN help.requests.filed_by_person_id IS 'Who typed it for the person, an account of access; empty: the person themselves';
COMMENT ON COLUMN help.requests.reporter_id IS 'Personal data (pseudonym): who writes in LINE; a reporter of intake, no foreign key across capabilities';
COMMENT ON COLUMN help.requests.label IS 'Personal data: first name and initial, so that whoever filed several can tell them apart';
COMMENT ON COLUMN help.requests.id_number IS 'Personal data: the ID number of the person';
COMMENT ON COLUMN help.requests.family_ids IS 'Personal data: ID numbers of the household, by which a family is counted';
COMMENT ON COLUMN help.requests.barred_ids IS 'Accounts known by a number of this household: they must not learn of it';
COMMENT ON COLUMN help.requests.danger IS 'Whether somebody is in danger now, as last answered';
COMMENT ON COLUMN help.requests.danger_report_id IS 'The report of intake that the danger became; no foreign key across capabilities';
COMMENT ON COLUMN help.requests.clock_from IS 'From when the days count: the receipt, later by the time that it lay with the person for correction';
COMMENT ON COLUMN help.requests.case_id IS 'The case of care that it became; no foreign key across capabilities';

CREATE TABLE help.timeline (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  by jsonb,
  details jsonb NOT NULL,
  CONSTRAINT timeline_pkey PRIMARY KEY (id),
  CONSTRAINT timeline_request_id_fkey FOREIGN KEY (request_id) REFERENCES help.requests(id)
);
CREATE INDEX timeline_request ON help.timeline USING btree (request_id, at, id);
ALTER TABLE help.timeline ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON help.timeline TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON help.timeline FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = timeline.request_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON help.timeline FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = timeline.request_id) AND seen.as_staff)
 OFFSET 0)));
GRANT INSERT, SELECT ON help.timeline TO ess_service;
GRANT INSERT, SELECT ON help.timeline TO ess_user;
COMMENT ON TABLE help.timeline IS 'What happened to a request, in order; the database refuses to change or delete it';
COMMENT ON COLUMN help.timeline.by IS 'Personal data: who did it; empty for the system and the person themselves';
COMMENT ON COLUMN help.timeline.details IS 'Personal data: codes and what somebody wrote as a reason';

CREATE TABLE help.visits (
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  how text NOT NULL,
  happened_at timestamp with time zone NOT NULL,
  with_whom text,
  confirms text[] NOT NULL,
  differs text[] NOT NULL,
  dog boolean NOT NULL DEFAULT false,
  note text,
  by_person_id uuid NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT visits_pkey PRIMARY KEY (id),
  CONSTRAINT visits_request_id_fkey FOREIGN KEY (request_id) REFERENCES help.requests(id),
  CONSTRAINT visits_how_check CHECK ((how = ANY (ARRAY['home'::text, 'phone'::text, 'office'::text])))
);
CREATE INDEX visits_request ON help.visits USING btree (request_id, happened_at);
ALTER TABLE help.visits ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON help.visits TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON help.visits FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = visits.request_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON help.visits FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = visits.request_id) AND seen.as_staff)
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON help.visits TO ess_service;
GRANT INSERT, SELECT ON help.visits TO ess_user;
COMMENT ON TABLE help.visits IS 'Personal data: what was found out about a request, at home or otherwise';
COMMENT ON COLUMN help.visits.note IS 'Personal data: what the worker saw';

CREATE TABLE help.waiting_news (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  request_id uuid NOT NULL,
  news text NOT NULL,
  CONSTRAINT waiting_news_pkey PRIMARY KEY (id),
  CONSTRAINT waiting_news_request_id_fkey FOREIGN KEY (request_id) REFERENCES help.requests(id)
);
ALTER TABLE help.waiting_news ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON help.waiting_news TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON help.waiting_news FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM help.visible_to_actor seen
  WHERE ((seen.request_id = waiting_news.request_id) AND seen.may_act)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON help.waiting_news TO ess_service;
GRANT INSERT ON help.waiting_news TO ess_user;
COMMENT ON TABLE help.waiting_news IS 'News of a request that its person has not been sent yet; ids and codes only';

CREATE TABLE incident.assignees (
  incident_id uuid NOT NULL,
  person_id uuid NOT NULL,
  by_person_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT assignees_pkey PRIMARY KEY (incident_id, person_id),
  CONSTRAINT assignees_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id)
);
CREATE INDEX assignees_person ON incident.assignees USING btree (person_id, incident_id);
ALTER TABLE incident.assignees ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.assignees TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_changes ON incident.assignees TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = assignees.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON incident.assignees FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = assignees.incident_id)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.assignees TO ess_service;
GRANT DELETE, INSERT, SELECT ON incident.assignees TO ess_user;
COMMENT ON TABLE incident.assignees IS 'Officers sent to an incident now; a patrol sees only what it is sent to. Earlier assignees are in the audit trail';
COMMENT ON COLUMN incident.assignees.person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN incident.assignees.by_person_id IS 'Who sent them';

CREATE TABLE incident.conflicts (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  person_id uuid NOT NULL,
  kind text NOT NULL,
  by_person_id uuid NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL,
  lifted_at timestamp with time zone,
  lifted_by_person_id uuid,
  lift_reason text,
  CONSTRAINT conflicts_pkey PRIMARY KEY (id),
  CONSTRAINT conflicts_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id),
  CONSTRAINT conflicts_check CHECK (((lifted_at IS NULL) = (lifted_by_person_id IS NULL))),
  CONSTRAINT conflicts_check1 CHECK (((lifted_at IS NULL) = (lift_reason IS NULL))),
  CONSTRAINT conflicts_kind_check CHECK ((kind = ANY (ARRAY['named'::text, 'marked'::text]))),
  CONSTRAINT conflicts_reason_check CHECK ((reason <> ''::text))
);
CREATE INDEX conflicts_person ON incident.conflicts USING btree (person_id, incident_id) WHERE (lifted_at IS NULL);
CREATE UNIQUE INDEX conflicts_in_force ON incident.conflicts USING btree (incident_id, person_id) WHERE (lifted_at IS NULL);
ALTER TABLE incident.conflicts ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.conflicts TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON incident.conflicts FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = conflicts.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_changes ON incident.conflicts FOR UPDATE TO ess_user USING (((person_id <> ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = conflicts.incident_id) AND seen.may_act)
 OFFSET 0))));
CREATE POLICY user_reads ON incident.conflicts FOR SELECT TO ess_user USING (((by_person_id = ( SELECT platform.actor_id() AS actor_id)) OR ((person_id <> ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = conflicts.incident_id) AND seen.may_act)
 OFFSET 0)))));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.conflicts TO ess_service;
GRANT INSERT, SELECT, UPDATE (lifted_at, lifted_by_person_id, lift_reason) ON incident.conflicts TO ess_user;
COMMENT ON TABLE incident.conflicts IS 'Conflicts of interest: while lifted_at is empty the person can neither see the incident nor learn that it exists. Merging copies them to all merged incidents';
COMMENT ON COLUMN incident.conflicts.person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN incident.conflicts.kind IS 'named: the person appears in the report; marked: a supervisor''s judgement';
COMMENT ON COLUMN incident.conflicts.reason IS 'Personal data: why, as the supervisor wrote it';
COMMENT ON COLUMN incident.conflicts.lift_reason IS 'Personal data: why it was lifted, as the supervisor wrote it';

CREATE TABLE incident.finding_measures (
  finding_id uuid NOT NULL,
  kind text NOT NULL,
  until timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  note text,
  CONSTRAINT finding_measures_pkey PRIMARY KEY (finding_id, kind),
  CONSTRAINT finding_measures_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES incident.findings(id) ON DELETE CASCADE
);
ALTER TABLE incident.finding_measures ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.finding_measures TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_all ON incident.finding_measures TO ess_user USING ((EXISTS ( SELECT
   FROM incident.findings finding
  WHERE (finding.id = finding_measures.finding_id)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.finding_measures TO ess_service;
GRANT INSERT, SELECT, UPDATE (until, ended_at, note) ON incident.finding_measures TO ess_user;
COMMENT ON TABLE incident.finding_measures IS 'What follows from a finding, each until a time; none of them keeps a report from ringing';
COMMENT ON COLUMN incident.finding_measures.note IS 'Personal data: what the inquiry officer answered';

CREATE TABLE incident.findings (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  report_id uuid NOT NULL,
  reporter_id uuid NOT NULL,
  other_incident_ids uuid[] NOT NULL,
  agency_id uuid NOT NULL,
  status text NOT NULL,
  evidence text[] NOT NULL,
  note text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  proposed_by jsonb NOT NULL,
  proposed_as jsonb NOT NULL,
  hearing text NOT NULL,
  answer_by timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  decided_by jsonb,
  reason text,
  drop_reason text,
  clauses text[] NOT NULL,
  notice text,
  notice_given_at timestamp with time zone,
  notice_way text,
  appealed_at timestamp with time zone,
  appeal_taken_by jsonb,
  appeal_text text,
  appeal_decided_at timestamp with time zone,
  appeal_decided_by jsonb,
  appeal_reason text,
  CONSTRAINT findings_pkey PRIMARY KEY (id),
  CONSTRAINT findings_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id),
  CONSTRAINT findings_report_id_fkey FOREIGN KEY (report_id) REFERENCES incident.reports(report_id),
  CONSTRAINT findings_check CHECK (((status <> ALL (ARRAY['confirmed'::text, 'dropped'::text, 'appealed'::text, 'upheld'::text, 'overturned'::text])) OR ((decided_by IS NOT NULL) AND ((decided_by ->> 'id'::text) <> (proposed_by ->> 'id'::text))))),
  CONSTRAINT findings_check1 CHECK (((appeal_decided_by IS NULL) OR (((appeal_decided_by ->> 'id'::text) <> (proposed_by ->> 'id'::text)) AND ((appeal_decided_by ->> 'id'::text) <> (decided_by ->> 'id'::text))))),
  CONSTRAINT findings_evidence_check CHECK ((cardinality(evidence) > 0))
);
CREATE INDEX findings_incident ON incident.findings USING btree (incident_id);
CREATE INDEX findings_open ON incident.findings USING btree (proposed_at) WHERE (status = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'appealed'::text, 'upheld'::text]));
CREATE INDEX findings_others ON incident.findings USING gin (other_incident_ids);
CREATE INDEX findings_reporter ON incident.findings USING btree (reporter_id);
CREATE UNIQUE INDEX findings_report ON incident.findings USING btree (report_id) WHERE (status <> 'withdrawn'::text);
ALTER TABLE incident.findings ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.findings TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON incident.findings FOR INSERT TO ess_user WITH CHECK ((((proposed_by ->> 'id'::text) = (( SELECT platform.actor_id() AS actor_id))::text) AND (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = findings.incident_id) AND seen.may_act)
 OFFSET 0))));
CREATE POLICY user_changes ON incident.findings FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = findings.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON incident.findings FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = findings.incident_id) AND seen.may_act)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.findings TO ess_service;
GRANT INSERT, SELECT, UPDATE (status, decided_at, decided_by, reason, drop_reason, clauses, notice, notice_given_at, notice_way, appealed_at, appeal_taken_by, appeal_text, appeal_decided_at, appeal_decided_by, appeal_reason) ON incident.findings TO ess_user;
COMMENT ON TABLE incident.findings IS 'Who reported falsely, as somebody proposed it, and what became of that; gone a year after its last end';
COMMENT ON COLUMN incident.findings.report_id IS 'The report that the reporter is heard about';
COMMENT ON COLUMN incident.findings.reporter_id IS 'Personal data: the account, of intake; no foreign key across capabilities';
COMMENT ON COLUMN incident.findings.other_incident_ids IS 'Further incidents of the same account: a flood or a series is one finding';
COMMENT ON COLUMN incident.findings.agency_id IS 'The station responsible when it was proposed, for the figures';
COMMENT ON COLUMN incident.findings.note IS 'Personal data: what the evidence is, as an officer wrote it';
COMMENT ON COLUMN incident.findings.proposed_by IS 'Personal data: the officer who proposed it, id and name';
COMMENT ON COLUMN incident.findings.proposed_as IS 'Where and as what they served: the decider is of another agency or another role';
COMMENT ON COLUMN incident.findings.answer_by IS 'Until then the reporter may answer';
COMMENT ON COLUMN incident.findings.decided_by IS 'Personal data: the officer who decided, id and name; empty where reopening ended it';
COMMENT ON COLUMN incident.findings.reason IS 'Personal data: why, as the decider wrote it; the reporter reads it';
COMMENT ON COLUMN incident.findings.notice IS 'sent; pointed-to: they were told where to ask for it; to-give: an officer gives it, because a message could be read by an attacker';
COMMENT ON COLUMN incident.findings.appeal_taken_by IS 'Personal data: the officer who took the appeal down, id and name';
COMMENT ON COLUMN incident.findings.appeal_text IS 'Personal data: what the reporter says against it';
COMMENT ON COLUMN incident.findings.appeal_decided_by IS 'Personal data: the third person, id and name';
COMMENT ON COLUMN incident.findings.appeal_reason IS 'Personal data: why, as the third person wrote it';

CREATE TABLE incident.guests (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  person_id uuid NOT NULL,
  until timestamp with time zone NOT NULL,
  by_person_id uuid NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  ended_by_person_id uuid,
  CONSTRAINT guests_pkey PRIMARY KEY (id),
  CONSTRAINT guests_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id),
  CONSTRAINT guests_check CHECK ((until > at)),
  CONSTRAINT guests_reason_check CHECK ((reason <> ''::text))
);
CREATE INDEX guests_person ON incident.guests USING btree (person_id, incident_id) WHERE (ended_at IS NULL);
CREATE INDEX guests_until ON incident.guests USING btree (until) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX guests_in_force ON incident.guests USING btree (incident_id, person_id) WHERE (ended_at IS NULL);
ALTER TABLE incident.guests ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.guests TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON incident.guests FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = guests.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_changes ON incident.guests FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = guests.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON incident.guests FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = guests.incident_id) AND (seen.may_act OR (guests.person_id = ( SELECT platform.actor_id() AS actor_id))))
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.guests TO ess_service;
GRANT INSERT, SELECT, UPDATE (ended_at, ended_by_person_id) ON incident.guests TO ess_user;
COMMENT ON TABLE incident.guests IS 'Multidisciplinary partners invited to one incident: they see it, masked, until the day given, unless the invitation was ended';
COMMENT ON COLUMN incident.guests.person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN incident.guests.until IS 'End of the last day (Asia/Bangkok) on which the guest sees it';
COMMENT ON COLUMN incident.guests.reason IS 'Personal data: why, as the inviting officer wrote it';
COMMENT ON COLUMN incident.guests.ended_at IS 'When the invitation was withdrawn or expired; empty while in force';
COMMENT ON COLUMN incident.guests.ended_by_person_id IS 'Who withdrew it; empty if it expired or the guest got a conflict of interest';

CREATE TABLE incident.incidents (
  id uuid NOT NULL,
  code text NOT NULL,
  version integer NOT NULL,
  type text NOT NULL,
  status text NOT NULL,
  priority text NOT NULL,
  silent boolean NOT NULL,
  responsible_agency_id uuid NOT NULL,
  lat double precision NOT NULL,
  lng double precision NOT NULL,
  place jsonb NOT NULL,
  routing jsonb NOT NULL,
  distance_metres double precision NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  alerted_at timestamp with time zone NOT NULL,
  acknowledged_at timestamp with time zone,
  acknowledged_by jsonb,
  eta_at timestamp with time zone,
  unit_name text,
  en_route_at timestamp with time zone,
  on_scene_at timestamp with time zone,
  resolved_at timestamp with time zone,
  resolved_by jsonb,
  closed_at timestamp with time zone,
  disposition text,
  disposition_note text,
  reopen_count integer NOT NULL DEFAULT 0,
  cancel_requested_at timestamp with time zone,
  cancel_reason text,
  transfer jsonb,
  past_agency_ids uuid[] NOT NULL DEFAULT '{}'::uuid[],
  merged_into uuid,
  status_before_merge text,
  last_reporter_message_at timestamp with time zone,
  has_duplicate_suggestions boolean NOT NULL DEFAULT false,
  updated_at timestamp with time zone NOT NULL,
  is_exercise boolean NOT NULL DEFAULT false,
  eta_passed timestamp with time zone,
  duress_at timestamp with time zone,
  has_victims boolean,
  has_children boolean,
  accuracy_metres double precision,
  duress_seen_at timestamp with time zone,
  place_detail text,
  place_label text,
  handed_over_at timestamp with time zone,
  CONSTRAINT incidents_code_key UNIQUE (code),
  CONSTRAINT incidents_pkey PRIMARY KEY (id),
  CONSTRAINT incidents_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES incident.incidents(id),
  CONSTRAINT incidents_accuracy_metres_check CHECK ((accuracy_metres >= (0)::double precision)),
  CONSTRAINT incidents_check CHECK (((status <> ALL (ARRAY['resolved'::text, 'closed'::text])) OR (disposition IS NOT NULL))),
  CONSTRAINT incidents_check1 CHECK (((status = 'merged'::text) = (merged_into IS NOT NULL))),
  CONSTRAINT incidents_check2 CHECK (((status = ANY (ARRAY['open'::text, 'reopened'::text, 'merged'::text, 'cancelled'::text, 'resolved'::text, 'closed'::text])) OR (acknowledged_at IS NOT NULL)))
);
CREATE INDEX incidents_closed_at ON incident.incidents USING btree (closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX incidents_eta ON incident.incidents USING btree (eta_at) WHERE ((eta_at IS NOT NULL) AND (status = ANY (ARRAY['acknowledged'::text, 'unit-assigned'::text, 'en-route'::text])));
CREATE INDEX incidents_merged ON incident.incidents USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX incidents_open ON incident.incidents USING btree (opened_at) WHERE (status = ANY (ARRAY['open'::text, 'reopened'::text, 'acknowledged'::text, 'unit-assigned'::text, 'en-route'::text, 'on-scene'::text]));
CREATE INDEX incidents_place_box ON incident.incidents USING btree (lat, lng);
CREATE INDEX incidents_recent ON incident.incidents USING btree (updated_at DESC);
CREATE INDEX incidents_unanswered ON incident.incidents USING btree (id) WHERE (status = ANY (ARRAY['open'::text, 'reopened'::text]));
ALTER TABLE incident.incidents ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.incidents TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_changes ON incident.incidents FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = incidents.id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON incident.incidents FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = incidents.id)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.incidents TO ess_service;
GRANT SELECT, UPDATE ON incident.incidents TO ess_user;
COMMENT ON TABLE incident.incidents IS 'What is being handled: one or more reports about one danger in one place.';
COMMENT ON COLUMN incident.incidents.lat IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN incident.incidents.lng IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN incident.incidents.place IS 'Personal data: the names of the place.';
COMMENT ON COLUMN incident.incidents.acknowledged_by IS 'Personal data: id and name of the officer who acknowledged it';
COMMENT ON COLUMN incident.incidents.unit_name IS 'The assigned unit, by the station''s name for it';
COMMENT ON COLUMN incident.incidents.resolved_by IS 'Personal data: id and name of the officer who resolved it';
COMMENT ON COLUMN incident.incidents.disposition_note IS 'Personal data: what the officer wrote about the outcome.';
COMMENT ON COLUMN incident.incidents.transfer IS 'Personal data: which agency was asked to take over, by which officer and why';
COMMENT ON COLUMN incident.incidents.past_agency_ids IS 'Agencies that gave it away: it is never transferred back to them.';
COMMENT ON COLUMN incident.incidents.is_exercise IS 'True: an exercise; shown everywhere, counted nowhere, no reporter is notified';
COMMENT ON COLUMN incident.incidents.eta_passed IS 'The ETA that was recorded as passed; each passes once';
COMMENT ON COLUMN incident.incidents.duress_at IS 'When the reporter signalled duress ("I am made to say this"); while set nobody may cancel';
COMMENT ON COLUMN incident.incidents.has_victims IS 'An officer''s answer at the end; if empty, derived from answers, notes and the type';
COMMENT ON COLUMN incident.incidents.has_children IS 'An officer''s answer at the end; if empty, derived from answers and notes';
COMMENT ON COLUMN incident.incidents.accuracy_metres IS 'Accuracy of the position in metres; null if it was not measured';
COMMENT ON COLUMN incident.incidents.duress_seen_at IS 'When an officer confirmed that they saw the latest duress signal; until then consoles ring';
COMMENT ON COLUMN incident.incidents.place_detail IS 'Personal data: house number, lane, landmark, as given by the caller, a reporter or an officer';
COMMENT ON COLUMN incident.incidents.place_label IS 'Personal data: the label of the current position (title and address of a pin, name of a place)';
COMMENT ON COLUMN incident.incidents.handed_over_at IS 'When it was handed over for aftercare; empty again when it is reopened';

CREATE TABLE incident.involvements (
  incident_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  role text NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT involvements_pkey PRIMARY KEY (incident_id, agency_id),
  CONSTRAINT involvements_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id),
  CONSTRAINT involvements_role_check CHECK ((role = ANY (ARRAY['responsible'::text, 'neighbour'::text, 'transfer-target'::text, 'former'::text, 'called'::text, 'supporting'::text])))
);
CREATE INDEX involvements_agency ON incident.involvements USING btree (agency_id, incident_id);
CREATE UNIQUE INDEX involvements_one_responsible ON incident.involvements USING btree (incident_id) WHERE (role = 'responsible'::text);
ALTER TABLE incident.involvements ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.involvements TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_changes ON incident.involvements TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = involvements.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON incident.involvements FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = involvements.incident_id)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.involvements TO ess_service;
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.involvements TO ess_user;
COMMENT ON TABLE incident.involvements IS 'The agencies involved in an incident, and so who may see it; exactly one is responsible.';
COMMENT ON COLUMN incident.involvements.role IS 'responsible: leads it (exactly one) · called: alerted by the escalation, becomes responsible by acknowledging · supporting: works on it beside the responsible one · neighbour: notified · transfer-target: asked to take over · former: was responsible or supporting';

CREATE TABLE incident.messages (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  report_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  sender text NOT NULL,
  by jsonb,
  kind text NOT NULL,
  text text,
  external_id text,
  attachment_id uuid,
  unsent_at timestamp with time zone,
  delivery text,
  joined_to uuid,
  question text,
  answer text,
  CONSTRAINT messages_pkey PRIMARY KEY (id),
  CONSTRAINT messages_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id),
  CONSTRAINT messages_joined_to_fkey FOREIGN KEY (joined_to) REFERENCES incident.messages(id),
  CONSTRAINT messages_report_id_fkey FOREIGN KEY (report_id) REFERENCES incident.reports(report_id),
  CONSTRAINT messages_delivery_check CHECK ((delivery = ANY (ARRAY['pending'::text, 'sent'::text, 'failed'::text]))),
  CONSTRAINT messages_sender_check CHECK ((sender = ANY (ARRAY['reporter'::text, 'officer'::text])))
);
CREATE INDEX messages_attachment ON incident.messages USING btree (attachment_id) WHERE (attachment_id IS NOT NULL);
CREATE INDEX messages_incident ON incident.messages USING btree (incident_id, at);
CREATE INDEX messages_joined ON incident.messages USING btree (joined_to) WHERE (joined_to IS NOT NULL);
CREATE UNIQUE INDEX messages_external ON incident.messages USING btree (external_id) WHERE (external_id IS NOT NULL);
ALTER TABLE incident.messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.messages TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON incident.messages FOR INSERT TO ess_user WITH CHECK (((sender = 'officer'::text) AND (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = messages.incident_id) AND seen.may_act)
 OFFSET 0))));
CREATE POLICY user_reads ON incident.messages FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = messages.incident_id)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.messages TO ess_service;
GRANT INSERT, SELECT ON incident.messages TO ess_user;
COMMENT ON TABLE incident.messages IS 'The chat between officers and each reporter.';
COMMENT ON COLUMN incident.messages.by IS 'Personal data: id and name of the officer who wrote it';
COMMENT ON COLUMN incident.messages.text IS 'Personal data: erased when the reporter unsends the message.';
COMMENT ON COLUMN incident.messages.joined_to IS 'Of a message in a flood: the message it is shown with. Each is stored separately, so that each can be unsent.';
COMMENT ON COLUMN incident.messages.question IS 'The ready question that is asked or answered here; empty for every other message';
COMMENT ON COLUMN incident.messages.answer IS 'Personal data: the answer as a code';

CREATE TABLE incident.nobody_came (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  report_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT nobody_came_pkey PRIMARY KEY (id),
  CONSTRAINT nobody_came_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id),
  CONSTRAINT nobody_came_report_id_fkey FOREIGN KEY (report_id) REFERENCES incident.reports(report_id)
);
CREATE INDEX nobody_came_at ON incident.nobody_came USING btree (at);
CREATE INDEX nobody_came_incident ON incident.nobody_came USING btree (incident_id);
ALTER TABLE incident.nobody_came ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.nobody_came TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_reads ON incident.nobody_came FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = nobody_came.incident_id) AND seen.may_act)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.nobody_came TO ess_service;
GRANT SELECT ON incident.nobody_came TO ess_user;
COMMENT ON TABLE incident.nobody_came IS 'A reporter said after the end that nobody had come; counted for the agency that had ended it';

CREATE TABLE incident.positions (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  lat double precision NOT NULL,
  lng double precision NOT NULL,
  source text NOT NULL,
  at timestamp with time zone NOT NULL,
  accuracy_metres double precision,
  label text,
  CONSTRAINT positions_pkey PRIMARY KEY (id),
  CONSTRAINT positions_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id)
);
CREATE INDEX positions_incident ON incident.positions USING btree (incident_id, at);
ALTER TABLE incident.positions ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.positions TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_reads ON incident.positions FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = positions.incident_id)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.positions TO ess_service;
GRANT SELECT ON incident.positions TO ess_user;
COMMENT ON TABLE incident.positions IS 'Every reported position, with source, time and accuracy; a LINE pin is a claim.';
COMMENT ON COLUMN incident.positions.lat IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN incident.positions.lng IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN incident.positions.label IS 'Personal data: the label that came with the pin.';

CREATE TABLE incident.question_waits (
  question text NOT NULL,
  seconds integer NOT NULL,
  CONSTRAINT question_waits_pkey PRIMARY KEY (question),
  CONSTRAINT question_waits_seconds_check CHECK (((seconds >= 10) AND (seconds <= 3600)))
);
GRANT SELECT ON incident.question_waits TO ess_service;
GRANT SELECT ON incident.question_waits TO ess_user;
COMMENT ON TABLE incident.question_waits IS 'How long each ready question may stay unanswered before the incident becomes critical; a province may change it without a new version';

CREATE TABLE incident.questions (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  report_id uuid NOT NULL,
  question text NOT NULL,
  at timestamp with time zone NOT NULL,
  by jsonb NOT NULL,
  due_at timestamp with time zone NOT NULL,
  raised_at timestamp with time zone,
  answer text,
  answered_at timestamp with time zone,
  CONSTRAINT questions_pkey PRIMARY KEY (id),
  CONSTRAINT questions_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id),
  CONSTRAINT questions_report_id_fkey FOREIGN KEY (report_id) REFERENCES incident.reports(report_id),
  CONSTRAINT questions_check CHECK (((answer IS NULL) = (answered_at IS NULL)))
);
CREATE INDEX questions_due ON incident.questions USING btree (due_at) WHERE ((raised_at IS NULL) AND (answered_at IS NULL));
CREATE INDEX questions_incident ON incident.questions USING btree (incident_id, at);
CREATE INDEX questions_report ON incident.questions USING btree (report_id);
ALTER TABLE incident.questions ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.questions TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON incident.questions FOR INSERT TO ess_user WITH CHECK (((answer IS NULL) AND (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = questions.incident_id) AND seen.may_act)
 OFFSET 0))));
CREATE POLICY user_reads ON incident.questions FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = questions.incident_id) AND seen.may_act)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.questions TO ess_service;
GRANT INSERT, SELECT ON incident.questions TO ess_user;
COMMENT ON TABLE incident.questions IS 'Ready questions to reporters and their answers; each overdue one is taken by one process, once';
COMMENT ON COLUMN incident.questions.by IS 'Personal data: the officer who asked, id and name';
COMMENT ON COLUMN incident.questions.raised_at IS 'When it counted as unanswered; empty: answered in time, or not due yet';
COMMENT ON COLUMN incident.questions.answer IS 'Personal data: what somebody in danger answered, as a code';

CREATE TABLE incident.ratings (
  report_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  stars integer NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT ratings_pkey PRIMARY KEY (report_id),
  CONSTRAINT ratings_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id),
  CONSTRAINT ratings_report_id_fkey FOREIGN KEY (report_id) REFERENCES incident.reports(report_id),
  CONSTRAINT ratings_stars_check CHECK (((stars >= 1) AND (stars <= 5)))
);
CREATE INDEX ratings_at ON incident.ratings USING btree (at);
CREATE INDEX ratings_incident ON incident.ratings USING btree (incident_id);
ALTER TABLE incident.ratings ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.ratings TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_reads ON incident.ratings FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = ratings.incident_id) AND seen.may_act)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.ratings TO ess_service;
GRANT SELECT ON incident.ratings TO ess_user;
COMMENT ON TABLE incident.ratings IS 'How a reporter rated the help, the newest rating counts; for the agency that had closed it';

CREATE TABLE incident.reports (
  report_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  reporter_id uuid NOT NULL,
  type text NOT NULL,
  silent boolean NOT NULL,
  phone text,
  can_take_calls boolean,
  unreachable boolean NOT NULL DEFAULT false,
  language text NOT NULL,
  received_at timestamp with time zone NOT NULL,
  channel text NOT NULL DEFAULT 'line'::text,
  duress_at timestamp with time zone,
  written_at timestamp with time zone,
  gathered integer,
  line_verified boolean NOT NULL DEFAULT false,
  CONSTRAINT reports_pkey PRIMARY KEY (report_id),
  CONSTRAINT reports_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id),
  CONSTRAINT reports_channel_check CHECK ((channel = ANY (ARRAY['line'::text, 'phone'::text, 'web'::text])))
);
CREATE INDEX reports_incident ON incident.reports USING btree (incident_id);
CREATE INDEX reports_phone ON incident.reports USING btree (phone) WHERE (phone IS NOT NULL);
CREATE INDEX reports_reporter ON incident.reports USING btree (reporter_id, received_at);
ALTER TABLE incident.reports ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.reports TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_reads ON incident.reports FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = reports.incident_id)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.reports TO ess_service;
GRANT SELECT ON incident.reports TO ess_user;
COMMENT ON TABLE incident.reports IS 'Who reported it, as far as the officers handling it need to know.';
COMMENT ON COLUMN incident.reports.reporter_id IS 'Personal data (pseudonym): the reporter in intake.';
COMMENT ON COLUMN incident.reports.phone IS 'Personal data: the reporter''s phone, E.164.';
COMMENT ON COLUMN incident.reports.channel IS 'line: writes and reads in LINE · phone: called 191 or 1300; can only be called back · web: the citizen page';
COMMENT ON COLUMN incident.reports.duress_at IS 'When this reporter signalled duress; nothing is written to them until they write again';
COMMENT ON COLUMN incident.reports.written_at IS 'When they wrote it, by the clock of their device; null where it came at once or is not known';
COMMENT ON COLUMN incident.reports.gathered IS 'The how many-th report without a name or a number from one network within ten minutes; null unless that is remarkable';
COMMENT ON COLUMN incident.reports.line_verified IS 'LINE itself vouched for the account of whoever reports on the citizen page';

CREATE TABLE incident.safety_notes (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  kind text NOT NULL,
  text text,
  until timestamp with time zone NOT NULL,
  by jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  withdrawn_by jsonb,
  withdraw_reason text,
  CONSTRAINT safety_notes_pkey PRIMARY KEY (id),
  CONSTRAINT safety_notes_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id),
  CONSTRAINT safety_notes_check CHECK ((until > at)),
  CONSTRAINT safety_notes_check1 CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL))),
  CONSTRAINT safety_notes_check2 CHECK (((withdrawn_at IS NULL) = (withdraw_reason IS NULL))),
  CONSTRAINT safety_notes_kind_check CHECK ((kind = ANY (ARRAY['weapon'::text, 'children'::text, 'mental-health'::text, 'dog'::text, 'officer-attacked'::text, 'other'::text])))
);
CREATE INDEX safety_notes_incident ON incident.safety_notes USING btree (incident_id);
ALTER TABLE incident.safety_notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.safety_notes TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON incident.safety_notes FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = safety_notes.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_changes ON incident.safety_notes FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = safety_notes.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON incident.safety_notes FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = safety_notes.incident_id) AND seen.may_act)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.safety_notes TO ess_service;
GRANT INSERT, SELECT, UPDATE (withdrawn_at, withdrawn_by, withdraw_reason) ON incident.safety_notes TO ess_user;
COMMENT ON TABLE incident.safety_notes IS 'Notes for the safety of officers and of the people they meet; in force until a day, or until withdrawn with a reason';
COMMENT ON COLUMN incident.safety_notes.text IS 'Personal data: what an officer wrote about a person or a place';
COMMENT ON COLUMN incident.safety_notes.by IS 'Personal data: the officer who noted it, id and name';
COMMENT ON COLUMN incident.safety_notes.withdrawn_by IS 'Personal data: the officer who withdrew it, id and name';
COMMENT ON COLUMN incident.safety_notes.withdraw_reason IS 'Personal data: why it was withdrawn, as an officer wrote it';

CREATE TABLE incident.timeline (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  by jsonb,
  details jsonb NOT NULL,
  CONSTRAINT timeline_pkey PRIMARY KEY (id),
  CONSTRAINT timeline_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id)
);
CREATE INDEX timeline_incident ON incident.timeline USING btree (incident_id, id);
CREATE TRIGGER timeline_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON incident.timeline FOR EACH STATEMENT EXECUTE FUNCTION incident.refuse_change();
ALTER TABLE incident.timeline ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.timeline TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON incident.timeline FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = timeline.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON incident.timeline FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = timeline.incident_id)
 OFFSET 0)));
GRANT INSERT, SELECT ON incident.timeline TO ess_service;
GRANT INSERT, SELECT ON incident.timeline TO ess_user;
COMMENT ON TABLE incident.timeline IS 'What happened, append-only.';
COMMENT ON COLUMN incident.timeline.by IS 'Personal data: id and name of the officer who acted; empty for a reporter or the system';
COMMENT ON COLUMN incident.timeline.details IS 'Personal data: details of the entry, such as a note or a reason';

CREATE TABLE incident.unmaskings (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  person_id uuid NOT NULL,
  field text NOT NULL,
  reason_code text NOT NULL,
  reason_text text,
  at timestamp with time zone NOT NULL,
  CONSTRAINT unmaskings_pkey PRIMARY KEY (id),
  CONSTRAINT unmaskings_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id),
  CONSTRAINT unmaskings_field_check CHECK ((field = ANY (ARRAY['phone'::text, 'place'::text]))),
  CONSTRAINT unmaskings_reason_code_check CHECK ((reason_code <> ''::text))
);
CREATE INDEX unmaskings_incident ON incident.unmaskings USING btree (incident_id, at);
ALTER TABLE incident.unmaskings ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON incident.unmaskings TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON incident.unmaskings FOR INSERT TO ess_user WITH CHECK (((person_id = ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = unmaskings.incident_id)
 OFFSET 0))));
CREATE POLICY user_reads ON incident.unmaskings FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = unmaskings.incident_id) AND seen.may_act)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON incident.unmaskings TO ess_service;
GRANT INSERT, SELECT ON incident.unmaskings TO ess_user;
COMMENT ON TABLE incident.unmaskings IS 'Masked fields that were shown to somebody, and why; the audit event refers to this row, whose text can be erased';
COMMENT ON COLUMN incident.unmaskings.person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN incident.unmaskings.reason_text IS 'Personal data: why, as the person wrote it';

CREATE TABLE insight.annual_files (
  report_id uuid NOT NULL,
  name text NOT NULL,
  content bytea NOT NULL,
  sha256 text NOT NULL,
  CONSTRAINT annual_files_pkey PRIMARY KEY (report_id, name),
  CONSTRAINT annual_files_report_id_fkey FOREIGN KEY (report_id) REFERENCES insight.annual_reports(id)
);
GRANT INSERT, SELECT ON insight.annual_files TO ess_service;
COMMENT ON TABLE insight.annual_files IS 'The files of an edition, byte for byte as they were made and signed off';
COMMENT ON COLUMN insight.annual_files.name IS 'As it is called where it is downloaded, such as report-th.pdf; figures.json is what the others were made of';

CREATE TABLE insight.annual_reports (
  id uuid NOT NULL,
  calendar text NOT NULL,
  year integer NOT NULL,
  edition integer NOT NULL,
  status text NOT NULL,
  note text NOT NULL,
  discard_reason text,
  rules_version integer NOT NULL,
  made_by_person_id uuid NOT NULL,
  made_at timestamp with time zone NOT NULL,
  decided_by_person_id uuid,
  decided_at timestamp with time zone,
  CONSTRAINT annual_reports_pkey PRIMARY KEY (id),
  CONSTRAINT annual_reports_calendar_check CHECK ((calendar = ANY (ARRAY['calendar'::text, 'fiscal'::text]))),
  CONSTRAINT annual_reports_check CHECK (((status = 'draft'::text) = (decided_at IS NULL))),
  CONSTRAINT annual_reports_check1 CHECK (((decided_by_person_id IS NULL) = (decided_at IS NULL))),
  CONSTRAINT annual_reports_check2 CHECK (((status = 'discarded'::text) = (discard_reason IS NOT NULL))),
  CONSTRAINT annual_reports_check3 CHECK (((edition = 1) OR (note <> ''::text))),
  CONSTRAINT annual_reports_check4 CHECK (((decided_by_person_id IS DISTINCT FROM made_by_person_id) OR (status <> 'signed-off'::text))),
  CONSTRAINT annual_reports_edition_check CHECK ((edition > 0)),
  CONSTRAINT annual_reports_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'signed-off'::text, 'discarded'::text]))),
  CONSTRAINT annual_reports_year_check CHECK (((year >= 2000) AND (year <= 2200)))
);
CREATE UNIQUE INDEX annual_reports_edition ON insight.annual_reports USING btree (calendar, year, edition) WHERE (status = 'signed-off'::text);
CREATE UNIQUE INDEX annual_reports_one_draft ON insight.annual_reports USING btree (calendar, year) WHERE (status = 'draft'::text);
GRANT INSERT, SELECT, UPDATE (status, discard_reason, decided_by_person_id, decided_at) ON insight.annual_reports TO ess_service;
COMMENT ON TABLE insight.annual_reports IS 'Editions of the annual report under the Domestic Violence Victim Protection Act; a correction is an edition of its own';
COMMENT ON COLUMN insight.annual_reports.calendar IS 'From January, or the fiscal year from October of the year before';
COMMENT ON COLUMN insight.annual_reports.year IS 'Christian era; of a fiscal year the one in which it ends';
COMMENT ON COLUMN insight.annual_reports.edition IS 'Which one it is, or would be once it is signed off: it stands in the files';
COMMENT ON COLUMN insight.annual_reports.note IS 'What is different from the edition before';
COMMENT ON COLUMN insight.annual_reports.rules_version IS 'By which rules it was counted';
COMMENT ON COLUMN insight.annual_reports.made_by_person_id IS 'A person of access';
COMMENT ON COLUMN insight.annual_reports.decided_by_person_id IS 'Who signed it off or discarded it, a person of access; whoever made it does not sign it off';

CREATE TABLE insight.case_facts (
  case_id uuid NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  day date NOT NULL,
  province_code text NOT NULL,
  agency_id uuid NOT NULL,
  source text NOT NULL,
  state text NOT NULL,
  end_reason text,
  risk text,
  is_minor boolean NOT NULL,
  is_duplicate boolean NOT NULL,
  is_reopened boolean NOT NULL,
  to_contact integer,
  CONSTRAINT case_facts_pkey PRIMARY KEY (case_id),
  CONSTRAINT case_facts_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'working'::text, 'closed'::text, 'not-opened'::text]))),
  CONSTRAINT case_facts_to_contact_check CHECK ((to_contact >= 0))
);
CREATE INDEX case_facts_agency ON insight.case_facts USING btree (agency_id, day);
CREATE INDEX case_facts_day ON insight.case_facts USING btree (day);
CREATE INDEX case_facts_province ON insight.case_facts USING btree (province_code, day);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.case_facts TO ess_service;
COMMENT ON TABLE insight.case_facts IS 'One fact per case of care, replaced whenever something about it changes; can be made anew at any time';
COMMENT ON COLUMN insight.case_facts.case_id IS 'A case of care';
COMMENT ON COLUMN insight.case_facts.day IS 'The day in Thailand';
COMMENT ON COLUMN insight.case_facts.agency_id IS 'Whose case it is now; an agency of jurisdiction';
COMMENT ON COLUMN insight.case_facts.to_contact IS 'Seconds from the opening until the person was met for the first time; null: not recorded, or not yet';

CREATE TABLE insight.cursor (
  single boolean NOT NULL DEFAULT true,
  seq bigint NOT NULL,
  recounted_on date,
  CONSTRAINT cursor_pkey PRIMARY KEY (single),
  CONSTRAINT cursor_single_check CHECK (single)
);
GRANT SELECT, UPDATE ON insight.cursor TO ess_service;
COMMENT ON TABLE insight.cursor IS 'Up to which entry of the event log the facts are right, and when they were last compared with their sources; one row';

CREATE TABLE insight.day_counts (
  day date NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  disposition text NOT NULL,
  apart text NOT NULL,
  n integer NOT NULL,
  silent integer NOT NULL,
  reopened integer NOT NULL,
  nobody_came integer NOT NULL,
  CONSTRAINT day_counts_pkey PRIMARY KEY (day, type, channel, disposition, apart),
  CONSTRAINT day_counts_n_check CHECK ((n > 0))
);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.day_counts TO ess_service;
COMMENT ON TABLE insight.day_counts IS 'Incidents of a day of the nation; an empty text: none yet (disposition), or counted (apart)';

CREATE TABLE insight.exports (
  id uuid NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  asked_by_person_id uuid NOT NULL,
  dataset text NOT NULL,
  format text NOT NULL,
  purpose text NOT NULL,
  query jsonb NOT NULL,
  province_code text,
  agency_id uuid,
  fetched_at timestamp with time zone,
  lines integer,
  CONSTRAINT exports_pkey PRIMARY KEY (id),
  CONSTRAINT exports_dataset_check CHECK ((dataset = ANY (ARRAY['incidents'::text, 'table'::text, 'intervals'::text]))),
  CONSTRAINT exports_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
  CONSTRAINT exports_lines_check CHECK ((lines >= 0))
);
CREATE INDEX exports_asked ON insight.exports USING btree (asked_at DESC);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.exports TO ess_service;
COMMENT ON TABLE insight.exports IS 'Files of figures that people asked for; each is fetched once, by whoever asked, and made while it is sent';
COMMENT ON COLUMN insight.exports.asked_by_person_id IS 'Who asked; an account of access: nobody else fetches it';
COMMENT ON COLUMN insight.exports.purpose IS 'What it is for, in the words of the person who asked';
COMMENT ON COLUMN insight.exports.agency_id IS 'Whose figures; an agency of jurisdiction';
COMMENT ON COLUMN insight.exports.lines IS 'Lines that were sent to the end; null: not fetched, or broken off';

CREATE TABLE insight.hour_of_week (
  month date NOT NULL,
  area text NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  hours smallint[] NOT NULL,
  counts integer[] NOT NULL,
  CONSTRAINT hour_of_week_pkey PRIMARY KEY (area, month, type, channel),
  CONSTRAINT hour_of_week_check CHECK (((cardinality(hours) > 0) AND (cardinality(hours) = cardinality(counts)))),
  CONSTRAINT hour_of_week_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
CREATE INDEX hour_of_week_month ON insight.hour_of_week USING btree (month, type, channel);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.hour_of_week TO ess_service;
COMMENT ON TABLE insight.hour_of_week IS 'Counted incidents of a month and an area by hour of the week';
COMMENT ON COLUMN insight.hour_of_week.area IS 'A province, or TH: the nation, the sum of its provinces';
COMMENT ON COLUMN insight.hour_of_week.hours IS 'The hours in which something happened, ascending; 0: Monday 00:00 in Thailand';
COMMENT ON COLUMN insight.hour_of_week.counts IS 'How many incidents each of them holds';

CREATE TABLE insight.incident_facts (
  incident_id uuid NOT NULL,
  reported_at timestamp with time zone NOT NULL,
  day date NOT NULL,
  hour_of_week smallint NOT NULL,
  province_code text NOT NULL,
  district_code text NOT NULL,
  subdistrict_code text NOT NULL,
  agency_id uuid NOT NULL,
  first_agency_id uuid NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  disposition text,
  apart text,
  is_silent boolean NOT NULL,
  is_ended boolean NOT NULL,
  is_handed_over boolean NOT NULL,
  has_eta boolean NOT NULL,
  has_victims boolean,
  has_children boolean,
  reopen_count integer NOT NULL,
  nobody_came_count integer NOT NULL,
  alert_to_acknowledge integer,
  acknowledge_to_unit integer,
  contact_to_unit integer,
  unit_to_en_route integer,
  en_route_to_scene integer,
  contact_to_scene integer,
  contact_to_team integer,
  scene_to_resolved integer,
  resolved_to_care integer,
  after_eta integer,
  contact_to_report integer,
  report_to_alert integer,
  CONSTRAINT incident_facts_pkey PRIMARY KEY (incident_id),
  CONSTRAINT incident_facts_acknowledge_to_unit_check CHECK ((acknowledge_to_unit >= 0)),
  CONSTRAINT incident_facts_alert_to_acknowledge_check CHECK ((alert_to_acknowledge >= 0)),
  CONSTRAINT incident_facts_apart_check CHECK ((apart = ANY (ARRAY['exercise'::text, 'merged'::text, 'test'::text, 'duplicate'::text]))),
  CONSTRAINT incident_facts_contact_to_report_check CHECK ((contact_to_report >= 0)),
  CONSTRAINT incident_facts_contact_to_scene_check CHECK ((contact_to_scene >= 0)),
  CONSTRAINT incident_facts_contact_to_team_check CHECK ((contact_to_team >= 0)),
  CONSTRAINT incident_facts_contact_to_unit_check CHECK ((contact_to_unit >= 0)),
  CONSTRAINT incident_facts_en_route_to_scene_check CHECK ((en_route_to_scene >= 0)),
  CONSTRAINT incident_facts_hour_of_week_check CHECK (((hour_of_week >= 0) AND (hour_of_week <= 167))),
  CONSTRAINT incident_facts_report_to_alert_check CHECK ((report_to_alert >= 0)),
  CONSTRAINT incident_facts_resolved_to_care_check CHECK ((resolved_to_care >= 0)),
  CONSTRAINT incident_facts_scene_to_resolved_check CHECK ((scene_to_resolved >= 0)),
  CONSTRAINT incident_facts_unit_to_en_route_check CHECK ((unit_to_en_route >= 0))
);
CREATE INDEX incident_facts_agency ON insight.incident_facts USING btree (agency_id, day);
CREATE INDEX incident_facts_day ON insight.incident_facts USING btree (day, type, channel);
CREATE INDEX incident_facts_province ON insight.incident_facts USING btree (province_code, day);
CREATE INDEX incident_facts_reported ON insight.incident_facts USING brin (reported_at);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.incident_facts TO ess_service;
COMMENT ON TABLE insight.incident_facts IS 'One fact per incident, replaced whenever something about it changes; can be made anew at any time';
COMMENT ON COLUMN insight.incident_facts.day IS 'The day in Thailand';
COMMENT ON COLUMN insight.incident_facts.hour_of_week IS '0: Monday 00:00 to 00:59 in Thailand';
COMMENT ON COLUMN insight.incident_facts.agency_id IS 'The responsible agency now; an agency of jurisdiction';
COMMENT ON COLUMN insight.incident_facts.first_agency_id IS 'The agency that was responsible first; an agency of jurisdiction';
COMMENT ON COLUMN insight.incident_facts.apart IS 'Why it is counted by itself and in no other figure; null for what is counted';
COMMENT ON COLUMN insight.incident_facts.after_eta IS 'Seconds that the first arrival was later than promised at first; negative: earlier';

CREATE TABLE insight.interval_bins (
  day date NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  interval text NOT NULL,
  bins smallint[] NOT NULL,
  counts integer[] NOT NULL,
  CONSTRAINT interval_bins_pkey PRIMARY KEY (day, type, channel, "interval"),
  CONSTRAINT interval_bins_check CHECK (((cardinality(bins) > 0) AND (cardinality(bins) = cardinality(counts))))
);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.interval_bins TO ess_service;
COMMENT ON TABLE insight.interval_bins IS 'How many incidents of a day of the nation took how long; type and channel are empty texts: all together';
COMMENT ON COLUMN insight.interval_bins.bins IS 'The bins that are not empty, ascending; -1: not recorded';
COMMENT ON COLUMN insight.interval_bins.counts IS 'How many incidents each of them holds';

CREATE TABLE insight.missed_reasons (
  incident_id uuid NOT NULL,
  interval text NOT NULL,
  day date NOT NULL,
  reason text NOT NULL,
  said_by_person_id uuid NOT NULL,
  said_at timestamp with time zone NOT NULL,
  CONSTRAINT missed_reasons_pkey PRIMARY KEY (incident_id, "interval"),
  CONSTRAINT missed_reasons_reason_check CHECK ((reason = ANY (ARRAY['no-unit-free'::text, 'more-urgent'::text, 'far'::text, 'road-or-weather'::text, 'place-unclear'::text, 'alarm-not-noticed'::text, 'system-down'::text, 'recorded-late'::text, 'other'::text])))
);
CREATE INDEX missed_reasons_day ON insight.missed_reasons USING btree (day);
GRANT INSERT, SELECT, UPDATE ON insight.missed_reasons TO ess_service;
COMMENT ON TABLE insight.missed_reasons IS 'Why an incident took longer than a target: one reason of a list, the last one that was said';
COMMENT ON COLUMN insight.missed_reasons.incident_id IS 'An incident of incident';
COMMENT ON COLUMN insight.missed_reasons.day IS 'The day in Thailand on which the incident was opened';
COMMENT ON COLUMN insight.missed_reasons.said_by_person_id IS 'Commands the station; a person of access';

CREATE TABLE insight.month_counts (
  month date NOT NULL,
  area text NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  disposition text NOT NULL,
  apart text NOT NULL,
  n integer NOT NULL,
  silent integer NOT NULL,
  reopened integer NOT NULL,
  nobody_came integer NOT NULL,
  CONSTRAINT month_counts_pkey PRIMARY KEY (area, month, type, channel, disposition, apart),
  CONSTRAINT month_counts_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  CONSTRAINT month_counts_n_check CHECK ((n > 0))
);
CREATE INDEX month_counts_month ON insight.month_counts USING btree (month, type, channel);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.month_counts TO ess_service;
COMMENT ON TABLE insight.month_counts IS 'Incidents of a month and an area, as day_counts has them';
COMMENT ON COLUMN insight.month_counts.area IS 'A province, or TH: the nation, the sum of its provinces';

CREATE TABLE insight.month_interval_bins (
  month date NOT NULL,
  area text NOT NULL,
  type text NOT NULL,
  channel text NOT NULL,
  interval text NOT NULL,
  bins smallint[] NOT NULL,
  counts integer[] NOT NULL,
  CONSTRAINT month_interval_bins_pkey PRIMARY KEY (area, month, type, channel, "interval"),
  CONSTRAINT month_interval_bins_check CHECK (((cardinality(bins) > 0) AND (cardinality(bins) = cardinality(counts)))),
  CONSTRAINT month_interval_bins_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
CREATE INDEX month_interval_bins_month ON insight.month_interval_bins USING btree (month, type, channel, "interval");
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.month_interval_bins TO ess_service;
COMMENT ON TABLE insight.month_interval_bins IS 'How many incidents of a month and an area took how long, as interval_bins has it';
COMMENT ON COLUMN insight.month_interval_bins.area IS 'A province, or TH: the nation, the sum of its provinces';

CREATE TABLE insight.need_facts (
  need_id uuid NOT NULL,
  case_id uuid NOT NULL,
  day date NOT NULL,
  province_code text NOT NULL,
  agency_id uuid NOT NULL,
  code text NOT NULL,
  outcome text,
  is_minor boolean NOT NULL,
  is_duplicate boolean NOT NULL,
  to_met integer,
  CONSTRAINT need_facts_pkey PRIMARY KEY (need_id),
  CONSTRAINT need_facts_to_met_check CHECK ((to_met >= 0))
);
CREATE INDEX need_facts_agency ON insight.need_facts USING btree (agency_id, day);
CREATE INDEX need_facts_case ON insight.need_facts USING btree (case_id);
CREATE INDEX need_facts_day ON insight.need_facts USING btree (day);
CREATE INDEX need_facts_province ON insight.need_facts USING btree (province_code, day);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.need_facts TO ess_service;
COMMENT ON TABLE insight.need_facts IS 'One fact per need of a case, replaced whenever something about it changes; can be made anew at any time';
COMMENT ON COLUMN insight.need_facts.need_id IS 'A need of care';
COMMENT ON COLUMN insight.need_facts.case_id IS 'A case of care';
COMMENT ON COLUMN insight.need_facts.day IS 'The day in Thailand on which the need was found';
COMMENT ON COLUMN insight.need_facts.agency_id IS 'Whose case it is now; an agency of jurisdiction';
COMMENT ON COLUMN insight.need_facts.to_met IS 'Seconds until the person had received help; null: did not, or not yet';

CREATE TABLE insight.place_incidents (
  incident_id uuid NOT NULL,
  place_id uuid NOT NULL,
  why text NOT NULL,
  former_place_id uuid,
  CONSTRAINT place_incidents_pkey PRIMARY KEY (incident_id),
  CONSTRAINT place_incidents_former_place_id_fkey FOREIGN KEY (former_place_id) REFERENCES insight.places(id),
  CONSTRAINT place_incidents_place_id_fkey FOREIGN KEY (place_id) REFERENCES insight.places(id),
  CONSTRAINT place_incidents_check CHECK (((why = 'person'::text) = (former_place_id IS NOT NULL))),
  CONSTRAINT place_incidents_why_check CHECK ((why = ANY (ARRAY['first'::text, 'same-pin'::text, 'nearby'::text, 'same-number'::text, 'person'::text])))
);
CREATE INDEX place_incidents_former ON insight.place_incidents USING btree (former_place_id) WHERE (former_place_id IS NOT NULL);
CREATE INDEX place_incidents_place ON insight.place_incidents USING btree (place_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.place_incidents TO ess_service;
COMMENT ON TABLE insight.place_incidents IS 'Behind which door each incident happened';
COMMENT ON COLUMN insight.place_incidents.why IS 'Why it is there; person: somebody took it out of the former place, and no rule moves it any more';

CREATE TABLE insight.places (
  id uuid NOT NULL,
  joined_into uuid,
  root_id uuid NOT NULL,
  n integer NOT NULL,
  first_on date,
  last_on date,
  agency_id uuid,
  centre_id uuid,
  province_code text,
  subdistrict_code text,
  cell text,
  is_quiet boolean NOT NULL DEFAULT false,
  CONSTRAINT places_pkey PRIMARY KEY (id),
  CONSTRAINT places_joined_into_fkey FOREIGN KEY (joined_into) REFERENCES insight.places(id),
  CONSTRAINT places_root_id_fkey FOREIGN KEY (root_id) REFERENCES insight.places(id),
  CONSTRAINT places_check CHECK (((joined_into IS NULL) = (root_id = id)))
);
CREATE INDEX places_agency ON insight.places USING btree (agency_id, last_on) WHERE (n > 1);
CREATE INDEX places_centre ON insight.places USING btree (centre_id, last_on) WHERE (n > 1);
CREATE INDEX places_joined ON insight.places USING btree (joined_into) WHERE (joined_into IS NOT NULL);
CREATE INDEX places_province ON insight.places USING btree (province_code, last_on) WHERE (n > 1);
CREATE INDEX places_root ON insight.places USING btree (root_id);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.places TO ess_service;
COMMENT ON TABLE insight.places IS 'One door: incidents that happened behind it, found by distance and house number, corrected by people; a place that stands by itself has the sums of those joined into it';
COMMENT ON COLUMN insight.places.joined_into IS 'A person said that it is the same as that one; can be undone';
COMMENT ON COLUMN insight.places.root_id IS 'The place that it counts for: itself, or the last in the row of those it was joined into';
COMMENT ON COLUMN insight.places.n IS 'Counted incidents within a year up to the latest one';
COMMENT ON COLUMN insight.places.agency_id IS 'Responsible for the latest incident; an agency of jurisdiction';
COMMENT ON COLUMN insight.places.centre_id IS 'The social-help centre of the place; an agency of jurisdiction';
COMMENT ON COLUMN insight.places.cell IS 'H3 cell of resolution 8, about 0.7 km², for those who may not know the address';
COMMENT ON COLUMN insight.places.is_quiet IS 'Nobody at the place may learn that anything was reported: no patrol at the door, no call, no letter';

CREATE TABLE insight.province_maps (
  province_code text NOT NULL,
  week date,
  from_day date,
  to_day date,
  made_at timestamp with time zone,
  state text,
  n integer NOT NULL DEFAULT 0,
  vague integer NOT NULL DEFAULT 0,
  not_reported integer NOT NULL DEFAULT 0,
  seed integer NOT NULL DEFAULT 0,
  shuffles integer NOT NULL DEFAULT 0,
  rules_version smallint NOT NULL DEFAULT 0,
  result jsonb,
  CONSTRAINT province_maps_pkey PRIMARY KEY (province_code),
  CONSTRAINT province_maps_check CHECK ((num_nulls(week, from_day, to_day, made_at, state) = ANY (ARRAY[0, 5]))),
  CONSTRAINT province_maps_check1 CHECK (((result IS NOT NULL) = COALESCE((state = 'made'::text), false))),
  CONSTRAINT province_maps_state_check CHECK ((state = ANY (ARRAY['made'::text, 'too-few'::text, 'too-long'::text]))),
  CONSTRAINT province_maps_week_check CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.province_maps TO ess_service;
COMMENT ON TABLE insight.province_maps IS 'Hot cells, near repeats, the strongest cluster and the quality of the map of each province; the newest alone';
COMMENT ON COLUMN insight.province_maps.week IS 'The Monday from which it holds; null: never made';
COMMENT ON COLUMN insight.province_maps.n IS 'Incidents of the last 365 days that are counted';
COMMENT ON COLUMN insight.province_maps.vague IS 'Incidents of the same days that are left out because their place is known only roughly';
COMMENT ON COLUMN insight.province_maps.not_reported IS 'Incidents of the same days that are left out because nobody reported them';
COMMENT ON COLUMN insight.province_maps.result IS 'As map-province.ts gives it; of a cell with fewer than three incidents without its count';

CREATE TABLE insight.publication_files (
  publication_id uuid NOT NULL,
  name text NOT NULL,
  content text NOT NULL,
  sha256 text NOT NULL,
  CONSTRAINT publication_files_pkey PRIMARY KEY (publication_id, name),
  CONSTRAINT publication_files_publication_id_fkey FOREIGN KEY (publication_id) REFERENCES insight.publications(id)
);
GRANT INSERT, SELECT ON insight.publication_files TO ess_service;
COMMENT ON TABLE insight.publication_files IS 'The files of a set, byte for byte as they are proposed and published';
COMMENT ON COLUMN insight.publication_files.name IS 'As it is called where it is downloaded, such as incidents.csv';

CREATE TABLE insight.publications (
  id uuid NOT NULL,
  kind text NOT NULL,
  period text NOT NULL,
  status text NOT NULL,
  version integer,
  note text NOT NULL,
  discard_reason text,
  rules_version integer NOT NULL,
  proposed_by_person_id uuid NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  decided_by_person_id uuid,
  decided_at timestamp with time zone,
  CONSTRAINT publications_pkey PRIMARY KEY (id),
  CONSTRAINT publications_check CHECK (((status = 'published'::text) = (version IS NOT NULL))),
  CONSTRAINT publications_check1 CHECK (((status = 'proposed'::text) = (decided_at IS NULL))),
  CONSTRAINT publications_check2 CHECK (((decided_by_person_id IS DISTINCT FROM proposed_by_person_id) OR (status <> 'published'::text))),
  CONSTRAINT publications_kind_check CHECK ((kind = ANY (ARRAY['month'::text, 'year'::text]))),
  CONSTRAINT publications_period_check CHECK ((period ~ '^\d{4}(-\d{2})?$'::text)),
  CONSTRAINT publications_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'published'::text, 'discarded'::text]))),
  CONSTRAINT publications_version_check CHECK ((version > 0))
);
CREATE UNIQUE INDEX publications_one_proposal ON insight.publications USING btree (kind, period) WHERE (status = 'proposed'::text);
CREATE UNIQUE INDEX publications_version ON insight.publications USING btree (kind, period, version) WHERE (status = 'published'::text);
GRANT INSERT, SELECT, UPDATE ON insight.publications TO ess_service;
COMMENT ON TABLE insight.publications IS 'Sets of public figures: a month of provinces, a year of districts; what was published is never changed, a correction is a version of its own';
COMMENT ON COLUMN insight.publications.period IS 'A month (2026-10) or a year (2026), Christian era';
COMMENT ON COLUMN insight.publications.note IS 'What is different from the version before, for the public';
COMMENT ON COLUMN insight.publications.rules_version IS 'By which rules small counts were hidden';
COMMENT ON COLUMN insight.publications.proposed_by_person_id IS 'A person of access';
COMMENT ON COLUMN insight.publications.decided_by_person_id IS 'Who published or discarded it, a person of access; whoever proposed it does not publish it';

CREATE TABLE insight.referral_facts (
  referral_id uuid NOT NULL,
  case_id uuid NOT NULL,
  offered_at timestamp with time zone NOT NULL,
  day date NOT NULL,
  province_code text NOT NULL,
  agency_id uuid NOT NULL,
  service_code text NOT NULL,
  state text NOT NULL,
  came_to text NOT NULL,
  end_reason text,
  outcome text,
  confirmation text NOT NULL,
  to_answer integer,
  to_due integer NOT NULL,
  CONSTRAINT referral_facts_pkey PRIMARY KEY (referral_id),
  CONSTRAINT referral_facts_to_answer_check CHECK ((to_answer >= 0)),
  CONSTRAINT referral_facts_to_due_check CHECK ((to_due >= 0))
);
CREATE INDEX referral_facts_agency ON insight.referral_facts USING btree (agency_id, day);
CREATE INDEX referral_facts_case ON insight.referral_facts USING btree (case_id);
CREATE INDEX referral_facts_day ON insight.referral_facts USING btree (day);
CREATE INDEX referral_facts_province ON insight.referral_facts USING btree (province_code, day);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.referral_facts TO ess_service;
COMMENT ON TABLE insight.referral_facts IS 'One fact per referral that was offered, replaced whenever something about it changes; can be made anew at any time';
COMMENT ON COLUMN insight.referral_facts.referral_id IS 'A referral';
COMMENT ON COLUMN insight.referral_facts.case_id IS 'A case of care';
COMMENT ON COLUMN insight.referral_facts.day IS 'The day in Thailand on which it was offered';
COMMENT ON COLUMN insight.referral_facts.agency_id IS 'Who sent it; an agency of jurisdiction';
COMMENT ON COLUMN insight.referral_facts.state IS 'to-answer, working, or how it ended';
COMMENT ON COLUMN insight.referral_facts.came_to IS 'Of a child that was sent to learning: what eef counts it as; for others the state';
COMMENT ON COLUMN insight.referral_facts.to_answer IS 'Seconds until the receiver accepted or declined; null: nobody has answered';
COMMENT ON COLUMN insight.referral_facts.to_due IS 'Seconds within which an answer was due';

CREATE TABLE insight.revisits (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  day smallint NOT NULL,
  due_on date NOT NULL,
  agency_id uuid,
  centre_id uuid,
  state text NOT NULL DEFAULT 'open'::text,
  tries smallint NOT NULL DEFAULT 0,
  came_of text[] NOT NULL DEFAULT '{}'::text[],
  referred_to text,
  danger_report_id uuid,
  answered_at timestamp with time zone,
  answered_by_person_id uuid,
  CONSTRAINT revisits_incident_id_day_key UNIQUE (incident_id, day),
  CONSTRAINT revisits_pkey PRIMARY KEY (id),
  CONSTRAINT revisits_check CHECK (((agency_id IS NOT NULL) OR (centre_id IS NOT NULL))),
  CONSTRAINT revisits_check1 CHECK (((referred_to IS NOT NULL) = (state = 'referred'::text))),
  CONSTRAINT revisits_check2 CHECK (((answered_at IS NULL) = (answered_by_person_id IS NULL))),
  CONSTRAINT revisits_day_check CHECK ((day = ANY (ARRAY[1, 7, 28]))),
  CONSTRAINT revisits_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'not-at-home'::text, 'refused'::text, 'referred'::text, 'replaced'::text])))
);
CREATE INDEX revisits_danger ON insight.revisits USING btree (danger_report_id) WHERE (danger_report_id IS NOT NULL);
CREATE INDEX revisits_open ON insight.revisits USING btree (due_on) WHERE (state = 'open'::text);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.revisits TO ess_service;
COMMENT ON TABLE insight.revisits IS 'Visits to a repeat place 1, 7 and 28 days after its latest incident';
COMMENT ON COLUMN insight.revisits.incident_id IS 'The latest incident of the place when the visit was planned, by which the visit belongs to the place; an incident of incident';
COMMENT ON COLUMN insight.revisits.agency_id IS 'The station whose patrol goes; null: no uniform at this door';
COMMENT ON COLUMN insight.revisits.centre_id IS 'The social-help centre that goes; null: the patrol alone';
COMMENT ON COLUMN insight.revisits.tries IS 'How often nobody was at home; after the third time the visit is over';
COMMENT ON COLUMN insight.revisits.danger_report_id IS 'Somebody was in danger there: the report that was made at once; a report of intake';

CREATE TABLE insight.rounding_key (
  single boolean NOT NULL DEFAULT true,
  key text NOT NULL,
  CONSTRAINT rounding_key_pkey PRIMARY KEY (single),
  CONSTRAINT rounding_key_single_check CHECK (single)
);
GRANT INSERT, SELECT ON insight.rounding_key TO ess_service;
COMMENT ON TABLE insight.rounding_key IS 'Decides which public counts are rounded up: made once and kept, because a count that is rounded in two ways says more; one row';

CREATE TABLE insight.simulations (
  id uuid NOT NULL,
  province_code text NOT NULL,
  asked_by_person_id uuid NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  asked jsonb NOT NULL,
  staffing jsonb NOT NULL,
  model jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting'::text,
  result jsonb,
  proposed_to uuid[] NOT NULL DEFAULT '{}'::uuid[],
  CONSTRAINT simulations_pkey PRIMARY KEY (id),
  CONSTRAINT simulations_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'too-long'::text])))
);
CREATE INDEX simulations_waiting ON insight.simulations USING btree (asked_at) WHERE (state = 'waiting'::text);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.simulations TO ess_service;
COMMENT ON TABLE insight.simulations IS 'Questions about the units of a province and their answers; gone after a year';
COMMENT ON COLUMN insight.simulations.asked_by_person_id IS 'A person of access';
COMMENT ON COLUMN insight.simulations.asked IS 'The question, target, seed and number of replications';
COMMENT ON COLUMN insight.simulations.staffing IS 'Stations, units, incidents and assumptions, as shown';
COMMENT ON COLUMN insight.simulations.model IS 'The same as the simulation takes it';
COMMENT ON COLUMN insight.simulations.result IS 'Of the first replications while it waits for the others';
COMMENT ON COLUMN insight.simulations.proposed_to IS 'Stations that were sent the result as a proposal; agencies of jurisdiction';

CREATE TABLE insight.targets (
  interval text NOT NULL,
  valid_from date NOT NULL,
  seconds integer NOT NULL,
  percent smallint NOT NULL,
  source text NOT NULL,
  is_verified boolean NOT NULL DEFAULT false,
  CONSTRAINT targets_pkey PRIMARY KEY ("interval", valid_from),
  CONSTRAINT targets_percent_check CHECK (((percent >= 1) AND (percent <= 100))),
  CONSTRAINT targets_seconds_check CHECK ((seconds > 0))
);
GRANT DELETE, INSERT, SELECT, UPDATE ON insight.targets TO ess_service;
COMMENT ON TABLE insight.targets IS 'Within how many seconds how many of a hundred should be; of after-eta: earlier or later by so much';
COMMENT ON COLUMN insight.targets.is_verified IS 'Somebody responsible has said that this target holds here';

CREATE TABLE intake.conversations (
  reporter_id uuid NOT NULL,
  report_id uuid,
  question text,
  offered jsonb NOT NULL DEFAULT '[]'::jsonb,
  wants_silence boolean NOT NULL DEFAULT false,
  silent_mode boolean NOT NULL DEFAULT false,
  CONSTRAINT conversations_pkey PRIMARY KEY (reporter_id),
  CONSTRAINT conversations_report_id_fkey FOREIGN KEY (report_id) REFERENCES intake.reports(id),
  CONSTRAINT conversations_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES intake.reporters(id)
);
ALTER TABLE intake.conversations ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON intake.conversations TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_all ON intake.conversations TO ess_user USING (intake.actor_in_scope(reporter_id));
GRANT DELETE, INSERT, SELECT, UPDATE ON intake.conversations TO ess_service;
GRANT INSERT, SELECT, UPDATE ON intake.conversations TO ess_user;
COMMENT ON TABLE intake.conversations IS 'The state of each conversation between two messages.';
COMMENT ON COLUMN intake.conversations.reporter_id IS 'Personal data (pseudonym): the reporter';
COMMENT ON COLUMN intake.conversations.offered IS 'Personal data: the last buttons, which may have their own phone number';
COMMENT ON COLUMN intake.conversations.silent_mode IS 'Silent mode: messages reveal nothing on the screen; lasts beyond the silent report.';

CREATE TABLE intake.early_messages (
  id uuid NOT NULL,
  report_id uuid NOT NULL,
  kind text NOT NULL,
  text text,
  external_id text NOT NULL,
  attachment_id uuid,
  at timestamp with time zone NOT NULL,
  CONSTRAINT early_messages_external_id_key UNIQUE (external_id),
  CONSTRAINT early_messages_pkey PRIMARY KEY (id),
  CONSTRAINT early_messages_report_id_fkey FOREIGN KEY (report_id) REFERENCES intake.reports(id)
);
CREATE INDEX early_messages_report ON intake.early_messages USING btree (report_id, at);
ALTER TABLE intake.early_messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON intake.early_messages TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_reads ON intake.early_messages FOR SELECT TO ess_user USING ((( SELECT platform.actor_may('report:view-unfinished'::text) AS actor_may) AND (EXISTS ( SELECT
   FROM intake.reports report
  WHERE ((report.id = early_messages.report_id) AND (report.state = 'draft'::text) AND (report.unfinished_since IS NOT NULL))))));
CREATE POLICY user_reads_taken ON intake.early_messages FOR SELECT TO ess_user USING ((( SELECT platform.actor_may('report:take-by-phone'::text) AS actor_may) AND intake.actor_took_call(report_id)));
GRANT DELETE, INSERT, SELECT, UPDATE ON intake.early_messages TO ess_service;
GRANT SELECT ON intake.early_messages TO ess_user;
COMMENT ON TABLE intake.early_messages IS 'Messages sent (or notes of a call) before there was a place; passed on to the officers when the incident opens.';
COMMENT ON COLUMN intake.early_messages.text IS 'Personal data: erased when the reporter unsends the message.';

CREATE TABLE intake.phone_calls (
  report_id uuid NOT NULL,
  line text NOT NULL,
  agency_id uuid NOT NULL,
  taken_by_person_id uuid NOT NULL,
  taken_by_name text NOT NULL,
  at timestamp with time zone NOT NULL,
  call_back boolean NOT NULL DEFAULT true,
  cut_off boolean NOT NULL DEFAULT false,
  caller_phone text,
  CONSTRAINT phone_calls_pkey PRIMARY KEY (report_id),
  CONSTRAINT phone_calls_report_id_fkey FOREIGN KEY (report_id) REFERENCES intake.reports(id),
  CONSTRAINT phone_calls_line_check CHECK ((line = ANY (ARRAY['191'::text, '1300'::text])))
);
CREATE INDEX phone_calls_taken_by ON intake.phone_calls USING btree (taken_by_person_id, at DESC);
ALTER TABLE intake.phone_calls ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON intake.phone_calls TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_reads ON intake.phone_calls FOR SELECT TO ess_user USING ((((taken_by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (NOT incident.is_report_withheld_from_actor(report_id))) OR (( SELECT platform.actor_may('report:view-unfinished'::text) AS actor_may) AND intake.is_unfinished(report_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON intake.phone_calls TO ess_service;
GRANT SELECT ON intake.phone_calls TO ess_user;
COMMENT ON TABLE intake.phone_calls IS 'Calls that became reports: who took them, for which agency, and whether the caller may be called';
COMMENT ON COLUMN intake.phone_calls.agency_id IS 'The agency that took it; a draft without a place belongs to its province';
COMMENT ON COLUMN intake.phone_calls.taken_by_person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN intake.phone_calls.taken_by_name IS 'Personal data: the clerk, as colleagues know them';
COMMENT ON COLUMN intake.phone_calls.call_back IS 'False: the caller must not be called, somebody may be listening';
COMMENT ON COLUMN intake.phone_calls.cut_off IS 'The line broke before the call was finished';
COMMENT ON COLUMN intake.phone_calls.caller_phone IS 'Personal data: the caller''s number as the clerk typed it';

CREATE TABLE intake.placement_reports (
  report_id uuid NOT NULL,
  placement_code text NOT NULL,
  at timestamp with time zone NOT NULL,
  way text NOT NULL DEFAULT 'line'::text,
  CONSTRAINT placement_reports_pkey PRIMARY KEY (report_id),
  CONSTRAINT placement_reports_report_id_fkey FOREIGN KEY (report_id) REFERENCES intake.reports(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT placement_reports_way_check CHECK ((way = ANY (ARRAY['line'::text, 'web'::text, 'liff'::text])))
);
ALTER TABLE intake.placement_reports ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON intake.placement_reports TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON intake.placement_reports TO ess_service;
COMMENT ON TABLE intake.placement_reports IS 'By which QR code a report in a chat began; the first one counts';
COMMENT ON COLUMN intake.placement_reports.way IS 'line: by the text in the chat; web: on the citizen page; liff: there, inside LINE';

CREATE TABLE intake.reporters (
  id uuid NOT NULL,
  channel text NOT NULL,
  address text NOT NULL,
  language text NOT NULL,
  phone text,
  unreachable boolean NOT NULL DEFAULT false,
  since timestamp with time zone NOT NULL,
  language_chosen boolean NOT NULL DEFAULT false,
  asks_no_more boolean NOT NULL DEFAULT false,
  language_written boolean NOT NULL DEFAULT false,
  CONSTRAINT reporters_channel_address_key UNIQUE (channel, address),
  CONSTRAINT reporters_pkey PRIMARY KEY (id)
);
CREATE INDEX reporters_compared_phone ON intake.reporters USING btree (platform.comparable('phone'::text, phone)) WHERE (phone IS NOT NULL);
ALTER TABLE intake.reporters ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON intake.reporters TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_locks ON intake.reporters FOR UPDATE TO ess_user USING (intake.actor_in_scope(id)) WITH CHECK (false);
CREATE POLICY user_reads ON intake.reporters FOR SELECT TO ess_user USING ((intake.actor_in_scope(id) OR (( SELECT platform.actor_may('report:view-unfinished'::text) AS actor_may) AND (EXISTS ( SELECT
   FROM intake.reports report
  WHERE ((report.reporter_id = reporters.id) AND (report.state = 'draft'::text) AND (report.unfinished_since IS NOT NULL)))))));
CREATE POLICY user_reads_taken ON intake.reporters FOR SELECT TO ess_user USING ((( SELECT platform.actor_may('report:take-by-phone'::text) AS actor_may) AND intake.actor_took_call_of(id)));
GRANT DELETE, INSERT, SELECT, UPDATE ON intake.reporters TO ess_service;
GRANT SELECT, UPDATE (unreachable) ON intake.reporters TO ess_user;
COMMENT ON TABLE intake.reporters IS 'People who wrote to us, by their address in the channel.';
COMMENT ON COLUMN intake.reporters.address IS 'Personal data: the person''s id in the channel (LINE user id); of the citizen page a hash.';
COMMENT ON COLUMN intake.reporters.phone IS 'Personal data: the last phone they gave, E.164, offered to them as one tap.';
COMMENT ON COLUMN intake.reporters.language_chosen IS 'True: they chose this language, so the language of their app no longer counts.';
COMMENT ON COLUMN intake.reporters.asks_no_more IS 'They do not want to be asked how they are';
COMMENT ON COLUMN intake.reporters.language_written IS 'True: they wrote in this language, so the language of their app no longer counts; writing in another one changes it.';

CREATE TABLE intake.reports (
  id uuid NOT NULL,
  reporter_id uuid NOT NULL,
  state text NOT NULL,
  type text,
  silent boolean NOT NULL,
  position jsonb,
  last_notified jsonb,
  started_at timestamp with time zone NOT NULL,
  ask_again_at timestamp with time zone,
  give_up_at timestamp with time zone,
  asked_times integer NOT NULL DEFAULT 1,
  unfinished_since timestamp with time zone,
  stars integer,
  phone text,
  statements jsonb NOT NULL DEFAULT '{}'::jsonb,
  place_detail text,
  CONSTRAINT reports_pkey PRIMARY KEY (id),
  CONSTRAINT reports_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES intake.reporters(id),
  CONSTRAINT reports_check CHECK (((state <> 'submitted'::text) OR ((type IS NOT NULL) AND ("position" IS NOT NULL)))),
  CONSTRAINT reports_stars_check CHECK (((stars >= 1) AND (stars <= 5))),
  CONSTRAINT reports_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'dropped'::text, 'abandoned'::text])))
);
CREATE INDEX reports_ask_again ON intake.reports USING btree (ask_again_at) WHERE (ask_again_at IS NOT NULL);
CREATE INDEX reports_give_up ON intake.reports USING btree (give_up_at) WHERE (give_up_at IS NOT NULL);
CREATE INDEX reports_left_unfinished ON intake.reports USING btree (started_at) WHERE ((unfinished_since IS NOT NULL) AND (state <> 'submitted'::text));
CREATE INDEX reports_reporter ON intake.reports USING btree (reporter_id, started_at DESC);
CREATE INDEX reports_unfinished ON intake.reports USING btree (unfinished_since) WHERE ((unfinished_since IS NOT NULL) AND (state = 'draft'::text));
ALTER TABLE intake.reports ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON intake.reports TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_changes ON intake.reports FOR UPDATE TO ess_user USING (intake.actor_in_scope(reporter_id));
CREATE POLICY user_reads ON intake.reports FOR SELECT TO ess_user USING ((((state = 'draft'::text) AND (unfinished_since IS NOT NULL) AND ( SELECT platform.actor_may('report:view-unfinished'::text) AS actor_may)) OR intake.actor_in_scope(reporter_id)));
CREATE POLICY user_reads_taken ON intake.reports FOR SELECT TO ess_user USING ((( SELECT platform.actor_may('report:take-by-phone'::text) AS actor_may) AND intake.actor_took_call(id)));
GRANT DELETE, INSERT, SELECT, UPDATE ON intake.reports TO ess_service;
GRANT SELECT, UPDATE (state, type, silent, position, last_notified, ask_again_at, give_up_at, stars, phone, statements, place_detail) ON intake.reports TO ess_user;
COMMENT ON TABLE intake.reports IS 'What a person sent: a draft until type and place are known, then an incident''s report.';
COMMENT ON COLUMN intake.reports.reporter_id IS 'Personal data (pseudonym): the reporter';
COMMENT ON COLUMN intake.reports.position IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN intake.reports.last_notified IS 'The last status that the reporter was notified of.';
COMMENT ON COLUMN intake.reports.phone IS 'Personal data: the phone given for this very report, E.164.';
COMMENT ON COLUMN intake.reports.statements IS 'When the values that count now were stated: type, telephone number, calls, cancelling; and when the report was whole';
COMMENT ON COLUMN intake.reports.place_detail IS 'Personal data: house number, lane, landmark, as given by this reporter';

CREATE TABLE intake.web_messages (
  id uuid NOT NULL,
  report_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  sender text NOT NULL,
  kind text NOT NULL,
  text text,
  sender_name text,
  message_id uuid,
  question jsonb,
  answer text,
  seen_at timestamp with time zone,
  CONSTRAINT web_messages_pkey PRIMARY KEY (id),
  CONSTRAINT web_messages_report_id_fkey FOREIGN KEY (report_id) REFERENCES intake.reports(id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT web_messages_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'image'::text]))),
  CONSTRAINT web_messages_sender_check CHECK ((sender = ANY (ARRAY['reporter'::text, 'officer'::text, 'system'::text])))
);
CREATE INDEX web_messages_report ON intake.web_messages USING btree (report_id, at);
ALTER TABLE intake.web_messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON intake.web_messages TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON intake.web_messages FOR INSERT TO ess_user WITH CHECK (((sender <> 'reporter'::text) AND (EXISTS ( SELECT
   FROM intake.reports report
  WHERE ((report.id = web_messages.report_id) AND intake.actor_in_scope(report.reporter_id))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON intake.web_messages TO ess_service;
GRANT INSERT ON intake.web_messages TO ess_user;
COMMENT ON TABLE intake.web_messages IS 'Personal data: the conversation with a reporter as the citizen page shows it';
COMMENT ON COLUMN intake.web_messages.text IS 'Personal data: what the reporter, an officer or we wrote';
COMMENT ON COLUMN intake.web_messages.sender_name IS 'The officer''s agency, as the reporter reads it: no person';
COMMENT ON COLUMN intake.web_messages.message_id IS 'The officer''s message in the chat of the incident, to say there that the page has shown it';
COMMENT ON COLUMN intake.web_messages.question IS 'A ready question: its id, what was asked about, its answers';
COMMENT ON COLUMN intake.web_messages.seen_at IS 'When the page first got it';

CREATE TABLE intake.web_reports (
  report_id uuid NOT NULL,
  reporter_id uuid NOT NULL,
  client_hash text NOT NULL,
  code text NOT NULL,
  secret_hash text NOT NULL,
  written_at timestamp with time zone,
  received_at timestamp with time zone NOT NULL,
  placement_code text,
  change_ids uuid[] NOT NULL DEFAULT '{}'::uuid[],
  line_user_id text,
  CONSTRAINT web_reports_client_hash_key UNIQUE (client_hash),
  CONSTRAINT web_reports_code_key UNIQUE (code),
  CONSTRAINT web_reports_pkey PRIMARY KEY (report_id),
  CONSTRAINT web_reports_report_id_fkey FOREIGN KEY (report_id) REFERENCES intake.reports(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX web_reports_reporter ON intake.web_reports USING btree (reporter_id);
ALTER TABLE intake.web_reports ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON intake.web_reports TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON intake.web_reports TO ess_service;
COMMENT ON TABLE intake.web_reports IS 'Reports by the citizen page, each the only one of its reporter; one row for each id that a device made';
COMMENT ON COLUMN intake.web_reports.reporter_id IS 'Personal data (pseudonym): its reporter';
COMMENT ON COLUMN intake.web_reports.client_hash IS 'SHA-256 of the id that the device made; the same id again is the same report';
COMMENT ON COLUMN intake.web_reports.secret_hash IS 'SHA-256 of the secret that its reporter holds';
COMMENT ON COLUMN intake.web_reports.written_at IS 'When they pressed send, by the clock of their device; null where that can not be';
COMMENT ON COLUMN intake.web_reports.placement_code IS 'The QR code by which they came';
COMMENT ON COLUMN intake.web_reports.change_ids IS 'The ids that the device gave to changes that were made, the newest 200: the same one again changes nothing';
COMMENT ON COLUMN intake.web_reports.line_user_id IS 'Personal data: the account that LINE itself named for this report; null where it named none. Forgotten with the row';

CREATE TABLE jurisdiction.administrative_areas (
  code text NOT NULL,
  level text NOT NULL DEFAULT 
CASE length(code)
    WHEN 2 THEN 'province'::text
    WHEN 4 THEN 'district'::text
    ELSE 'subdistrict'::text
END,
  parent_code text DEFAULT 
CASE length(code)
    WHEN 2 THEN NULL::text
    ELSE "left"(code, '-2'::integer)
END,
  name_th text NOT NULL,
  name_en text NOT NULL,
  postal_code text,
  lat double precision NOT NULL,
  lng double precision NOT NULL,
  CONSTRAINT administrative_areas_pkey PRIMARY KEY (code),
  CONSTRAINT administrative_areas_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES jurisdiction.administrative_areas(code),
  CONSTRAINT administrative_areas_code_check CHECK ((code ~ '^[0-9]{2}([0-9]{2}([0-9]{2})?)?$'::text)),
  CONSTRAINT administrative_areas_name_en_check CHECK ((name_en <> ''::text)),
  CONSTRAINT administrative_areas_name_th_check CHECK ((name_th <> ''::text))
);
GRANT SELECT ON jurisdiction.administrative_areas TO ess_service;
GRANT SELECT ON jurisdiction.administrative_areas TO ess_user;
COMMENT ON TABLE jurisdiction.administrative_areas IS 'Provinces, districts and subdistricts by official code, with a representative point';

CREATE TABLE jurisdiction.agencies (
  id uuid NOT NULL,
  code text NOT NULL,
  kind text NOT NULL,
  name_th text NOT NULL,
  name_en text,
  parent_id uuid,
  path ltree NOT NULL,
  phone text,
  lat double precision NOT NULL,
  lng double precision NOT NULL,
  location cube NOT NULL DEFAULT jurisdiction.earth_point(lat, lng),
  is_active boolean NOT NULL DEFAULT true,
  readiness text NOT NULL DEFAULT 'unknown'::text,
  readiness_changed_at timestamp with time zone,
  is_demonstration boolean NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  readiness_changed_in xid8,
  CONSTRAINT agencies_code_key UNIQUE (code),
  CONSTRAINT agencies_path_key UNIQUE (path),
  CONSTRAINT agencies_pkey PRIMARY KEY (id),
  CONSTRAINT agencies_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES jurisdiction.agencies(id),
  CONSTRAINT agencies_check CHECK ((parent_id <> id)),
  CONSTRAINT agencies_code_check CHECK ((code ~ '^[A-Z0-9][A-Z0-9-]{1,31}$'::text)),
  CONSTRAINT agencies_kind_check CHECK ((kind = ANY (ARRAY['national-police'::text, 'region'::text, 'provincial-police'::text, 'station'::text, 'centre-191'::text, 'national-desk'::text, 'provincial-social-office'::text, 'tambon-centre'::text, 'education-fund'::text, 'service-provider'::text, 'outreach-partner'::text]))),
  CONSTRAINT agencies_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  CONSTRAINT agencies_lng_check CHECK (((lng >= ('-180'::integer)::double precision) AND (lng <= (180)::double precision))),
  CONSTRAINT agencies_name_en_check CHECK ((name_en <> ''::text)),
  CONSTRAINT agencies_name_th_check CHECK ((name_th <> ''::text)),
  CONSTRAINT agencies_readiness_check CHECK ((readiness = ANY (ARRAY['unknown'::text, 'ready'::text, 'nobody-on-duty'::text, 'no-heartbeat'::text])))
);
CREATE INDEX agencies_by_branch ON jurisdiction.agencies USING gist (path);
CREATE INDEX agencies_parent ON jurisdiction.agencies USING btree (parent_id);
CREATE INDEX agencies_readiness_changes ON jurisdiction.agencies USING btree (readiness_changed_in) WHERE (readiness_changed_in IS NOT NULL);
CREATE INDEX agencies_station_location ON jurisdiction.agencies USING gist (location) WHERE ((kind = 'station'::text) AND is_active);
GRANT SELECT, UPDATE (readiness, readiness_changed_at, readiness_changed_in) ON jurisdiction.agencies TO ess_service;
GRANT SELECT, UPDATE (readiness, readiness_changed_at, readiness_changed_in) ON jurisdiction.agencies TO ess_user;
COMMENT ON TABLE jurisdiction.agencies IS 'Every participating agency in one tree: stations, 191 centres, provincial and regional police, social services, the education fund';
COMMENT ON COLUMN jurisdiction.agencies.code IS 'Stable code in import files; the last label of path is made from it';
COMMENT ON COLUMN jurisdiction.agencies.path IS 'The path from the root th down to this agency; decides who sees what';
COMMENT ON COLUMN jurisdiction.agencies.phone IS 'Telephone of the agency (E.164 or a short number such as 191), never of a person';
COMMENT ON COLUMN jurisdiction.agencies.readiness IS 'unknown counts as ready; alerts pass over nobody-on-duty and no-heartbeat when they look for a station';
COMMENT ON COLUMN jurisdiction.agencies.is_demonstration IS 'True: invented for demonstration, never to be shown as an official register';
COMMENT ON COLUMN jurisdiction.agencies.readiness_changed_in IS 'Transaction that changed the readiness last; null while it never changed';

CREATE TABLE jurisdiction.agency_areas (
  agency_id uuid NOT NULL,
  polygon jsonb NOT NULL,
  is_approximate boolean NOT NULL,
  CONSTRAINT agency_areas_pkey PRIMARY KEY (agency_id),
  CONSTRAINT agency_areas_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES jurisdiction.agencies(id) ON DELETE CASCADE,
  CONSTRAINT agency_areas_polygon_check CHECK (((polygon ->> 'type'::text) = 'MultiPolygon'::text))
);
GRANT SELECT ON jurisdiction.agency_areas TO ess_service;
GRANT SELECT ON jurisdiction.agency_areas TO ess_user;
COMMENT ON TABLE jurisdiction.agency_areas IS 'Areas for which an agency is responsible, where they are known (GeoJSON MultiPolygon, WGS 84)';
COMMENT ON COLUMN jurisdiction.agency_areas.is_approximate IS 'True: computed for demonstration, not decided by an authority';

CREATE TABLE jurisdiction.boundaries (
  code text NOT NULL,
  name_th text,
  name_en text,
  polygon jsonb NOT NULL,
  data_set text NOT NULL,
  CONSTRAINT boundaries_pkey PRIMARY KEY (code),
  CONSTRAINT boundaries_data_set_fkey FOREIGN KEY (data_set) REFERENCES jurisdiction.data_sets(name),
  CONSTRAINT boundaries_code_check CHECK (((code = ANY (ARRAY['TH'::text, 'NEIGHBOURS'::text])) OR (code ~ '^[0-9]{2}([0-9]{2}([0-9]{2})?)?$'::text))),
  CONSTRAINT boundaries_polygon_check CHECK (((polygon ->> 'type'::text) = 'MultiPolygon'::text))
);
GRANT SELECT ON jurisdiction.boundaries TO ess_service;
GRANT SELECT ON jurisdiction.boundaries TO ess_user;
COMMENT ON TABLE jurisdiction.boundaries IS 'Outlines of the country (TH), of the land of its neighbours around it (NEIGHBOURS) and, once imported, of administrative areas (GeoJSON MultiPolygon, WGS 84)';
COMMENT ON COLUMN jurisdiction.boundaries.name_th IS 'Name in the boundary file: needed for an area that has been divided or renamed since';

CREATE TABLE jurisdiction.data_sets (
  name text NOT NULL,
  version text NOT NULL,
  attribution text NOT NULL,
  loaded_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT data_sets_pkey PRIMARY KEY (name)
);
GRANT SELECT ON jurisdiction.data_sets TO ess_service;
GRANT SELECT ON jurisdiction.data_sets TO ess_user;
COMMENT ON TABLE jurisdiction.data_sets IS 'The loaded edition of each table, and the attribution that its licence requires';
COMMENT ON COLUMN jurisdiction.data_sets.version IS 'Hash of the files it was loaded from; another hash is loaded again';

CREATE TABLE jurisdiction.edition (
  single boolean NOT NULL DEFAULT true,
  number bigint NOT NULL,
  CONSTRAINT edition_pkey PRIMARY KEY (single),
  CONSTRAINT edition_single_check CHECK (single)
);
GRANT SELECT ON jurisdiction.edition TO ess_service;
GRANT SELECT ON jurisdiction.edition TO ess_user;
COMMENT ON TABLE jurisdiction.edition IS 'One row: the number of the current edition of agencies, areas and boundaries; every import increases it';

CREATE TABLE line.chats (
  account text NOT NULL,
  chat_id text NOT NULL,
  language text,
  standby boolean NOT NULL DEFAULT false,
  sender_until timestamp with time zone,
  sender_process integer,
  CONSTRAINT chats_pkey PRIMARY KEY (account, chat_id),
  CONSTRAINT chats_account_check CHECK ((account = ANY (ARRAY['reporter'::text, 'staff'::text]))),
  CONSTRAINT chats_language_check CHECK ((language = ANY (ARRAY['th'::text, 'en'::text, 'my'::text, 'lo'::text, 'km'::text, 'zh'::text])))
);
ALTER TABLE line.chats ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON line.chats TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_all ON line.chats TO ess_user USING (((account = 'reporter'::text) AND (EXISTS ( SELECT
   FROM intake.reporters reporter
  WHERE ((reporter.channel = 'line'::text) AND (reporter.address = chats.chat_id))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON line.chats TO ess_service;
GRANT INSERT, SELECT (account, chat_id, sender_until) ON line.chats TO ess_user;
COMMENT ON TABLE line.chats IS 'One row per chat: who may send to it right now, and what is known about it';
COMMENT ON COLUMN line.chats.chat_id IS 'Personal data: LINE''s user id (or group or room id)';
COMMENT ON COLUMN line.chats.language IS 'Language of the person''s LINE app, as far as it is one of ours';
COMMENT ON COLUMN line.chats.standby IS 'Another module of the account has the chat: we must not answer';
COMMENT ON COLUMN line.chats.sender_until IS 'A process is sending to this chat until then; a lease, so that a dead process blocks nobody for long';
COMMENT ON COLUMN line.chats.sender_process IS 'The server process that is sending until then; when it has ended the lease is free at once';

CREATE TABLE line.media_fetches (
  message_id text NOT NULL,
  account text NOT NULL,
  chat_id text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  state text NOT NULL DEFAULT 'pending'::text,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamp with time zone,
  fetching_until timestamp with time zone,
  finalised_at timestamp with time zone,
  fetching_process integer,
  turn integer NOT NULL DEFAULT 0,
  CONSTRAINT media_fetches_pkey PRIMARY KEY (message_id),
  CONSTRAINT media_fetches_account_check CHECK ((account = ANY (ARRAY['reporter'::text, 'staff'::text]))),
  CONSTRAINT media_fetches_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'stored'::text, 'gone'::text, 'failed'::text])))
);
CREATE INDEX media_fetches_pending_of_chat ON line.media_fetches USING btree (account, chat_id) WHERE (state = 'pending'::text);
CREATE INDEX media_fetches_pending ON line.media_fetches USING btree (turn, created_at) WHERE (state = 'pending'::text);
ALTER TABLE line.media_fetches ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON line.media_fetches TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON line.media_fetches TO ess_service;
COMMENT ON TABLE line.media_fetches IS 'Photos, videos, sound and files to be fetched from LINE, which deletes them after an unknown time';
COMMENT ON COLUMN line.media_fetches.chat_id IS 'Personal data: LINE''s user id';
COMMENT ON COLUMN line.media_fetches.fetching_until IS 'A process is fetching it until then (a lease)';
COMMENT ON COLUMN line.media_fetches.fetching_process IS 'The server process that is fetching it; when it has ended the lease is free at once';
COMMENT ON COLUMN line.media_fetches.turn IS 'How many of the same chat waited when it came: the first of each chat is fetched before the second of any';

CREATE TABLE line.menu_requests (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  account text NOT NULL,
  chat_id text NOT NULL,
  menu text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamp with time zone,
  CONSTRAINT menu_requests_pkey PRIMARY KEY (id),
  CONSTRAINT menu_requests_account_check CHECK ((account = ANY (ARRAY['reporter'::text, 'staff'::text]))),
  CONSTRAINT menu_requests_menu_check CHECK ((menu = ANY (ARRAY['default'::text, 'reporting'::text, 'waiting'::text])))
);
CREATE INDEX menu_requests_chat ON line.menu_requests USING btree (account, chat_id, id);
ALTER TABLE line.menu_requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON line.menu_requests TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_all ON line.menu_requests TO ess_user USING (((account = 'reporter'::text) AND (EXISTS ( SELECT
   FROM intake.reporters reporter
  WHERE ((reporter.channel = 'line'::text) AND (reporter.address = menu_requests.chat_id))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON line.menu_requests TO ess_service;
GRANT INSERT ON line.menu_requests TO ess_user;
COMMENT ON TABLE line.menu_requests IS 'Which rich menu a chat is to show; the newest request of a chat is carried out, then all of them are deleted';
COMMENT ON COLUMN line.menu_requests.chat_id IS 'Personal data: LINE''s user id';

CREATE TABLE line.messages (
  message_id text NOT NULL,
  webhook_event_id text,
  unsent_at timestamp with time zone,
  CONSTRAINT messages_pkey PRIMARY KEY (message_id)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON line.messages TO ess_service;
COMMENT ON TABLE line.messages IS 'Which event brought a message. With unsent_at it is the tombstone that stops an unsent message from coming back.';

CREATE TABLE line.outbound_messages (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  account text NOT NULL,
  chat_id text NOT NULL,
  messages text,
  message_count integer NOT NULL,
  quiet boolean NOT NULL,
  about jsonb,
  created_at timestamp with time zone NOT NULL,
  state text NOT NULL DEFAULT 'pending'::text,
  retry_key uuid NOT NULL,
  call_key uuid,
  via text,
  reply_token text,
  reply_token_delivered_at timestamp with time zone,
  outcome_unknown boolean NOT NULL DEFAULT false,
  first_tried_at timestamp with time zone,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamp with time zone,
  status integer,
  request_id text,
  finalised_at timestamp with time zone,
  CONSTRAINT outbound_messages_pkey PRIMARY KEY (id),
  CONSTRAINT outbound_messages_account_check CHECK ((account = ANY (ARRAY['reporter'::text, 'staff'::text]))),
  CONSTRAINT outbound_messages_message_count_check CHECK (((message_count >= 1) AND (message_count <= 5))),
  CONSTRAINT outbound_messages_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'failed'::text]))),
  CONSTRAINT outbound_messages_via_check CHECK ((via = ANY (ARRAY['reply'::text, 'push'::text])))
);
CREATE INDEX outbound_messages_finalised ON line.outbound_messages USING brin (finalised_at);
CREATE INDEX outbound_messages_pending ON line.outbound_messages USING btree (account, chat_id, id) WHERE (state = 'pending'::text);
ALTER TABLE line.outbound_messages ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON line.outbound_messages TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_all ON line.outbound_messages TO ess_user USING (((account = 'reporter'::text) AND (EXISTS ( SELECT
   FROM intake.reporters reporter
  WHERE ((reporter.channel = 'line'::text) AND (reporter.address = outbound_messages.chat_id))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON line.outbound_messages TO ess_service;
GRANT INSERT, SELECT (id) ON line.outbound_messages TO ess_user;
COMMENT ON TABLE line.outbound_messages IS 'The outbox: messages to LINE, in order per chat, with their outcome';
COMMENT ON COLUMN line.outbound_messages.chat_id IS 'Personal data: LINE''s user id (or group or room id)';
COMMENT ON COLUMN line.outbound_messages.messages IS 'Personal data: 1 to 5 LINE message objects as JSON text. Erased some days after they were finalised.';
COMMENT ON COLUMN line.outbound_messages.retry_key IS 'X-Line-Retry-Key of the call that begins with this row; stored before the first try';
COMMENT ON COLUMN line.outbound_messages.call_key IS 'Rows with the same key are sent in one call, on each try with the same body';
COMMENT ON COLUMN line.outbound_messages.outcome_unknown IS 'A try began and its answer never came: LINE may have accepted it';
COMMENT ON COLUMN line.outbound_messages.request_id IS 'X-Line-Request-Id of the last answer: LINE''s support needs it to find a request';

CREATE TABLE line.reply_tokens (
  token text NOT NULL,
  webhook_event_id text NOT NULL,
  account text NOT NULL,
  chat_id text NOT NULL,
  event_at timestamp with time zone NOT NULL,
  delivered_at timestamp with time zone NOT NULL,
  CONSTRAINT reply_tokens_pkey PRIMARY KEY (token)
);
CREATE INDEX reply_tokens_chat ON line.reply_tokens USING btree (account, chat_id);
CREATE INDEX reply_tokens_event ON line.reply_tokens USING btree (webhook_event_id);
ALTER TABLE line.reply_tokens ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON line.reply_tokens TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_all ON line.reply_tokens TO ess_user USING (false);
GRANT DELETE, INSERT, SELECT, UPDATE ON line.reply_tokens TO ess_service;
GRANT INSERT ON line.reply_tokens TO ess_user;
COMMENT ON TABLE line.reply_tokens IS 'Unused reply tokens: free answers, good for one use and about a minute after the (re)delivery';
COMMENT ON COLUMN line.reply_tokens.chat_id IS 'Personal data: LINE''s user id';

CREATE TABLE line.webhook_events (
  webhook_event_id text NOT NULL,
  account text NOT NULL,
  chat_id text NOT NULL,
  event_at timestamp with time zone NOT NULL,
  received_at timestamp with time zone NOT NULL,
  payload text,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamp with time zone,
  processed_at timestamp with time zone,
  failed_at timestamp with time zone,
  message_id text,
  CONSTRAINT webhook_events_pkey PRIMARY KEY (webhook_event_id),
  CONSTRAINT webhook_events_account_check CHECK ((account = ANY (ARRAY['reporter'::text, 'staff'::text])))
);
CREATE INDEX webhook_events_received ON line.webhook_events USING brin (received_at);
CREATE INDEX webhook_events_waiting ON line.webhook_events USING btree (account, chat_id, event_at) WHERE (processed_at IS NULL);
ALTER TABLE line.webhook_events ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON line.webhook_events TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON line.webhook_events TO ess_service;
COMMENT ON TABLE line.webhook_events IS 'Every webhook event once. Stored before LINE gets its 200; processed afterwards, in order per chat.';
COMMENT ON COLUMN line.webhook_events.webhook_event_id IS 'LINE''s id (ULID), the key against duplicates; events without one have the hash of their content';
COMMENT ON COLUMN line.webhook_events.chat_id IS 'Personal data: LINE''s user id (or group or room id); empty where the event names none';
COMMENT ON COLUMN line.webhook_events.event_at IS 'LINE''s own time of the event, unchanged when it is delivered again';
COMMENT ON COLUMN line.webhook_events.payload IS 'Personal data: the event as JSON text (text, because jsonb refuses \u0000). Erased when unsent or old.';
COMMENT ON COLUMN line.webhook_events.failed_at IS 'Given up after several tries; a system alert was raised and the payload stays';
COMMENT ON COLUMN line.webhook_events.message_id IS 'The id of the event''s message, if it has one';

CREATE TABLE outreach.campaigns (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  agency_id uuid NOT NULL,
  name text NOT NULL,
  aim text NOT NULL,
  starts_on date NOT NULL,
  ends_on date,
  languages text[] NOT NULL,
  budget_baht integer,
  status text NOT NULL,
  changed_by_person_id uuid,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT campaigns_agency_id_name_key UNIQUE (agency_id, name),
  CONSTRAINT campaigns_pkey PRIMARY KEY (id),
  CONSTRAINT campaigns_budget_baht_check CHECK ((budget_baht >= 0)),
  CONSTRAINT campaigns_check CHECK ((ends_on >= starts_on)),
  CONSTRAINT campaigns_name_check CHECK ((name <> ''::text)),
  CONSTRAINT campaigns_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'running'::text, 'closed'::text])))
);
ALTER TABLE outreach.campaigns ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON outreach.campaigns TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON outreach.campaigns FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_may('outreach:edit'::text) AS actor_may) AND (agency_id IN ( SELECT outreach.agencies_of_actor() AS agencies_of_actor)) AND (changed_by_person_id = ( SELECT platform.actor_id() AS actor_id))));
CREATE POLICY user_changes ON outreach.campaigns FOR UPDATE TO ess_user USING ((( SELECT platform.actor_may('outreach:edit'::text) AS actor_may) AND (agency_id IN ( SELECT outreach.agencies_of_actor() AS agencies_of_actor)))) WITH CHECK (((agency_id IN ( SELECT outreach.agencies_of_actor() AS agencies_of_actor)) AND (changed_by_person_id = ( SELECT platform.actor_id() AS actor_id))));
CREATE POLICY user_reads ON outreach.campaigns FOR SELECT TO ess_user USING ((agency_id IN ( SELECT outreach.agencies_of_actor() AS agencies_of_actor)));
GRANT INSERT, SELECT, UPDATE ON outreach.campaigns TO ess_service;
GRANT INSERT, SELECT, UPDATE ON outreach.campaigns TO ess_user;
COMMENT ON TABLE outreach.campaigns IS 'What is made known where, by whom and how long';
COMMENT ON COLUMN outreach.campaigns.agency_id IS 'Whose campaign it is: a partner or an office; an agency of jurisdiction';
COMMENT ON COLUMN outreach.campaigns.name IS 'What the campaign is called';
COMMENT ON COLUMN outreach.campaigns.changed_by_person_id IS 'An account of access';

CREATE TABLE outreach.events (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  campaign_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  place_name text NOT NULL,
  lat double precision,
  lng double precision,
  hosts text NOT NULL,
  attendance integer,
  results text NOT NULL,
  status text NOT NULL,
  codes text[] NOT NULL,
  changed_by_person_id uuid,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT events_pkey PRIMARY KEY (id),
  CONSTRAINT events_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES outreach.campaigns(id),
  CONSTRAINT events_attendance_check CHECK ((attendance >= 0)),
  CONSTRAINT events_check CHECK ((ends_on >= starts_on)),
  CONSTRAINT events_check1 CHECK (((lat IS NULL) = (lng IS NULL))),
  CONSTRAINT events_kind_check CHECK ((kind = ANY (ARRAY['roadshow'::text, 'meeting'::text, 'training'::text]))),
  CONSTRAINT events_name_check CHECK ((name <> ''::text)),
  CONSTRAINT events_place_name_check CHECK ((place_name <> ''::text)),
  CONSTRAINT events_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'held'::text, 'cancelled'::text])))
);
CREATE INDEX events_day ON outreach.events USING btree (starts_on DESC, id);
ALTER TABLE outreach.events ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON outreach.events TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON outreach.events FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_may('outreach:edit'::text) AS actor_may) AND (agency_id IN ( SELECT outreach.agencies_of_actor() AS agencies_of_actor)) AND (changed_by_person_id = ( SELECT platform.actor_id() AS actor_id))));
CREATE POLICY user_changes ON outreach.events FOR UPDATE TO ess_user USING ((( SELECT platform.actor_may('outreach:edit'::text) AS actor_may) AND (agency_id IN ( SELECT outreach.agencies_of_actor() AS agencies_of_actor)))) WITH CHECK (((agency_id IN ( SELECT outreach.agencies_of_actor() AS agencies_of_actor)) AND (changed_by_person_id = ( SELECT platform.actor_id() AS actor_id))));
CREATE POLICY user_reads ON outreach.events FOR SELECT TO ess_user USING ((agency_id IN ( SELECT outreach.agencies_of_actor() AS agencies_of_actor)));
GRANT INSERT, SELECT, UPDATE ON outreach.events TO ess_service;
GRANT INSERT, SELECT, UPDATE ON outreach.events TO ess_user;
COMMENT ON TABLE outreach.events IS 'Roadshows, meetings and trainings of a campaign; nobody who came is known';
COMMENT ON COLUMN outreach.events.agency_id IS 'Of the campaign, for the policies';
COMMENT ON COLUMN outreach.events.name IS 'What the event is called';
COMMENT ON COLUMN outreach.events.place_name IS 'Where, as people know it';
COMMENT ON COLUMN outreach.events.lat IS 'Where it is held, in degrees';
COMMENT ON COLUMN outreach.events.lng IS 'Where it is held, in degrees';
COMMENT ON COLUMN outreach.events.hosts IS 'Who invites and who speaks: offices and companies';
COMMENT ON COLUMN outreach.events.attendance IS 'How many came; empty until they were counted';
COMMENT ON COLUMN outreach.events.codes IS 'Codes of placements that were shown there; one may be shown at many';
COMMENT ON COLUMN outreach.events.changed_by_person_id IS 'An account of access';

CREATE TABLE outreach.import_rows (
  import_id uuid NOT NULL,
  row integer NOT NULL,
  code text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  reference text NOT NULL,
  lat double precision,
  lng double precision,
  subdistrict_code text,
  problem text,
  about text,
  CONSTRAINT import_rows_pkey PRIMARY KEY (import_id, "row")
);
ALTER TABLE outreach.import_rows ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON outreach.import_rows TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON outreach.import_rows TO ess_service;
COMMENT ON TABLE outreach.import_rows IS 'The rows of a file before they are placements; gone after a day';
COMMENT ON COLUMN outreach.import_rows.code IS 'The code it will have';
COMMENT ON COLUMN outreach.import_rows.name IS 'What the place is called';
COMMENT ON COLUMN outreach.import_rows.lat IS 'Where it is, in degrees';
COMMENT ON COLUMN outreach.import_rows.lng IS 'Where it is, in degrees';
COMMENT ON COLUMN outreach.import_rows.about IS 'What completes the problem: a value, or the row that is the same';

CREATE TABLE outreach.imports (
  id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  file_name text NOT NULL,
  status text NOT NULL,
  kind text NOT NULL,
  header jsonb,
  parts integer NOT NULL DEFAULT 0,
  counts jsonb NOT NULL,
  made_by_person_id uuid NOT NULL,
  made_at timestamp with time zone NOT NULL,
  committed_at timestamp with time zone,
  CONSTRAINT imports_pkey PRIMARY KEY (id),
  CONSTRAINT imports_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES outreach.campaigns(id),
  CONSTRAINT imports_status_check CHECK ((status = ANY (ARRAY['reading'::text, 'ready'::text, 'committed'::text, 'failed'::text])))
);
ALTER TABLE outreach.imports ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON outreach.imports TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON outreach.imports TO ess_service;
COMMENT ON TABLE outreach.imports IS 'Files of placements: what they would change, and whether they have';
COMMENT ON COLUMN outreach.imports.file_name IS 'As it was called on the device it came from';
COMMENT ON COLUMN outreach.imports.header IS 'Which column is which, and what stands between them; known with the first part';
COMMENT ON COLUMN outreach.imports.made_by_person_id IS 'An account of access';

CREATE TABLE outreach.material_batches (
  id uuid NOT NULL,
  asked_by_person_id uuid NOT NULL,
  campaign_id uuid,
  material text NOT NULL,
  format text NOT NULL,
  language text NOT NULL,
  codes text[] NOT NULL,
  parts integer NOT NULL,
  made integer NOT NULL DEFAULT 0,
  bytes integer NOT NULL DEFAULT 0,
  is_failed boolean NOT NULL DEFAULT false,
  asked_at timestamp with time zone NOT NULL,
  area text,
  CONSTRAINT material_batches_pkey PRIMARY KEY (id),
  CONSTRAINT material_batches_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES outreach.campaigns(id),
  CONSTRAINT material_batches_area_check CHECK ((area ~ '^\d{2}(\d{2}){0,2}$'::text)),
  CONSTRAINT material_batches_codes_check CHECK ((cardinality(codes) > 0)),
  CONSTRAINT material_batches_parts_check CHECK ((parts > 0))
);
CREATE INDEX material_batches_person ON outreach.material_batches USING btree (asked_by_person_id, asked_at);
ALTER TABLE outreach.material_batches ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON outreach.material_batches TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON outreach.material_batches FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_may('outreach:view'::text) AS actor_may) AND (asked_by_person_id = ( SELECT platform.actor_id() AS actor_id))));
CREATE POLICY user_reads ON outreach.material_batches FOR SELECT TO ess_user USING ((( SELECT platform.actor_may('outreach:view'::text) AS actor_may) AND (asked_by_person_id = ( SELECT platform.actor_id() AS actor_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON outreach.material_batches TO ess_service;
GRANT INSERT, SELECT ON outreach.material_batches TO ess_user;
COMMENT ON TABLE outreach.material_batches IS 'Posters, cards and pictures of many placements, made one part after the other; gone after two days';
COMMENT ON COLUMN outreach.material_batches.asked_by_person_id IS 'An account of access: nobody else fetches it';
COMMENT ON COLUMN outreach.material_batches.codes IS 'Of which placements, by district; what was chosen stays chosen';
COMMENT ON COLUMN outreach.material_batches.parts IS 'How many parts it will have';
COMMENT ON COLUMN outreach.material_batches.made IS 'Sheets that are made so far';
COMMENT ON COLUMN outreach.material_batches.area IS 'The province, district or subdistrict that was asked for; null: everywhere';

CREATE TABLE outreach.material_parts (
  batch_id uuid NOT NULL,
  part integer NOT NULL,
  sheets jsonb NOT NULL,
  content bytea NOT NULL,
  CONSTRAINT material_parts_pkey PRIMARY KEY (batch_id, part)
);
ALTER TABLE outreach.material_parts ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON outreach.material_parts TO ess_service USING (true) WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON outreach.material_parts TO ess_service;
COMMENT ON TABLE outreach.material_parts IS 'Some sheets of a batch, one behind the other';
COMMENT ON COLUMN outreach.material_parts.sheets IS 'Of each sheet its file name, its length, and what the list says of its placement';

CREATE TABLE outreach.placement_counts (
  code text NOT NULL,
  day date NOT NULL,
  step text NOT NULL,
  campaign_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  n integer NOT NULL,
  CONSTRAINT placement_counts_pkey PRIMARY KEY (code, day, step),
  CONSTRAINT placement_counts_code_fkey FOREIGN KEY (code) REFERENCES outreach.placements(code),
  CONSTRAINT placement_counts_step_check CHECK ((step = ANY (ARRAY['opened'::text, 'preview'::text, 'bot'::text, 'to-line'::text, 'to-web'::text, 'practised'::text, 'passed'::text])))
);
CREATE INDEX placement_counts_campaign ON outreach.placement_counts USING btree (campaign_id, step);
CREATE INDEX placement_counts_day ON outreach.placement_counts USING btree (day);
ALTER TABLE outreach.placement_counts ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON outreach.placement_counts TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_reads ON outreach.placement_counts FOR SELECT TO ess_user USING ((agency_id IN ( SELECT outreach.agencies_of_actor() AS agencies_of_actor)));
GRANT DELETE, INSERT, SELECT, UPDATE ON outreach.placement_counts TO ess_service;
GRANT SELECT ON outreach.placement_counts TO ess_user;
COMMENT ON TABLE outreach.placement_counts IS 'How often a code was opened each day; no address, no device and no time of day is kept';

CREATE TABLE outreach.placement_photos (
  id uuid NOT NULL,
  code text NOT NULL,
  attachment_id uuid NOT NULL,
  by_person_id uuid NOT NULL,
  added_at timestamp with time zone NOT NULL,
  CONSTRAINT placement_photos_pkey PRIMARY KEY (id),
  CONSTRAINT placement_photos_code_fkey FOREIGN KEY (code) REFERENCES outreach.placements(code)
);
CREATE INDEX placement_photos_attachment ON outreach.placement_photos USING btree (attachment_id);
CREATE INDEX placement_photos_code ON outreach.placement_photos USING btree (code, added_at);
ALTER TABLE outreach.placement_photos ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON outreach.placement_photos TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON outreach.placement_photos FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_may('outreach:check'::text) AS actor_may) AND (by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM outreach.placements place
  WHERE (place.code = placement_photos.code)))));
CREATE POLICY user_reads ON outreach.placement_photos FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM outreach.placements place
  WHERE (place.code = placement_photos.code))));
GRANT DELETE, INSERT, SELECT, UPDATE ON outreach.placement_photos TO ess_service;
GRANT INSERT, SELECT ON outreach.placement_photos TO ess_user;
COMMENT ON TABLE outreach.placement_photos IS 'A photo of a sign where it hangs; who passes by may be on it; the file itself is an attachment';
COMMENT ON COLUMN outreach.placement_photos.attachment_id IS 'A cleaned file of platform.attachments, without place and camera; no foreign key across schemas';
COMMENT ON COLUMN outreach.placement_photos.by_person_id IS 'Who added it, an account of access';

CREATE TABLE outreach.placements (
  code text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  campaign_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  reference text,
  lat double precision,
  lng double precision,
  subdistrict_code text,
  status text NOT NULL,
  checked_on date,
  changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT placements_agency_id_reference_key UNIQUE (agency_id, reference),
  CONSTRAINT placements_pkey PRIMARY KEY (code),
  CONSTRAINT placements_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES outreach.campaigns(id),
  CONSTRAINT placements_check CHECK (((lat IS NULL) = (lng IS NULL))),
  CONSTRAINT placements_code_check CHECK ((code ~ '^[0-9A-HJKMNP-TV-Z]{8}$'::text)),
  CONSTRAINT placements_name_check CHECK ((name <> ''::text)),
  CONSTRAINT placements_reference_check CHECK ((reference <> ''::text)),
  CONSTRAINT placements_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'shown'::text, 'checked'::text, 'removed'::text])))
);
CREATE INDEX placements_campaign ON outreach.placements USING btree (campaign_id, code);
CREATE INDEX placements_changed ON outreach.placements USING btree (changed_in);
CREATE INDEX placements_subdistrict ON outreach.placements USING btree (subdistrict_code);
ALTER TABLE outreach.placements ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON outreach.placements TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON outreach.placements FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_may('outreach:edit'::text) AS actor_may) AND (agency_id IN ( SELECT outreach.agencies_of_actor() AS agencies_of_actor))));
CREATE POLICY user_changes ON outreach.placements FOR UPDATE TO ess_user USING (((( SELECT platform.actor_may('outreach:edit'::text) AS actor_may) OR ( SELECT platform.actor_may('outreach:check'::text) AS actor_may)) AND (agency_id IN ( SELECT outreach.agencies_of_actor() AS agencies_of_actor)))) WITH CHECK ((agency_id IN ( SELECT outreach.agencies_of_actor() AS agencies_of_actor)));
CREATE POLICY user_reads ON outreach.placements FOR SELECT TO ess_user USING ((agency_id IN ( SELECT outreach.agencies_of_actor() AS agencies_of_actor)));
GRANT INSERT, SELECT, UPDATE ON outreach.placements TO ess_service;
GRANT INSERT, SELECT, UPDATE ON outreach.placements TO ess_user;
COMMENT ON TABLE outreach.placements IS 'Places and screens with a code each; none is ever deleted, because what is printed lives on';
COMMENT ON COLUMN outreach.placements.agency_id IS 'Of the campaign, for the policies';
COMMENT ON COLUMN outreach.placements.name IS 'What the place is called, as whoever stands there knows it';
COMMENT ON COLUMN outreach.placements.reference IS 'The number that its owner knows it by';
COMMENT ON COLUMN outreach.placements.lat IS 'Empty where there is no place: a group in LINE, an app of the staff';
COMMENT ON COLUMN outreach.placements.lng IS 'Empty where there is no place: a group in LINE, an app of the staff';
COMMENT ON COLUMN outreach.placements.changed_in IS 'The transaction that wrote it: every process reads what others have committed since it last asked';

CREATE TABLE platform.actor_keys (
  only_one boolean NOT NULL DEFAULT true,
  inner_block bytea NOT NULL,
  outer_block bytea NOT NULL,
  CONSTRAINT actor_keys_pkey PRIMARY KEY (only_one),
  CONSTRAINT actor_keys_inner_block_check CHECK ((length(inner_block) = 64)),
  CONSTRAINT actor_keys_only_one_check CHECK (only_one),
  CONSTRAINT actor_keys_outer_block_check CHECK ((length(outer_block) = 64))
);
COMMENT ON TABLE platform.actor_keys IS 'The key that signs the actor, as the two blocks of HMAC-SHA256 (RFC 2104); written by the owner at each start, read by platform.actor_is_proved() alone';

CREATE TABLE platform.attachments (
  id uuid NOT NULL,
  sha256 text,
  content_type text,
  bytes integer,
  at timestamp with time zone NOT NULL DEFAULT now(),
  refusal text,
  original_sha256 text,
  original_bytes integer,
  CONSTRAINT attachments_pkey PRIMARY KEY (id),
  CONSTRAINT attachments_check CHECK (((refusal IS NULL) = ((sha256 IS NOT NULL) AND (content_type IS NOT NULL) AND (bytes IS NOT NULL)))),
  CONSTRAINT attachments_refusal_check CHECK ((refusal = ANY (ARRAY['type'::text, 'too-large'::text, 'too-many'::text, 'unreadable'::text, 'gone'::text])))
);
CREATE INDEX attachments_sha256 ON platform.attachments USING btree (sha256);
ALTER TABLE platform.attachments ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON platform.attachments TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON platform.attachments FOR INSERT TO ess_user WITH CHECK (true);
CREATE POLICY user_reads ON platform.attachments FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.messages message
  WHERE (message.attachment_id = attachments.id))));
CREATE POLICY user_reads_case_pictures ON platform.attachments FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.pictures picture
  WHERE (picture.attachment_id = attachments.id))));
CREATE POLICY user_reads_help_pictures ON platform.attachments FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM help.pictures picture
  WHERE (picture.attachment_id = attachments.id))));
CREATE POLICY user_reads_photos ON platform.attachments FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM units.photos photo
  WHERE (photo.attachment_id = attachments.id))));
CREATE POLICY user_reads_placement_photos ON platform.attachments FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM outreach.placement_photos photo
  WHERE (photo.attachment_id = attachments.id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON platform.attachments TO ess_service;
GRANT INSERT, SELECT ON platform.attachments TO ess_user;
COMMENT ON TABLE platform.attachments IS 'Files stored outside the database under their content hash.';
COMMENT ON COLUMN platform.attachments.sha256 IS 'Of the cleaned file on disk, which is its name there.';
COMMENT ON COLUMN platform.attachments.content_type IS 'Decided by content, never by what the sender called it.';
COMMENT ON COLUMN platform.attachments.bytes IS 'Length of the cleaned file on disk.';
COMMENT ON COLUMN platform.attachments.refusal IS 'Why there is no file: shown to an officer instead of the file.';
COMMENT ON COLUMN platform.attachments.original_sha256 IS 'Of what was sent: the original on the sender''s phone can be compared with it. Empty when nothing was fetched, and for files kept before they were cleaned.';
COMMENT ON COLUMN platform.attachments.original_bytes IS 'Length of what was sent, beside its hash; no personal data.';

CREATE TABLE platform.clock (
  id boolean NOT NULL DEFAULT true,
  at timestamp with time zone NOT NULL,
  set_backs bigint NOT NULL DEFAULT 0,
  CONSTRAINT clock_pkey PRIMARY KEY (id),
  CONSTRAINT clock_id_check CHECK (id)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON platform.clock TO ess_service;
COMMENT ON TABLE platform.clock IS 'One row: how far the wall clock has come, written once a second by every server process';
COMMENT ON COLUMN platform.clock.at IS 'The latest time any process has seen; a clock behind it was set back';
COMMENT ON COLUMN platform.clock.set_backs IS 'How often stored times were moved because the clock went back; of several processes one does it';

CREATE TABLE platform.event_log (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  seq bigint,
  at timestamp with time zone NOT NULL DEFAULT now(),
  type text NOT NULL,
  body jsonb NOT NULL,
  CONSTRAINT event_log_seq_key UNIQUE (seq),
  CONSTRAINT event_log_pkey PRIMARY KEY (id)
);
CREATE INDEX event_log_unnumbered ON platform.event_log USING btree (id) WHERE (seq IS NULL);
GRANT DELETE, INSERT, SELECT, UPDATE ON platform.event_log TO ess_service;
GRANT INSERT ON platform.event_log TO ess_user;
COMMENT ON TABLE platform.event_log IS 'What live streams follow. Bodies hold ids only, never personal data.';
COMMENT ON COLUMN platform.event_log.seq IS 'Given after commit, without gaps, in one order for everybody; a stream resumes from it.';

CREATE TABLE platform.idempotency_keys (
  actor text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status integer NOT NULL,
  body jsonb NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (actor, key)
);
ALTER TABLE platform.idempotency_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON platform.idempotency_keys TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_all ON platform.idempotency_keys TO ess_user USING ((actor = (( SELECT platform.actor_id() AS actor_id))::text)) WITH CHECK ((actor = (( SELECT platform.actor_id() AS actor_id))::text));
GRANT DELETE, INSERT, SELECT, UPDATE ON platform.idempotency_keys TO ess_service;
GRANT INSERT, SELECT, UPDATE ON platform.idempotency_keys TO ess_user;
COMMENT ON TABLE platform.idempotency_keys IS 'The answer each submission got; the same submission twice is one.';
COMMENT ON COLUMN platform.idempotency_keys.actor IS 'Who submitted it: an id in access.users';
COMMENT ON COLUMN platform.idempotency_keys.body IS 'Personal data: the answer as it was given, kept for a day';

CREATE TABLE platform.last_write (
  only_one boolean NOT NULL DEFAULT true,
  at timestamp with time zone NOT NULL,
  CONSTRAINT last_write_pkey PRIMARY KEY (only_one),
  CONSTRAINT last_write_only_one_check CHECK (only_one)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON platform.last_write TO ess_service;
COMMENT ON TABLE platform.last_write IS 'One row: when any process last stored something, to measure an outage once it is over';
COMMENT ON COLUMN platform.last_write.at IS 'By the database''s own clock, once a second. More than a minute old: an outage that has not been dealt with yet';

CREATE TABLE platform.migrations (
  name text NOT NULL,
  hash text NOT NULL,
  applied_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT migrations_pkey PRIMARY KEY (name)
);
GRANT SELECT ON platform.migrations TO ess_service;
COMMENT ON TABLE platform.migrations IS 'The migrations that this database has been through, with the hash of their text';

CREATE TABLE platform.processes (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  started_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  seen_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT processes_pkey PRIMARY KEY (id)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON platform.processes TO ess_service;
COMMENT ON TABLE platform.processes IS 'Running server processes. Each holds an advisory lock on its number while it lives; a row without lock and heartbeat is deleted, and the leases it held are free.';
COMMENT ON COLUMN platform.processes.seen_at IS 'Last heartbeat, by the database''s own clock';

CREATE TABLE platform.system_alerts (
  id uuid NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  raised_at timestamp with time zone NOT NULL,
  last_at timestamp with time zone NOT NULL,
  count integer NOT NULL DEFAULT 1,
  details jsonb NOT NULL,
  resolved_at timestamp with time zone,
  resolved_by text,
  CONSTRAINT system_alerts_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX system_alerts_one_open ON platform.system_alerts USING btree (kind, subject) WHERE (resolved_at IS NULL);
GRANT DELETE, INSERT, SELECT, UPDATE ON platform.system_alerts TO ess_service;
GRANT SELECT, UPDATE (resolved_at, resolved_by) ON platform.system_alerts TO ess_user;
COMMENT ON TABLE platform.system_alerts IS 'What a technician must mend. Details hold codes and ids, never text of a reporter.';
COMMENT ON COLUMN platform.system_alerts.resolved_by IS 'Who said that it is mended: an id in access.users; ''system'' where the trouble ended by itself';

CREATE TABLE platform.write_trials (
  content text NOT NULL
);
GRANT DELETE, INSERT, SELECT, UPDATE ON platform.write_trials TO ess_service;
COMMENT ON TABLE platform.write_trials IS 'Written once a second by each process to know that something can be stored; holds nothing, emptied at 1 MB';

CREATE TABLE recognition.certificates (
  id uuid NOT NULL,
  kind text NOT NULL,
  status text NOT NULL,
  agency_id uuid NOT NULL,
  name text NOT NULL,
  position text NOT NULL,
  role text,
  citation text NOT NULL,
  given_on date NOT NULL,
  signers jsonb NOT NULL,
  person_id uuid,
  incident_id uuid,
  consent jsonb,
  shown text NOT NULL,
  proposed_by_person_id uuid NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  decided_by_person_id uuid,
  decided_at timestamp with time zone,
  decline_reason text,
  issued_by_person_id uuid,
  issued_at timestamp with time zone,
  number integer,
  buddhist_year integer,
  serial text,
  secret jsonb,
  document text,
  signature text,
  key_id text,
  revoked_by_person_id uuid,
  revoked_at timestamp with time zone,
  revoke_reason text,
  revoke_note text,
  checked_times integer NOT NULL DEFAULT 0,
  CONSTRAINT certificates_agency_id_buddhist_year_number_key UNIQUE (agency_id, buddhist_year, number),
  CONSTRAINT certificates_serial_key UNIQUE (serial),
  CONSTRAINT certificates_pkey PRIMARY KEY (id),
  CONSTRAINT certificates_check CHECK (((status = ANY (ARRAY['proposed'::text, 'withdrawn'::text])) OR ((decided_by_person_id IS NOT NULL) AND (decided_by_person_id <> proposed_by_person_id)))),
  CONSTRAINT certificates_check1 CHECK ((decided_by_person_id <> person_id)),
  CONSTRAINT certificates_check2 CHECK (((kind = 'officer'::text) OR ((consent IS NOT NULL) AND (incident_id IS NOT NULL)))),
  CONSTRAINT certificates_check3 CHECK (((shown = 'private'::text) OR (consent IS NOT NULL))),
  CONSTRAINT certificates_check4 CHECK (((status = ANY (ARRAY['issued'::text, 'revoked'::text])) = (signature IS NOT NULL))),
  CONSTRAINT certificates_check5 CHECK ((((signature IS NULL) = (serial IS NULL)) AND ((signature IS NULL) = (document IS NULL)) AND ((signature IS NULL) = (number IS NULL)))),
  CONSTRAINT certificates_check6 CHECK (((status = 'revoked'::text) = (revoked_at IS NOT NULL))),
  CONSTRAINT certificates_kind_check CHECK ((kind = ANY (ARRAY['citizen'::text, 'officer'::text]))),
  CONSTRAINT certificates_shown_check CHECK ((shown = ANY (ARRAY['private'::text, 'initials'::text, 'name'::text]))),
  CONSTRAINT certificates_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'approved'::text, 'issued'::text, 'revoked'::text, 'declined'::text, 'withdrawn'::text])))
);
CREATE INDEX certificates_incident ON recognition.certificates USING btree (incident_id) WHERE (incident_id IS NOT NULL);
CREATE INDEX certificates_listed ON recognition.certificates USING btree (status, proposed_at DESC);
CREATE UNIQUE INDEX certificates_once ON recognition.certificates USING btree (incident_id, person_id) WHERE (status = ANY (ARRAY['proposed'::text, 'approved'::text, 'issued'::text]));
ALTER TABLE recognition.certificates ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON recognition.certificates TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON recognition.certificates FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_may('certificate:propose'::text) AS actor_may) AND (status = 'proposed'::text) AND (proposed_by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND ((incident_id IS NULL) OR (incident_id <> ALL (( SELECT incident.withheld_from_actor() AS withheld_from_actor)::uuid[])))));
CREATE POLICY user_changes ON recognition.certificates FOR UPDATE TO ess_user USING ((( SELECT platform.actor_may('certificate:propose'::text) AS actor_may) OR ( SELECT platform.actor_may('certificate:approve'::text) AS actor_may)));
CREATE POLICY user_reads ON recognition.certificates FOR SELECT TO ess_user USING ((( SELECT platform.actor_may('certificate:view'::text) AS actor_may) AND ((agency_id = ANY (( SELECT recognition.agencies_of_actor() AS agencies_of_actor)::uuid[])) OR (proposed_by_person_id = ( SELECT platform.actor_id() AS actor_id))) AND ((incident_id IS NULL) OR (incident_id <> ALL (( SELECT incident.withheld_from_actor() AS withheld_from_actor)::uuid[])))));
GRANT INSERT, SELECT, UPDATE ON recognition.certificates TO ess_service;
GRANT INSERT, SELECT, UPDATE (status, consent, shown, decided_by_person_id, decided_at, decline_reason, issued_by_person_id, issued_at, number, buddhist_year, serial, secret, document, signature, key_id, revoked_by_person_id, revoked_at, revoke_reason, revoke_note) ON recognition.certificates TO ess_user;
COMMENT ON TABLE recognition.certificates IS 'Personal data: who was or will be thanked by a certificate';
COMMENT ON COLUMN recognition.certificates.name IS 'Personal data: to whom it is given';
COMMENT ON COLUMN recognition.certificates.position IS 'Personal data: rank or office of whom it is given to';
COMMENT ON COLUMN recognition.certificates.signers IS 'Personal data: who signs the paper, with their offices';
COMMENT ON COLUMN recognition.certificates.person_id IS 'An officer''s account of access';
COMMENT ON COLUMN recognition.certificates.incident_id IS 'Personal data: the incident it comes from; never printed, never shown outside';
COMMENT ON COLUMN recognition.certificates.consent IS 'Personal data: when a citizen asked for it in writing, and where that is kept';
COMMENT ON COLUMN recognition.certificates.shown IS 'What the public page may say of the holder';
COMMENT ON COLUMN recognition.certificates.decline_reason IS 'Personal data: what somebody wrote';
COMMENT ON COLUMN recognition.certificates.secret IS 'Personal data: salts of the digests in the document';
COMMENT ON COLUMN recognition.certificates.document IS 'What was signed: canonical JSON with digests in place of names';
COMMENT ON COLUMN recognition.certificates.revoke_note IS 'Personal data: what somebody wrote';

CREATE TABLE recognition.numbers (
  agency_id uuid NOT NULL,
  buddhist_year integer NOT NULL,
  last integer NOT NULL,
  CONSTRAINT numbers_pkey PRIMARY KEY (agency_id, buddhist_year)
);
ALTER TABLE recognition.numbers ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON recognition.numbers TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_counts ON recognition.numbers TO ess_user USING ((agency_id = ANY (( SELECT recognition.agencies_of_actor() AS agencies_of_actor)::uuid[]))) WITH CHECK ((agency_id = ANY (( SELECT recognition.agencies_of_actor() AS agencies_of_actor)::uuid[])));
GRANT INSERT, SELECT, UPDATE ON recognition.numbers TO ess_service;
GRANT INSERT, SELECT, UPDATE ON recognition.numbers TO ess_user;
COMMENT ON TABLE recognition.numbers IS 'The last number of each agency and year';

CREATE TABLE recognition.signing_keys (
  key_id text NOT NULL,
  public_key text NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT signing_keys_pkey PRIMARY KEY (key_id)
);
GRANT INSERT, SELECT ON recognition.signing_keys TO ess_service;
COMMENT ON TABLE recognition.signing_keys IS 'Public keys of all signatures ever made: those of old certificates stay';

CREATE TABLE referral.answer_links (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  token_hash text NOT NULL,
  code_hash text NOT NULL,
  given_to text NOT NULL,
  made_by_person_id uuid NOT NULL,
  made_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  wrong_codes integer NOT NULL DEFAULT 0,
  opened_at timestamp with time zone,
  views integer NOT NULL DEFAULT 0,
  ended_at timestamp with time zone,
  end_reason text,
  CONSTRAINT answer_links_token_hash_key UNIQUE (token_hash),
  CONSTRAINT answer_links_pkey PRIMARY KEY (id),
  CONSTRAINT answer_links_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral.referrals(id),
  CONSTRAINT answer_links_check CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  CONSTRAINT answer_links_end_reason_check CHECK ((end_reason = ANY (ARRAY['tries'::text, 'replaced'::text, 'revoked'::text])))
);
CREATE INDEX answer_links_referral ON referral.answer_links USING btree (referral_id, made_at DESC);
ALTER TABLE referral.answer_links ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON referral.answer_links TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON referral.answer_links FOR INSERT TO ess_user WITH CHECK (((made_by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM referral.visible_to_actor seen
  WHERE ((seen.referral_id = answer_links.referral_id) AND (seen.side = 'sender'::text) AND seen.may_act)
 OFFSET 0))));
CREATE POLICY user_changes ON referral.answer_links FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM referral.visible_to_actor seen
  WHERE ((seen.referral_id = answer_links.referral_id) AND (seen.side = 'sender'::text) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON referral.answer_links FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM referral.visible_to_actor seen
  WHERE ((seen.referral_id = answer_links.referral_id) AND (seen.side = 'sender'::text))
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON referral.answer_links TO ess_service;
GRANT INSERT, SELECT, UPDATE (ended_at, end_reason) ON referral.answer_links TO ess_user;
COMMENT ON TABLE referral.answer_links IS 'Links by which a receiver without an account answers; hashes only';
COMMENT ON COLUMN referral.answer_links.code_hash IS 'Of the token and the code together: without the token nobody can try the codes';
COMMENT ON COLUMN referral.answer_links.given_to IS 'Personal data: the person or office it was given to';
COMMENT ON COLUMN referral.answer_links.wrong_codes IS 'How often the code was wrong; after five it ends';

CREATE TABLE referral.capacity_questions (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  incident_id uuid,
  need_code text NOT NULL,
  service_code text NOT NULL,
  from_agency_id uuid NOT NULL,
  to_agency_id uuid NOT NULL,
  urgency text NOT NULL,
  age_band text NOT NULL,
  place jsonb NOT NULL,
  asked_by_person_id uuid NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  answer text,
  free_from date,
  answered_by_person_id uuid,
  answered_at timestamp with time zone,
  CONSTRAINT capacity_questions_pkey PRIMARY KEY (id),
  CONSTRAINT capacity_questions_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text, 'later'::text]))),
  CONSTRAINT capacity_questions_check CHECK (((answer IS NULL) = (answered_at IS NULL))),
  CONSTRAINT capacity_questions_check1 CHECK ((((answer = 'later'::text) = (free_from IS NOT NULL)) OR ((answer IS NULL) AND (free_from IS NULL)))),
  CONSTRAINT capacity_questions_urgency_check CHECK ((urgency = ANY (ARRAY['emergency'::text, 'urgent'::text, 'normal'::text])))
);
CREATE INDEX capacity_questions_case ON referral.capacity_questions USING btree (case_id, asked_at);
CREATE INDEX capacity_questions_to ON referral.capacity_questions USING btree (to_agency_id, asked_at) WHERE (answer IS NULL);
CREATE UNIQUE INDEX capacity_questions_open ON referral.capacity_questions USING btree (case_id, service_code, to_agency_id) WHERE (answer IS NULL);
ALTER TABLE referral.capacity_questions ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON referral.capacity_questions TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON referral.capacity_questions FOR INSERT TO ess_user WITH CHECK (((answer IS NULL) AND (asked_by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND care.actor_sees_all(case_id)));
CREATE POLICY user_changes ON referral.capacity_questions FOR UPDATE TO ess_user USING (((answer IS NULL) AND ( SELECT platform.actor_may('referral:answer'::text) AS actor_may) AND (to_agency_id = ANY (( SELECT referral.agencies_of_actor() AS agencies_of_actor)::uuid[])) AND (case_id <> ALL (( SELECT care.barred_from_actor() AS barred_from_actor)::uuid[])))) WITH CHECK ((answered_by_person_id = ( SELECT platform.actor_id() AS actor_id)));
CREATE POLICY user_reads ON referral.capacity_questions FOR SELECT TO ess_user USING ((((to_agency_id = ANY (( SELECT referral.agencies_of_actor() AS agencies_of_actor)::uuid[])) AND (( SELECT platform.actor_id() AS actor_id) IS NOT NULL) AND (case_id <> ALL (( SELECT care.barred_from_actor() AS barred_from_actor)::uuid[])) AND ((incident_id IS NULL) OR (incident_id <> ALL (( SELECT incident.withheld_from_actor() AS withheld_from_actor)::uuid[])))) OR (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = capacity_questions.case_id) AND (seen.sections IS NULL))
 OFFSET 0))));
GRANT DELETE, INSERT, SELECT, UPDATE ON referral.capacity_questions TO ess_service;
GRANT INSERT, SELECT, UPDATE (answer, free_from, answered_by_person_id, answered_at) ON referral.capacity_questions TO ess_user;
COMMENT ON TABLE referral.capacity_questions IS 'Personal data: whether a receiver has a place, asked with need, age band and area alone';
COMMENT ON COLUMN referral.capacity_questions.case_id IS 'A case of care, never shown to the receiver; no foreign key across capabilities';
COMMENT ON COLUMN referral.capacity_questions.age_band IS 'Personal data: how old, never more exactly';
COMMENT ON COLUMN referral.capacity_questions.place IS 'Personal data: the subdistrict, as text';

CREATE TABLE referral.cases_to_follow (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  CONSTRAINT cases_to_follow_pkey PRIMARY KEY (id)
);
ALTER TABLE referral.cases_to_follow ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON referral.cases_to_follow TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON referral.cases_to_follow FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_id() AS actor_id) IS NOT NULL));
GRANT DELETE, INSERT, SELECT, UPDATE ON referral.cases_to_follow TO ess_service;
GRANT INSERT ON referral.cases_to_follow TO ess_user;
COMMENT ON TABLE referral.cases_to_follow IS 'Cases, until it was looked whether their referrals have another sender or packet';
COMMENT ON COLUMN referral.cases_to_follow.case_id IS 'A case of care; no foreign key across capabilities';

CREATE TABLE referral.loss_proposals (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  need_id uuid NOT NULL,
  reason text NOT NULL,
  requested_by_person_id uuid NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  accepted boolean,
  decision_reason text,
  decided_by_person_id uuid,
  decided_at timestamp with time zone,
  CONSTRAINT loss_proposals_pkey PRIMARY KEY (id),
  CONSTRAINT loss_proposals_check CHECK (((decided_by_person_id IS NULL) OR (decided_by_person_id <> requested_by_person_id))),
  CONSTRAINT loss_proposals_check1 CHECK (((accepted IS NULL) = (decided_at IS NULL))),
  CONSTRAINT loss_proposals_check2 CHECK (((accepted IS NULL) = (decided_by_person_id IS NULL)))
);
CREATE INDEX loss_proposals_case ON referral.loss_proposals USING btree (case_id, requested_at);
CREATE UNIQUE INDEX loss_proposals_open ON referral.loss_proposals USING btree (need_id) WHERE (accepted IS NULL);
ALTER TABLE referral.loss_proposals ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON referral.loss_proposals TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON referral.loss_proposals FOR INSERT TO ess_user WITH CHECK (((accepted IS NULL) AND (requested_by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND care.actor_sees_all(case_id)));
CREATE POLICY user_changes ON referral.loss_proposals FOR UPDATE TO ess_user USING (((accepted IS NULL) AND care.actor_sees_all(case_id))) WITH CHECK ((decided_by_person_id = ( SELECT platform.actor_id() AS actor_id)));
CREATE POLICY user_reads ON referral.loss_proposals FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = loss_proposals.case_id) AND (seen.sections IS NULL))
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON referral.loss_proposals TO ess_service;
GRANT INSERT, SELECT, UPDATE (accepted, decision_reason, decided_by_person_id, decided_at) ON referral.loss_proposals TO ess_user;
COMMENT ON TABLE referral.loss_proposals IS 'Personal data: needs for which no help was to be had, proposed by a worker and decided by a supervisor';
COMMENT ON COLUMN referral.loss_proposals.case_id IS 'A case and a need of care; no foreign key across capabilities';
COMMENT ON COLUMN referral.loss_proposals.reason IS 'Personal data: what somebody wrote';
COMMENT ON COLUMN referral.loss_proposals.decision_reason IS 'Personal data: what somebody wrote';

CREATE TABLE referral.packets (
  referral_id uuid NOT NULL,
  person jsonb NOT NULL,
  safe_contact jsonb,
  why text,
  basis text NOT NULL,
  extra jsonb NOT NULL,
  built_at timestamp with time zone NOT NULL,
  CONSTRAINT packets_pkey PRIMARY KEY (referral_id),
  CONSTRAINT packets_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral.referrals(id)
);
ALTER TABLE referral.packets ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON referral.packets TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON referral.packets FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM referral.visible_to_actor seen
  WHERE ((seen.referral_id = packets.referral_id) AND (seen.side = 'sender'::text) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_changes ON referral.packets FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM referral.visible_to_actor seen
  WHERE ((seen.referral_id = packets.referral_id) AND (seen.side = 'sender'::text) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON referral.packets FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM (referral.visible_to_actor seen
     JOIN referral.referrals about ON ((about.id = seen.referral_id)))
  WHERE ((seen.referral_id = packets.referral_id) AND ((seen.side = 'sender'::text) OR (about.status = ANY (ARRAY['accepted'::text, 'in-progress'::text, 'on-hold'::text, 'completed'::text]))))
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON referral.packets TO ess_service;
GRANT INSERT, SELECT, UPDATE ON referral.packets TO ess_user;
COMMENT ON TABLE referral.packets IS 'Personal data: who a referral is about, as far as its service needs to know; for the receiver only after acceptance';

CREATE TABLE referral.referrals (
  id uuid NOT NULL,
  number bigint NOT NULL DEFAULT nextval('referral.referral_number'::regclass),
  buddhist_year integer NOT NULL,
  code text NOT NULL DEFAULT ((('RF-'::text || buddhist_year) || '-'::text) || lpad((number)::text, GREATEST(6, length((number)::text)), '0'::text)),
  version integer NOT NULL DEFAULT 1,
  case_id uuid NOT NULL,
  case_code text NOT NULL,
  incident_id uuid,
  need_id uuid NOT NULL,
  need_code text NOT NULL,
  from_agency_id uuid NOT NULL,
  to_agency_id uuid NOT NULL,
  service_id uuid,
  service_code text NOT NULL,
  statutory boolean NOT NULL,
  urgency text NOT NULL,
  age_band text NOT NULL,
  is_minor boolean NOT NULL,
  silent boolean NOT NULL,
  place jsonb NOT NULL,
  papers text[] NOT NULL,
  bundle_id uuid,
  status text NOT NULL,
  status_since timestamp with time zone NOT NULL,
  created_by_person_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  offered_at timestamp with time zone,
  half_at timestamp with time zone,
  due_at timestamp with time zone,
  province_at timestamp with time zone,
  reminded_at timestamp with time zone,
  province_told_at timestamp with time zone,
  accepted_at timestamp with time zone,
  update_due_at timestamp with time zone,
  update_told_at timestamp with time zone,
  outcome_due_at timestamp with time zone,
  outcome_told_at timestamp with time zone,
  hold_reason text,
  hold_until timestamp with time zone,
  ended_at timestamp with time zone,
  end_reason text,
  decline_by_person_id uuid,
  decline_decided_by_person_id uuid,
  outcome text,
  outcome_on date,
  outcome_place_code text,
  confirmation text NOT NULL DEFAULT 'none'::text,
  confirmed_way text,
  confirmed_at timestamp with time zone,
  updated_at timestamp with time zone NOT NULL,
  confirm_at timestamp with time zone,
  asked_times integer NOT NULL DEFAULT 0,
  province_code text DEFAULT (place ->> 'provinceCode'::text),
  CONSTRAINT referrals_code_key UNIQUE (code),
  CONSTRAINT referrals_pkey PRIMARY KEY (id),
  CONSTRAINT referrals_check CHECK (((status = 'draft'::text) OR (offered_at IS NOT NULL) OR (status = 'withdrawn'::text))),
  CONSTRAINT referrals_check1 CHECK (((offered_at IS NULL) = (due_at IS NULL))),
  CONSTRAINT referrals_check2 CHECK (((hold_reason IS NULL) = (hold_until IS NULL))),
  CONSTRAINT referrals_check3 CHECK (((status = 'on-hold'::text) = (hold_until IS NOT NULL))),
  CONSTRAINT referrals_check4 CHECK (((status = ANY (ARRAY['completed'::text, 'not-completed'::text, 'declined'::text, 'expired'::text, 'withdrawn'::text])) = (ended_at IS NOT NULL))),
  CONSTRAINT referrals_check5 CHECK (((status = 'completed'::text) = (outcome IS NOT NULL))),
  CONSTRAINT referrals_check6 CHECK (((status <> ALL (ARRAY['accepted'::text, 'in-progress'::text, 'on-hold'::text, 'completed'::text, 'not-completed'::text])) OR (accepted_at IS NOT NULL))),
  CONSTRAINT referrals_check7 CHECK (((decline_decided_by_person_id IS NULL) OR (decline_decided_by_person_id <> decline_by_person_id))),
  CONSTRAINT referrals_confirmation_check CHECK ((confirmation = ANY (ARRAY['none'::text, 'waiting'::text, 'to-ask'::text, 'received'::text, 'partly'::text, 'not-received'::text]))),
  CONSTRAINT referrals_confirmed_way_check CHECK ((confirmed_way = ANY (ARRAY['line'::text, 'call'::text, 'visit'::text]))),
  CONSTRAINT referrals_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'offered'::text, 'declined-proposed'::text, 'accepted'::text, 'in-progress'::text, 'on-hold'::text, 'completed'::text, 'not-completed'::text, 'declined'::text, 'expired'::text, 'withdrawn'::text]))),
  CONSTRAINT referrals_urgency_check CHECK ((urgency = ANY (ARRAY['emergency'::text, 'urgent'::text, 'normal'::text])))
);
CREATE INDEX referrals_bundle ON referral.referrals USING btree (bundle_id) WHERE (bundle_id IS NOT NULL);
CREATE INDEX referrals_case ON referral.referrals USING btree (case_id, created_at DESC);
CREATE INDEX referrals_confirm ON referral.referrals USING btree (confirm_at) WHERE (confirmation = 'waiting'::text);
CREATE INDEX referrals_due ON referral.referrals USING btree (due_at) WHERE (status = ANY (ARRAY['offered'::text, 'declined-proposed'::text]));
CREATE INDEX referrals_from_ended ON referral.referrals USING btree (from_agency_id, ended_at DESC) WHERE (ended_at IS NOT NULL);
CREATE INDEX referrals_from_open ON referral.referrals USING btree (from_agency_id, status) WHERE (ended_at IS NULL);
CREATE INDEX referrals_half ON referral.referrals USING btree (half_at) WHERE ((status = ANY (ARRAY['offered'::text, 'declined-proposed'::text])) AND (reminded_at IS NULL));
CREATE INDEX referrals_hold ON referral.referrals USING btree (hold_until) WHERE (status = 'on-hold'::text);
CREATE INDEX referrals_open_of_incident ON referral.referrals USING btree (incident_id) WHERE ((incident_id IS NOT NULL) AND (ended_at IS NULL));
CREATE INDEX referrals_outcome ON referral.referrals USING btree (outcome_due_at) WHERE ((status = ANY (ARRAY['accepted'::text, 'in-progress'::text])) AND (outcome_told_at IS NULL));
CREATE INDEX referrals_province ON referral.referrals USING btree (province_at) WHERE ((status = 'expired'::text) AND (province_told_at IS NULL));
CREATE INDEX referrals_to_answer_in_province ON referral.referrals USING btree (to_agency_id, province_code) WHERE (status = ANY (ARRAY['offered'::text, 'declined-proposed'::text]));
CREATE INDEX referrals_to_answer ON referral.referrals USING btree (to_agency_id, due_at, id) INCLUDE (province_code, service_code, urgency, age_band, case_id, incident_id) WHERE (status = ANY (ARRAY['offered'::text, 'declined-proposed'::text]));
CREATE INDEX referrals_to_ended ON referral.referrals USING btree (to_agency_id, ended_at DESC) WHERE (ended_at IS NOT NULL);
CREATE INDEX referrals_to_open ON referral.referrals USING btree (to_agency_id, status, due_at) WHERE (ended_at IS NULL);
CREATE INDEX referrals_to_work_in_province ON referral.referrals USING btree (to_agency_id, province_code) WHERE (status = ANY (ARRAY['accepted'::text, 'in-progress'::text, 'on-hold'::text]));
CREATE INDEX referrals_to_work ON referral.referrals USING btree (to_agency_id, outcome_due_at, id) INCLUDE (province_code, service_code, urgency, age_band, case_id, incident_id) WHERE (status = ANY (ARRAY['accepted'::text, 'in-progress'::text, 'on-hold'::text]));
CREATE INDEX referrals_update ON referral.referrals USING btree (update_due_at) WHERE ((status = ANY (ARRAY['accepted'::text, 'in-progress'::text])) AND (update_told_at IS NULL));
CREATE UNIQUE INDEX referrals_live_of_need ON referral.referrals USING btree (need_id) WHERE (status = ANY (ARRAY['offered'::text, 'declined-proposed'::text, 'accepted'::text, 'in-progress'::text, 'on-hold'::text]));
ALTER TABLE referral.referrals ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON referral.referrals TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON referral.referrals FOR INSERT TO ess_user WITH CHECK (((version = 1) AND (status = ANY (ARRAY['draft'::text, 'offered'::text])) AND (created_by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = referrals.case_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0))));
CREATE POLICY user_changes ON referral.referrals FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM referral.visible_to_actor seen
  WHERE ((seen.referral_id = referrals.id) AND seen.may_act)
 OFFSET 0))) WITH CHECK (true);
CREATE POLICY user_reads ON referral.referrals FOR SELECT TO ess_user USING ((((offered_at IS NOT NULL) AND (to_agency_id = ANY (( SELECT referral.agencies_of_actor() AS agencies_of_actor)::uuid[])) AND (( SELECT platform.actor_id() AS actor_id) IS NOT NULL) AND (case_id <> ALL (( SELECT care.barred_from_actor() AS barred_from_actor)::uuid[])) AND ((incident_id IS NULL) OR (incident_id <> ALL (( SELECT incident.withheld_from_actor() AS withheld_from_actor)::uuid[])))) OR (EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = referrals.case_id) AND (seen.sections IS NULL))
 OFFSET 0))));
GRANT INSERT, SELECT, UPDATE ON referral.referrals TO ess_service;
GRANT INSERT, SELECT, UPDATE ON referral.referrals TO ess_user;
COMMENT ON TABLE referral.referrals IS 'Personal data: what a receiver may know before accepting; who it is about stands in the packet';
COMMENT ON COLUMN referral.referrals.case_id IS 'A case and a need of care; no foreign key across capabilities';
COMMENT ON COLUMN referral.referrals.incident_id IS 'The incident of the case: from whom it is withheld, from them this is too';
COMMENT ON COLUMN referral.referrals.service_id IS 'An entry of the service directory; no foreign key across capabilities';
COMMENT ON COLUMN referral.referrals.statutory IS 'The receiver has a duty by law: declining needs its supervisor';
COMMENT ON COLUMN referral.referrals.age_band IS 'Personal data: how old, never more exactly';
COMMENT ON COLUMN referral.referrals.silent IS 'Reported in silence: a call or a visit may put somebody in danger';
COMMENT ON COLUMN referral.referrals.place IS 'Personal data: the subdistrict, as text';
COMMENT ON COLUMN referral.referrals.province_at IS 'When the province is alerted, if nobody answered';
COMMENT ON COLUMN referral.referrals.end_reason IS 'Why it was declined, did not come about or was withdrawn, as a code';
COMMENT ON COLUMN referral.referrals.outcome IS 'Personal data: what became of it, in the receiver''s words, as a code';
COMMENT ON COLUMN referral.referrals.confirmation IS 'Personal data: what the person says of it; only this closes the need';
COMMENT ON COLUMN referral.referrals.confirm_at IS 'When the person is asked, asked again, or left to a worker';
COMMENT ON COLUMN referral.referrals.asked_times IS 'How often the person was asked by LINE';
COMMENT ON COLUMN referral.referrals.province_code IS 'Of the place';

CREATE TABLE referral.timeline (
  id uuid NOT NULL,
  referral_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  by jsonb,
  details jsonb NOT NULL,
  CONSTRAINT timeline_pkey PRIMARY KEY (id),
  CONSTRAINT timeline_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral.referrals(id)
);
CREATE INDEX timeline_referral ON referral.timeline USING btree (referral_id, at, id);
ALTER TABLE referral.timeline ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON referral.timeline TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON referral.timeline FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM referral.visible_to_actor seen
  WHERE ((seen.referral_id = timeline.referral_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON referral.timeline FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM referral.visible_to_actor seen
  WHERE (seen.referral_id = timeline.referral_id)
 OFFSET 0)));
GRANT INSERT, SELECT ON referral.timeline TO ess_service;
GRANT INSERT, SELECT ON referral.timeline TO ess_user;
COMMENT ON TABLE referral.timeline IS 'What happened to a referral, in order; the database refuses to change it';
COMMENT ON COLUMN referral.timeline.by IS 'Personal data: who did it; empty for the system';
COMMENT ON COLUMN referral.timeline.details IS 'Personal data: codes and what somebody wrote';

CREATE TABLE self_reliance.corrected_measurements (
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  measured jsonb NOT NULL,
  reason text NOT NULL,
  corrected_by_person_id uuid NOT NULL,
  corrected_at timestamp with time zone NOT NULL,
  CONSTRAINT corrected_measurements_pkey PRIMARY KEY (id),
  CONSTRAINT corrected_measurements_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES self_reliance.plans(id),
  CONSTRAINT corrected_measurements_reason_check CHECK ((reason <> ''::text))
);
CREATE INDEX corrected_measurements_plan ON self_reliance.corrected_measurements USING btree (plan_id);
ALTER TABLE self_reliance.corrected_measurements ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON self_reliance.corrected_measurements TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_reads ON self_reliance.corrected_measurements FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM self_reliance.plans plan
  WHERE (plan.id = corrected_measurements.plan_id)
 OFFSET 0)));
GRANT INSERT, SELECT ON self_reliance.corrected_measurements TO ess_service;
GRANT SELECT ON self_reliance.corrected_measurements TO ess_user;
COMMENT ON TABLE self_reliance.corrected_measurements IS 'Personal data: measurements that were wrong, as they were; never changed';
COMMENT ON COLUMN self_reliance.corrected_measurements.measured IS 'Personal data: the row of measurements';
COMMENT ON COLUMN self_reliance.corrected_measurements.reason IS 'Personal data: what the worker wrote';
COMMENT ON COLUMN self_reliance.corrected_measurements.corrected_by_person_id IS 'Personal data: who corrected it';

CREATE TABLE self_reliance.goals (
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  dimension text NOT NULL,
  indicator text,
  target_level integer,
  what text NOT NULL,
  responsible text NOT NULL,
  who text,
  due_on date NOT NULL,
  outcome text,
  added_by_person_id uuid NOT NULL,
  added_at timestamp with time zone NOT NULL,
  ended_by_person_id uuid,
  ended_at timestamp with time zone,
  CONSTRAINT goals_pkey PRIMARY KEY (id),
  CONSTRAINT goals_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES self_reliance.plans(id),
  CONSTRAINT goals_check CHECK (((outcome IS NULL) = (ended_at IS NULL))),
  CONSTRAINT goals_outcome_check CHECK ((outcome = ANY (ARRAY['reached'::text, 'partly'::text, 'dropped'::text]))),
  CONSTRAINT goals_responsible_check CHECK ((responsible = ANY (ARRAY['person'::text, 'worker'::text, 'provider'::text, 'joint'::text]))),
  CONSTRAINT goals_target_level_check CHECK (((target_level >= 1) AND (target_level <= 3)))
);
CREATE INDEX goals_plan ON self_reliance.goals USING btree (plan_id, added_at);
ALTER TABLE self_reliance.goals ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON self_reliance.goals TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON self_reliance.goals FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM (self_reliance.plans plan
     JOIN care.visible_to_actor seen ON ((seen.case_id = plan.case_id)))
  WHERE ((plan.id = goals.plan_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)));
CREATE POLICY user_changes ON self_reliance.goals FOR UPDATE TO ess_user USING (((ended_at IS NULL) AND (EXISTS ( SELECT
   FROM (self_reliance.plans plan
     JOIN care.visible_to_actor seen ON ((seen.case_id = plan.case_id)))
  WHERE ((plan.id = goals.plan_id) AND seen.may_act)
 OFFSET 0)))) WITH CHECK ((ended_by_person_id = ( SELECT platform.actor_id() AS actor_id)));
CREATE POLICY user_reads ON self_reliance.goals FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM self_reliance.plans plan
  WHERE (plan.id = goals.plan_id)
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON self_reliance.goals TO ess_service;
GRANT INSERT, SELECT, UPDATE (outcome, ended_by_person_id, ended_at) ON self_reliance.goals TO ess_user;
COMMENT ON TABLE self_reliance.goals IS 'Personal data: what a family wants to reach, and who does what for it';
COMMENT ON COLUMN self_reliance.goals.what IS 'Personal data: the goal in words';
COMMENT ON COLUMN self_reliance.goals.who IS 'Personal data: the provider, or who of the family';

CREATE TABLE self_reliance.measurements (
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  number integer NOT NULL,
  kind text NOT NULL,
  month integer,
  measured_on date NOT NULL,
  how text NOT NULL,
  members integer,
  monthly_income integer,
  answers jsonb NOT NULL,
  scores jsonb NOT NULL,
  tool_version text NOT NULL,
  meets_criteria boolean NOT NULL,
  note text,
  by_person_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  plan_before jsonb,
  CONSTRAINT measurements_plan_id_number_key UNIQUE (plan_id, number),
  CONSTRAINT measurements_pkey PRIMARY KEY (id),
  CONSTRAINT measurements_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES self_reliance.plans(id),
  CONSTRAINT measurements_kind_check CHECK ((kind = ANY (ARRAY['baseline'::text, 'review'::text, 'monitoring'::text])))
);
ALTER TABLE self_reliance.measurements ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON self_reliance.measurements TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON self_reliance.measurements FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM (self_reliance.plans plan
     JOIN care.visible_to_actor seen ON ((seen.case_id = plan.case_id)))
  WHERE ((plan.id = measurements.plan_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)));
CREATE POLICY user_reads ON self_reliance.measurements FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM self_reliance.plans plan
  WHERE (plan.id = measurements.plan_id)
 OFFSET 0)));
GRANT INSERT, SELECT ON self_reliance.measurements TO ess_service;
GRANT INSERT, SELECT ON self_reliance.measurements TO ess_user;
COMMENT ON TABLE self_reliance.measurements IS 'Personal data: how the family stood on a day; never changed';
COMMENT ON COLUMN self_reliance.measurements.number IS 'In the order in which they were taken; 0 is the first baseline';
COMMENT ON COLUMN self_reliance.measurements.month IS 'Which of the planned ones it is; empty: between them';
COMMENT ON COLUMN self_reliance.measurements.monthly_income IS 'Personal data: baht of the whole family';
COMMENT ON COLUMN self_reliance.measurements.answers IS 'Personal data: a code for each indicator';
COMMENT ON COLUMN self_reliance.measurements.scores IS 'Each dimension, 0 to 3';
COMMENT ON COLUMN self_reliance.measurements.note IS 'Personal data: what the worker wrote';
COMMENT ON COLUMN self_reliance.measurements.plan_before IS 'How the plan stood before it, so that a correction begins there; empty for those taken before corrections existed';

CREATE TABLE self_reliance.plans (
  id uuid NOT NULL,
  number bigint NOT NULL DEFAULT nextval('self_reliance.plan_number'::regclass),
  buddhist_year integer NOT NULL,
  code text NOT NULL DEFAULT ((('SR-'::text || buddhist_year) || '-'::text) || lpad((number)::text, GREATEST(6, length((number)::text)), '0'::text)),
  version integer NOT NULL DEFAULT 1,
  case_id uuid NOT NULL,
  household_id uuid NOT NULL,
  status text NOT NULL,
  status_since timestamp with time zone NOT NULL,
  started_at timestamp with time zone NOT NULL,
  agreed_on date,
  agreed_by text,
  agreed_how text,
  schedule_from date,
  next_month integer,
  next_measure_on date,
  reminded_at timestamp with time zone,
  late_told_at timestamp with time zone,
  province_told_at timestamp with time zone,
  graduated_at timestamp with time zone,
  relapses integer NOT NULL DEFAULT 0,
  ended_at timestamp with time zone,
  end_reason text,
  end_note text,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT plans_code_key UNIQUE (code),
  CONSTRAINT plans_pkey PRIMARY KEY (id),
  CONSTRAINT plans_check CHECK (((status = ANY (ARRAY['sustained'::text, 'stopped'::text])) = (ended_at IS NOT NULL))),
  CONSTRAINT plans_check1 CHECK (((status = 'stopped'::text) = (end_reason IS NOT NULL))),
  CONSTRAINT plans_check2 CHECK (((next_month IS NULL) = (next_measure_on IS NULL))),
  CONSTRAINT plans_check3 CHECK (((status = ANY (ARRAY['baseline'::text, 'stopped'::text])) OR ((agreed_on IS NOT NULL) AND (agreed_by IS NOT NULL) AND (schedule_from IS NOT NULL)))),
  CONSTRAINT plans_check4 CHECK (((status <> ALL (ARRAY['graduated'::text, 'monitoring'::text, 'sustained'::text])) OR (graduated_at IS NOT NULL))),
  CONSTRAINT plans_status_check CHECK ((status = ANY (ARRAY['baseline'::text, 'agreed'::text, 'active'::text, 'ready'::text, 'graduated'::text, 'monitoring'::text, 'sustained'::text, 'relapsed'::text, 'stopped'::text])))
);
CREATE INDEX plans_of_case ON self_reliance.plans USING btree (case_id, started_at DESC);
CREATE INDEX plans_to_measure ON self_reliance.plans USING btree (next_measure_on) WHERE ((ended_at IS NULL) AND (next_measure_on IS NOT NULL));
CREATE UNIQUE INDEX plans_open_of_case ON self_reliance.plans USING btree (case_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX plans_open_of_household ON self_reliance.plans USING btree (household_id) WHERE (ended_at IS NULL);
ALTER TABLE self_reliance.plans ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON self_reliance.plans TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON self_reliance.plans FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = plans.case_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)));
CREATE POLICY user_changes ON self_reliance.plans FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = plans.case_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)));
CREATE POLICY user_reads ON self_reliance.plans FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM care.visible_to_actor seen
  WHERE ((seen.case_id = plans.case_id) AND (seen.sections IS NULL))
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON self_reliance.plans TO ess_service;
GRANT INSERT, SELECT, UPDATE ON self_reliance.plans TO ess_user;
COMMENT ON TABLE self_reliance.plans IS 'Personal data: a family''s way to standing on its own, one open plan for a household';
COMMENT ON COLUMN self_reliance.plans.case_id IS 'The case it is worked on with, whose owner and worker are its own; no foreign key across capabilities';
COMMENT ON COLUMN self_reliance.plans.household_id IS 'The household of care that agreed to it';
COMMENT ON COLUMN self_reliance.plans.agreed_by IS 'Who of the family agreed, as a code';
COMMENT ON COLUMN self_reliance.plans.schedule_from IS 'Measurements count and are planned from here: the agreement, the graduation, or the new beginning after a relapse';
COMMENT ON COLUMN self_reliance.plans.next_month IS 'Which of the planned measurements is next, in months';
COMMENT ON COLUMN self_reliance.plans.late_told_at IS 'When those who supervise learned that the next step is late';
COMMENT ON COLUMN self_reliance.plans.relapses IS 'How often the family fell back after it had graduated';
COMMENT ON COLUMN self_reliance.plans.end_reason IS 'Why it was stopped, as a code';
COMMENT ON COLUMN self_reliance.plans.end_note IS 'Personal data: what the worker wrote about it';

CREATE TABLE self_reliance.proposals (
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  requested_by_person_id uuid NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  late_told_at timestamp with time zone,
  decision text,
  reason text,
  decided_by_person_id uuid,
  decided_at timestamp with time zone,
  CONSTRAINT proposals_pkey PRIMARY KEY (id),
  CONSTRAINT proposals_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES self_reliance.plans(id),
  CONSTRAINT proposals_check CHECK (((decision IS NULL) = (decided_at IS NULL))),
  CONSTRAINT proposals_check1 CHECK (((decision IS NULL) OR (decision = 'withdrawn'::text) OR (decided_by_person_id <> requested_by_person_id))),
  CONSTRAINT proposals_decision_check CHECK ((decision = ANY (ARRAY['approved'::text, 'sent-back'::text, 'withdrawn'::text])))
);
CREATE INDEX proposals_due ON self_reliance.proposals USING btree (due_at) WHERE (decision IS NULL);
CREATE INDEX proposals_plan ON self_reliance.proposals USING btree (plan_id, requested_at DESC);
CREATE UNIQUE INDEX proposals_open ON self_reliance.proposals USING btree (plan_id) WHERE (decision IS NULL);
ALTER TABLE self_reliance.proposals ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON self_reliance.proposals TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON self_reliance.proposals FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM (self_reliance.plans plan
     JOIN care.visible_to_actor seen ON ((seen.case_id = plan.case_id)))
  WHERE ((plan.id = proposals.plan_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)));
CREATE POLICY user_changes ON self_reliance.proposals FOR UPDATE TO ess_user USING (((decision IS NULL) AND (EXISTS ( SELECT
   FROM (self_reliance.plans plan
     JOIN care.visible_to_actor seen ON ((seen.case_id = plan.case_id)))
  WHERE ((plan.id = proposals.plan_id) AND seen.may_act)
 OFFSET 0)))) WITH CHECK ((decided_by_person_id = ( SELECT platform.actor_id() AS actor_id)));
CREATE POLICY user_reads ON self_reliance.proposals FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM self_reliance.plans plan
  WHERE (plan.id = proposals.plan_id)
 OFFSET 0)));
GRANT INSERT, SELECT, UPDATE ON self_reliance.proposals TO ess_service;
GRANT INSERT, SELECT, UPDATE (decision, reason, decided_by_person_id, decided_at) ON self_reliance.proposals TO ess_user;
COMMENT ON TABLE self_reliance.proposals IS 'That a family graduates, proposed by one and decided by another person';
COMMENT ON COLUMN self_reliance.proposals.late_told_at IS 'When those who decide were called once more';
COMMENT ON COLUMN self_reliance.proposals.reason IS 'Personal data: why it was sent back';

CREATE TABLE self_reliance.timeline (
  id uuid NOT NULL,
  plan_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  by jsonb,
  details jsonb NOT NULL,
  CONSTRAINT timeline_pkey PRIMARY KEY (id),
  CONSTRAINT timeline_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES self_reliance.plans(id)
);
CREATE INDEX timeline_counted ON self_reliance.timeline USING btree (at) WHERE (kind = ANY (ARRAY['started'::text, 'graduated'::text, 'sustained'::text, 'relapsed'::text, 'stopped'::text]));
CREATE INDEX timeline_plan ON self_reliance.timeline USING btree (plan_id, at, id);
ALTER TABLE self_reliance.timeline ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON self_reliance.timeline TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON self_reliance.timeline FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM (self_reliance.plans plan
     JOIN care.visible_to_actor seen ON ((seen.case_id = plan.case_id)))
  WHERE ((plan.id = timeline.plan_id) AND seen.may_act AND (seen.sections IS NULL))
 OFFSET 0)));
CREATE POLICY user_reads ON self_reliance.timeline FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM self_reliance.plans plan
  WHERE (plan.id = timeline.plan_id)
 OFFSET 0)));
GRANT INSERT, SELECT ON self_reliance.timeline TO ess_service;
GRANT INSERT, SELECT ON self_reliance.timeline TO ess_user;
COMMENT ON TABLE self_reliance.timeline IS 'What happened to a plan, in order; the database refuses to change or delete it';
COMMENT ON COLUMN self_reliance.timeline.by IS 'Personal data: who did it; empty for the system';
COMMENT ON COLUMN self_reliance.timeline.details IS 'Personal data: codes and what somebody wrote as a reason';

CREATE TABLE services.services (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  agency_id uuid NOT NULL,
  code text NOT NULL,
  name_th text NOT NULL,
  name_en text,
  about_th text NOT NULL,
  about_en text NOT NULL,
  eligibility_th text NOT NULL,
  eligibility_en text NOT NULL,
  rules jsonb NOT NULL,
  papers text[] NOT NULL,
  papers_note text NOT NULL,
  area_ids uuid[] NOT NULL,
  hours jsonb NOT NULL,
  hours_note text NOT NULL,
  places integer,
  free integer,
  free_at timestamp with time zone,
  wait_days integer,
  cost text NOT NULL,
  cost_note text NOT NULL,
  languages text[] NOT NULL,
  phone text NOT NULL,
  lat double precision,
  lng double precision,
  statutory boolean NOT NULL,
  statutory_source text NOT NULL,
  status text NOT NULL,
  checked_on date,
  checked_by text,
  updated_by_person_id uuid,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT services_agency_id_name_th_key UNIQUE (agency_id, name_th),
  CONSTRAINT services_pkey PRIMARY KEY (id),
  CONSTRAINT services_area_ids_check CHECK ((cardinality(area_ids) > 0)),
  CONSTRAINT services_check CHECK (((lat IS NULL) = (lng IS NULL))),
  CONSTRAINT services_check1 CHECK (((free IS NULL) = (free_at IS NULL))),
  CONSTRAINT services_cost_check CHECK ((cost = ANY (ARRAY['free'::text, 'partly'::text, 'paid'::text]))),
  CONSTRAINT services_free_check CHECK ((free >= 0)),
  CONSTRAINT services_name_th_check CHECK ((name_th <> ''::text)),
  CONSTRAINT services_places_check CHECK ((places >= 0)),
  CONSTRAINT services_status_check CHECK ((status = ANY (ARRAY['active'::text, 'paused'::text, 'ended'::text]))),
  CONSTRAINT services_wait_days_check CHECK ((wait_days >= 0))
);
CREATE INDEX services_areas ON services.services USING gin (area_ids);
CREATE INDEX services_code ON services.services USING btree (code) WHERE (status <> 'ended'::text);
ALTER TABLE services.services ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON services.services TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON services.services FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_may('service:edit'::text) AS actor_may) AND (updated_by_person_id = ( SELECT platform.actor_id() AS actor_id))));
CREATE POLICY user_changes ON services.services FOR UPDATE TO ess_user USING (( SELECT platform.actor_may('service:edit'::text) AS actor_may)) WITH CHECK ((updated_by_person_id = ( SELECT platform.actor_id() AS actor_id)));
CREATE POLICY user_reads ON services.services FOR SELECT TO ess_user USING (( SELECT platform.actor_may('service:view'::text) AS actor_may));
GRANT INSERT, SELECT, UPDATE ON services.services TO ess_service;
GRANT INSERT, SELECT, UPDATE ON services.services TO ess_user;
COMMENT ON TABLE services.services IS 'Services to which somebody can be referred; one that ends is kept, because referrals name it';
COMMENT ON COLUMN services.services.agency_id IS 'The provider, whose queue gets the referrals; an agency of jurisdiction';
COMMENT ON COLUMN services.services.name_th IS 'What the service is called';
COMMENT ON COLUMN services.services.name_en IS 'The same in English';
COMMENT ON COLUMN services.services.rules IS 'Who may use it, as rules: contract/service-eligibility.ts';
COMMENT ON COLUMN services.services.papers_note IS 'What to bring, in words';
COMMENT ON COLUMN services.services.area_ids IS 'Whose areas it serves: agencies of jurisdiction, with those below them';
COMMENT ON COLUMN services.services.hours IS 'When it is open: contract/service-hours.ts';
COMMENT ON COLUMN services.services.hours_note IS 'What to mind about the hours, in words';
COMMENT ON COLUMN services.services.free IS 'How many can be taken, counted at free_at; an old count is no knowledge';
COMMENT ON COLUMN services.services.cost_note IS 'What it costs, in words';
COMMENT ON COLUMN services.services.phone IS 'A number of the provider, for whoever refers somebody';
COMMENT ON COLUMN services.services.lat IS 'Where the service is; empty: at its provider';
COMMENT ON COLUMN services.services.lng IS 'Where the service is; empty: at its provider';
COMMENT ON COLUMN services.services.statutory IS 'Its provider has a duty to take who is eligible: a refusal needs their supervisor';
COMMENT ON COLUMN services.services.checked_on IS 'When somebody last asked the provider whether all of this is still so';
COMMENT ON COLUMN services.services.checked_by IS 'Personal data: the name of whoever checked it, an officer or as an imported file says';

CREATE TABLE units.assignments (
  id uuid NOT NULL,
  unit_id uuid NOT NULL,
  incident_id uuid NOT NULL,
  call_sign text NOT NULL,
  kind text NOT NULL,
  status text NOT NULL,
  is_queued boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  by_person_id uuid NOT NULL,
  assigned_at timestamp with time zone NOT NULL,
  en_route_at timestamp with time zone,
  on_scene_at timestamp with time zone,
  ended_at timestamp with time zone,
  eta_at timestamp with time zone,
  eta_notified_at timestamp with time zone,
  note text,
  disposition text,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT assignments_pkey PRIMARY KEY (id),
  CONSTRAINT assignments_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units.units(id),
  CONSTRAINT assignments_check CHECK (((status = ANY (ARRAY['done'::text, 'withdrawn'::text])) = (ended_at IS NOT NULL))),
  CONSTRAINT assignments_check1 CHECK (((NOT is_queued) OR (ended_at IS NULL))),
  CONSTRAINT assignments_status_check CHECK ((status = ANY (ARRAY['assigned'::text, 'en-route'::text, 'on-scene'::text, 'done'::text, 'withdrawn'::text])))
);
CREATE INDEX assignments_ended ON units.assignments USING btree (unit_id, ended_at);
CREATE INDEX assignments_incident ON units.assignments USING btree (incident_id, assigned_at);
CREATE UNIQUE INDEX assignments_once_per_incident ON units.assignments USING btree (unit_id, incident_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX assignments_one_at_a_time ON units.assignments USING btree (unit_id) WHERE ((ended_at IS NULL) AND (NOT is_queued));
ALTER TABLE units.assignments ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON units.assignments TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON units.assignments FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = assignments.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_changes ON units.assignments FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = assignments.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON units.assignments FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = assignments.incident_id)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON units.assignments TO ess_service;
GRANT INSERT, SELECT, UPDATE ON units.assignments TO ess_user;
COMMENT ON TABLE units.assignments IS 'Which unit is sent to which incident; each job has its own status and times';
COMMENT ON COLUMN units.assignments.incident_id IS 'An incident; no foreign key across capabilities';
COMMENT ON COLUMN units.assignments.is_queued IS 'A further job, given on purpose while another was open; it becomes the current one when that one ends';
COMMENT ON COLUMN units.assignments.by_person_id IS 'Who sent it; a person of access';
COMMENT ON COLUMN units.assignments.en_route_at IS 'When it happened, as reported by the unit; the time of receipt is in the timeline';
COMMENT ON COLUMN units.assignments.eta_at IS 'This unit''s own arrival time';
COMMENT ON COLUMN units.assignments.eta_notified_at IS 'When a correction was last sent, which limits how often that happens';
COMMENT ON COLUMN units.assignments.note IS 'Personal data: what the patrol wrote at the end';

CREATE TABLE units.members (
  unit_id uuid NOT NULL,
  person_id uuid NOT NULL,
  by_person_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT members_pkey PRIMARY KEY (unit_id, person_id),
  CONSTRAINT members_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units.units(id)
);
CREATE UNIQUE INDEX members_person ON units.members USING btree (person_id);
ALTER TABLE units.members ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON units.members TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_changes ON units.members TO ess_user USING ((EXISTS ( SELECT
   FROM units.visible_to_actor seen
  WHERE ((seen.unit_id = members.unit_id) AND seen.may_manage)
 OFFSET 0)));
CREATE POLICY user_reads ON units.members FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM units.visible_to_actor seen
  WHERE (seen.unit_id = members.unit_id)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON units.members TO ess_service;
GRANT DELETE, INSERT, SELECT ON units.members TO ess_user;
COMMENT ON TABLE units.members IS 'Personal data: the present members of each unit; former ones are in the audit';
COMMENT ON COLUMN units.members.person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN units.members.by_person_id IS 'Who added them; a person of access';

CREATE TABLE units.orders (
  id uuid NOT NULL,
  kind text NOT NULL,
  incident_id uuid NOT NULL,
  code text NOT NULL,
  unit_id uuid,
  assignment_id uuid,
  unit_name text,
  person_ids uuid[] NOT NULL,
  agency_id uuid NOT NULL,
  by_person_id uuid,
  sent_at timestamp with time zone NOT NULL,
  again_id uuid,
  next_step text,
  next_due_at timestamp with time zone,
  sender_notified_at timestamp with time zone,
  CONSTRAINT orders_pkey PRIMARY KEY (id),
  CONSTRAINT orders_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES units.assignments(id),
  CONSTRAINT orders_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units.units(id),
  CONSTRAINT orders_check CHECK (((next_step IS NULL) = (next_due_at IS NULL))),
  CONSTRAINT orders_kind_check CHECK ((kind = ANY (ARRAY['order'::text, 'order-next'::text, 'order-withdrawn'::text, 'reporter-message'::text]))),
  CONSTRAINT orders_next_step_check CHECK ((next_step = ANY (ARRAY['again'::text, 'notify-sender'::text])))
);
CREATE INDEX orders_again ON units.orders USING btree (again_id) WHERE (again_id IS NOT NULL);
CREATE INDEX orders_due ON units.orders USING btree (next_due_at) WHERE (next_due_at IS NOT NULL);
CREATE INDEX orders_incident ON units.orders USING btree (incident_id, sent_at);
CREATE INDEX orders_people ON units.orders USING gin (person_ids);
ALTER TABLE units.orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON units.orders TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON units.orders FOR INSERT TO ess_user WITH CHECK ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = orders.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_changes ON units.orders FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE ((seen.incident_id = orders.incident_id) AND seen.may_act)
 OFFSET 0)));
CREATE POLICY user_reads ON units.orders FOR SELECT TO ess_user USING ((((person_ids @> ARRAY[( SELECT platform.actor_id() AS actor_id)]) AND (NOT incident.is_withheld_from_actor(incident_id))) OR (EXISTS ( SELECT
   FROM incident.visible_to_actor seen
  WHERE (seen.incident_id = orders.incident_id)
 OFFSET 0))));
GRANT DELETE, INSERT, SELECT, UPDATE ON units.orders TO ess_service;
GRANT INSERT, SELECT, UPDATE (next_step, next_due_at) ON units.orders TO ess_user;
COMMENT ON TABLE units.orders IS 'Orders to crews and their follow-up until a member has seen them; recipients and channels are in alerting.notifications';
COMMENT ON COLUMN units.orders.id IS 'The alert by which it was sent; no foreign key across capabilities';
COMMENT ON COLUMN units.orders.incident_id IS 'An incident; no foreign key across capabilities';
COMMENT ON COLUMN units.orders.unit_id IS 'Empty for officers assigned by name';
COMMENT ON COLUMN units.orders.person_ids IS 'Personal data: the crew it was given to; persons of access';
COMMENT ON COLUMN units.orders.by_person_id IS 'Who gave it and is notified if nobody has seen it; a person of access';
COMMENT ON COLUMN units.orders.again_id IS 'The second alert, by every channel, if nobody had seen the first';
COMMENT ON COLUMN units.orders.next_step IS 'What follows at next_due_at unless somebody has seen it by then; each step once';
COMMENT ON COLUMN units.orders.sender_notified_at IS 'When its sender was notified that nobody had seen it';

CREATE TABLE units.photos (
  id uuid NOT NULL,
  assignment_id uuid NOT NULL,
  attachment_id uuid NOT NULL,
  by_person_id uuid NOT NULL,
  happened_at timestamp with time zone NOT NULL,
  received_at timestamp with time zone NOT NULL,
  CONSTRAINT photos_pkey PRIMARY KEY (id),
  CONSTRAINT photos_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES units.assignments(id)
);
CREATE INDEX photos_assignment ON units.photos USING btree (assignment_id, happened_at);
CREATE INDEX photos_attachment ON units.photos USING btree (attachment_id);
ALTER TABLE units.photos ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON units.photos TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON units.photos FOR INSERT TO ess_user WITH CHECK (((by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND (EXISTS ( SELECT
   FROM units.assignments job
  WHERE (job.id = photos.assignment_id)
 OFFSET 0))));
CREATE POLICY user_reads ON units.photos FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM units.assignments job
  WHERE (job.id = photos.assignment_id)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON units.photos TO ess_service;
GRANT INSERT, SELECT ON units.photos TO ess_user;
COMMENT ON TABLE units.photos IS 'Personal data: pictures of a scene and of people there, taken by the patrol; the files themselves are attachments';
COMMENT ON COLUMN units.photos.attachment_id IS 'A cleaned file of platform.attachments; no foreign key across schemas';
COMMENT ON COLUMN units.photos.by_person_id IS 'Who took it; a person of access';
COMMENT ON COLUMN units.photos.happened_at IS 'When it was taken, by the clock of the phone; never later than when it arrived';

CREATE TABLE units.unit_positions (
  unit_id uuid NOT NULL,
  person_id uuid NOT NULL,
  lat double precision NOT NULL,
  lng double precision NOT NULL,
  accuracy_metres double precision,
  at timestamp with time zone NOT NULL,
  battery_percent smallint,
  doubt text,
  written_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT unit_positions_pkey PRIMARY KEY (unit_id),
  CONSTRAINT unit_positions_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES units.units(id)
);
ALTER TABLE units.unit_positions ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON units.unit_positions TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_reads ON units.unit_positions FOR SELECT TO ess_user USING ((( SELECT platform.actor_may('unit:view-positions'::text) AS actor_may) AND (EXISTS ( SELECT
   FROM units.visible_to_actor seen
  WHERE (seen.unit_id = unit_positions.unit_id)
 OFFSET 0)) AND (( SELECT count(*) AS count
   FROM units.assignments open
  WHERE ((open.unit_id = unit_positions.unit_id) AND (open.ended_at IS NULL))) = ( SELECT load.open_jobs
   FROM units.loads load
  WHERE (load.unit_id = unit_positions.unit_id)))));
GRANT DELETE, INSERT, SELECT, UPDATE ON units.unit_positions TO ess_service;
GRANT SELECT ON units.unit_positions TO ess_user;
COMMENT ON TABLE units.unit_positions IS 'Personal data: the latest position of units with an open job; deleted when the job ends';
COMMENT ON COLUMN units.unit_positions.person_id IS 'Whose phone sent it; a person of access';
COMMENT ON COLUMN units.unit_positions.lat IS 'Personal data: where somebody of the unit is now';
COMMENT ON COLUMN units.unit_positions.lng IS 'Personal data: where somebody of the unit is now';
COMMENT ON COLUMN units.unit_positions.at IS 'When the phone measured it; never later than when it arrived';
COMMENT ON COLUMN units.unit_positions.battery_percent IS 'Tells a station why positions of a unit may stop';
COMMENT ON COLUMN units.unit_positions.doubt IS 'Why the position is not exact, as a code; empty: it is exact';
COMMENT ON COLUMN units.unit_positions.written_in IS 'Transaction that wrote it';

CREATE TABLE units.units (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  call_sign text NOT NULL,
  kind text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  out_of_service_at timestamp with time zone,
  out_of_service_reason text,
  back_at timestamp with time zone,
  disbanded_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT units_pkey PRIMARY KEY (id),
  CONSTRAINT units_call_sign_check CHECK ((call_sign <> ''::text)),
  CONSTRAINT units_check CHECK (((out_of_service_reason IS NULL) OR (out_of_service_at IS NOT NULL))),
  CONSTRAINT units_kind_check CHECK ((kind = ANY (ARRAY['car'::text, 'motorcycle'::text, 'foot'::text, 'boat'::text])))
);
CREATE INDEX units_agency ON units.units USING btree (agency_id) WHERE (disbanded_at IS NULL);
CREATE UNIQUE INDEX units_call_sign ON units.units USING btree (agency_id, lower(call_sign)) WHERE (disbanded_at IS NULL);
ALTER TABLE units.units ENABLE ROW LEVEL SECURITY;
CREATE POLICY service ON units.units TO ess_service USING (true) WITH CHECK (true);
CREATE POLICY user_adds ON units.units FOR INSERT TO ess_user WITH CHECK ((( SELECT platform.actor_may('unit:manage'::text) AS actor_may) AND (EXISTS ( SELECT
   FROM jurisdiction.agencies agency
  WHERE ((agency.id = units.agency_id) AND (agency.path <@ ANY (( SELECT platform.actor_view_scopes() AS actor_view_scopes)::ltree[])))))));
CREATE POLICY user_changes ON units.units FOR UPDATE TO ess_user USING ((EXISTS ( SELECT
   FROM units.visible_to_actor seen
  WHERE (seen.unit_id = units.id)
 OFFSET 0)));
CREATE POLICY user_reads ON units.units FOR SELECT TO ess_user USING ((EXISTS ( SELECT
   FROM units.visible_to_actor seen
  WHERE (seen.unit_id = units.id)
 OFFSET 0)));
GRANT DELETE, INSERT, SELECT, UPDATE ON units.units TO ess_service;
GRANT INSERT, SELECT, UPDATE ON units.units TO ess_user;
COMMENT ON TABLE units.units IS 'Patrol units of a station; a disbanded unit keeps its row';
COMMENT ON COLUMN units.units.out_of_service_at IS 'Since when it cannot be sent; empty: in service';
COMMENT ON COLUMN units.units.out_of_service_reason IS 'Personal data: the reason, as an officer wrote it';
COMMENT ON COLUMN units.units.back_at IS 'When its crew last reported that it is back from a job; it is no longer returning then';

CREATE VIEW alerting.published_alerted AS
SELECT incident_id,
    min(raised_at) AS alerted_at
   FROM alerting.alerts
  WHERE (incident_id IS NOT NULL)
  GROUP BY incident_id;
GRANT SELECT ON alerting.published_alerted TO ess_service;

CREATE VIEW care.published_case_facts AS
SELECT one.id AS case_id,
    one.opened_at,
    one.source,
    one.status,
    one.risk,
    one.is_minor,
    one.agency_id,
    (one.place ->> 'provinceCode'::text) AS province_code,
    one.closed_at,
        CASE
            WHEN (one.closed_at IS NOT NULL) THEN one.end_reason
            ELSE NULL::text
        END AS end_reason,
    one.reopen_count,
    met.contact_at
   FROM (care.cases one
     CROSS JOIN LATERAL ( SELECT min(form.signed_at) AS contact_at
           FROM care.case_records form
          WHERE ((form.case_id = one.id) AND (form.signed_at IS NOT NULL) AND ((form.kind = 'danger'::text) OR ((form.kind = 'follow-up'::text) AND ((form.body ->> 'seen'::text) IS DISTINCT FROM 'not'::text))))) met);
GRANT SELECT ON care.published_case_facts TO ess_service;

CREATE VIEW care.published_case_openings AS
SELECT id AS case_id,
    incident_id,
    opened_at
   FROM care.cases
  WHERE (incident_id IS NOT NULL);
GRANT SELECT ON care.published_case_openings TO ess_service;

CREATE VIEW care.published_cases AS
SELECT one.id AS case_id,
    one.incident_id,
    one.opened_at,
    one.source,
    one.status,
    one.end_reason,
    one.is_minor,
    person.sex,
    assessed.signed_at AS assessed_at,
    assessed.found
   FROM ((care.cases one
     JOIN care.people person ON ((person.id = one.person_id)))
     LEFT JOIN LATERAL ( SELECT record.signed_at,
            ARRAY( SELECT jsonb_array_elements_text(COALESCE((record.body #> '{domains,safety,codes}'::text[]), '[]'::jsonb)) AS jsonb_array_elements_text) AS found
           FROM care.case_records record
          WHERE ((record.case_id = one.id) AND (record.kind = 'assessment'::text) AND (record.signed_at IS NOT NULL))
          ORDER BY record.signed_at DESC, record.id DESC
         LIMIT 1) assessed ON (true));
GRANT SELECT ON care.published_cases TO ess_service;

CREATE VIEW care.published_legal_facts AS
SELECT case_id,
    (details ->> 'fact'::text) AS fact,
    ((details ->> 'happenedAt'::text))::timestamp with time zone AS happened_at
   FROM care.case_timeline entry
  WHERE (kind = 'legal-fact'::text);
GRANT SELECT ON care.published_legal_facts TO ess_service;

CREATE VIEW care.published_need_facts AS
SELECT id AS need_id,
    case_id,
    code,
    opened_at,
    outcome,
    outcome_at
   FROM care.needs;
GRANT SELECT ON care.published_need_facts TO ess_service;

CREATE VIEW care.visible_to_actor AS
SELECT case_id,
    person_id,
    household_id,
    may_act,
    sections
   FROM ( SELECT mine.id AS case_id,
            mine.person_id,
            mine.household_id,
            mine.incident_id,
            ( SELECT (platform.actor_may('case:work'::text) OR platform.actor_may('case:approve'::text))) AS may_act,
            NULL::text[] AS sections
           FROM (care.cases mine
             JOIN jurisdiction.agencies agency ON ((agency.id = mine.agency_id)))
          WHERE (( SELECT platform.actor_may('case:view'::text) AS actor_may) AND (agency.path <@ ANY (( SELECT platform.actor_case_scopes() AS actor_case_scopes)::ltree[])))
        UNION ALL
         SELECT offered.id,
            offered.person_id,
            offered.household_id,
            offered.incident_id,
            ( SELECT platform.actor_may('case:transfer'::text) AS actor_may) AS actor_may,
            ARRAY['person'::text, 'danger'::text] AS "array"
           FROM ((care.transfers transfer
             JOIN care.cases offered ON ((offered.id = transfer.case_id)))
             JOIN jurisdiction.agencies agency ON ((agency.id = transfer.to_agency_id)))
          WHERE ((transfer.answer IS NULL) AND ( SELECT platform.actor_may('case:view'::text) AS actor_may) AND (agency.path <@ ANY (( SELECT platform.actor_case_scopes() AS actor_case_scopes)::ltree[])))
        UNION ALL
         SELECT team.id,
            team.person_id,
            team.household_id,
            team.incident_id,
            false,
            member.sections
           FROM (care.team_members member
             JOIN care.cases team ON ((team.id = member.case_id)))
          WHERE ((member.account_id = ( SELECT platform.actor_id() AS actor_id)) AND (member.ended_at IS NULL) AND (member.until > now()) AND ( SELECT platform.actor_may('case:view-invited'::text) AS actor_may))) known
  WHERE ((( SELECT platform.actor_id() AS actor_id) IS NOT NULL) AND (case_id <> ALL (( SELECT care.barred_from_actor() AS barred_from_actor)::uuid[])) AND ((incident_id IS NULL) OR (incident_id <> ALL (( SELECT incident.withheld_from_actor() AS withheld_from_actor)::uuid[]))));
GRANT SELECT ON care.visible_to_actor TO ess_user;

CREATE VIEW duty.published_patrol_shifts AS
SELECT agency_id,
    person_id,
    starts_at,
    ends_at
   FROM duty.shifts
  WHERE ((post = 'patrol-unit'::text) AND (cancelled_at IS NULL));
GRANT SELECT ON duty.published_patrol_shifts TO ess_service;

CREATE VIEW eef.published_left AS
SELECT DISTINCT referral_id
   FROM eef.checks
  WHERE (result = 'left'::text);
GRANT SELECT ON eef.published_left TO ess_service;

CREATE VIEW help.visible_to_actor AS
SELECT request_id,
    as_staff,
    may_act,
    sees_form
   FROM ( SELECT mine.id AS request_id,
            mine.barred_ids,
            mine.danger_report_id,
            true AS as_staff,
            ( SELECT (platform.actor_may('help:work'::text) OR platform.actor_may('help:approve'::text) OR platform.actor_may('help:file'::text))) AS may_act,
            true AS sees_form
           FROM (help.requests mine
             JOIN jurisdiction.agencies agency ON ((agency.id = mine.agency_id)))
          WHERE (( SELECT platform.actor_may('help:view'::text) AS actor_may) AND (mine.status <> 'draft'::text) AND (agency.path <@ ANY (( SELECT platform.actor_case_scopes() AS actor_case_scopes)::ltree[])))
        UNION ALL
         SELECT filed.id,
            filed.barred_ids,
            NULL::uuid,
            false,
            false,
            (filed.status = ANY (ARRAY['draft'::text, 'returned-for-correction'::text]))
           FROM help.requests filed
          WHERE ((filed.filed_by_person_id = ( SELECT platform.actor_id() AS actor_id)) AND ( SELECT platform.actor_may('help:file'::text) AS actor_may))
        UNION ALL
         SELECT asked.id,
            asked.barred_ids,
            NULL::uuid,
            false,
            false,
            true
           FROM (help.checks open_check
             JOIN help.requests asked ON ((asked.id = open_check.request_id)))
          WHERE ((open_check.result IS NULL) AND (asked.status = 'submitted'::text) AND (open_check.checker_ids @> ARRAY[( SELECT platform.actor_id() AS actor_id)]) AND ( SELECT (platform.actor_may('help:check-tambon'::text) OR platform.actor_may('help:check-amphoe'::text))))) known
  WHERE ((( SELECT platform.actor_id() AS actor_id) IS NOT NULL) AND (( SELECT platform.actor_id() AS actor_id) <> ALL (barred_ids)) AND ((danger_report_id IS NULL) OR (NOT incident.is_report_withheld_from_actor(danger_report_id))));
GRANT SELECT ON help.visible_to_actor TO ess_user;

CREATE VIEW incident.published_conflicts AS
SELECT incident_id,
    person_id
   FROM incident.conflicts
  WHERE (lifted_at IS NULL);
GRANT SELECT ON incident.published_conflicts TO ess_service;

CREATE VIEW incident.published_exact_places AS
SELECT id AS incident_id,
    code,
    opened_at,
    type,
    status,
    disposition,
    responsible_agency_id AS agency_id,
    lat,
    lng,
    accuracy_metres,
    place_detail,
    place_label,
    place,
    (silent OR (duress_at IS NOT NULL) OR (type = 'sexual-violence-risk'::text)) AS is_quiet,
    ((NOT is_exercise) AND (status <> ALL (ARRAY['merged'::text, 'cancelled'::text])) AND (COALESCE(disposition, ''::text) <> ALL (ARRAY['test'::text, 'duplicate'::text, 'unfounded'::text, 'false-report'::text]))) AS is_counted
   FROM incident.incidents;
GRANT SELECT ON incident.published_exact_places TO ess_service;

CREATE VIEW incident.published_facts AS
SELECT incident.id AS incident_id,
    incident.opened_at,
    incident.type,
    incident.silent AS is_silent,
    incident.status,
    incident.is_exercise,
    incident.disposition,
    incident.responsible_agency_id AS agency_id,
    COALESCE(incident.past_agency_ids[1], incident.responsible_agency_id) AS first_agency_id,
    (incident.place ->> 'provinceCode'::text) AS province_code,
    (incident.place ->> 'districtCode'::text) AS district_code,
    (incident.place ->> 'subdistrictCode'::text) AS subdistrict_code,
    incident.reopen_count,
    incident.has_victims,
    incident.has_children,
    ( SELECT (count(*))::integer AS count
           FROM incident.nobody_came
          WHERE (nobody_came.incident_id = incident.id)) AS nobody_came_count,
    report.report_id AS first_report_id,
    COALESCE(report.channel, 'none'::text) AS channel,
    times.acknowledged_at,
    times.unit_assigned_at,
    times.en_route_at,
    times.on_scene_at,
    times.resolved_at,
    times.handed_over_at,
    times.promised_at
   FROM ((incident.incidents incident
     LEFT JOIN LATERAL ( SELECT reports.report_id,
            reports.channel
           FROM incident.reports
          WHERE (reports.incident_id = incident.id)
          ORDER BY reports.received_at, reports.report_id
         LIMIT 1) report ON (true))
     CROSS JOIN LATERAL ( SELECT min(timeline.at) FILTER (WHERE ((timeline.by IS NOT NULL) AND (timeline.kind = ANY (ARRAY['acknowledged'::text, 'taken-over'::text, 'unit-assigned'::text, 'en-route'::text, 'unit-en-route'::text, 'on-scene'::text, 'unit-on-scene'::text, 'resolved'::text])))) AS acknowledged_at,
            min(timeline.at) FILTER (WHERE (timeline.kind = ANY (ARRAY['unit-assigned'::text, 'unit-added'::text]))) AS unit_assigned_at,
            min(timeline.at) FILTER (WHERE (timeline.kind = ANY (ARRAY['en-route'::text, 'unit-en-route'::text]))) AS en_route_at,
            min(timeline.at) FILTER (WHERE (timeline.kind = ANY (ARRAY['on-scene'::text, 'unit-on-scene'::text]))) AS on_scene_at,
            min(timeline.at) FILTER (WHERE (timeline.kind = 'resolved'::text)) AS resolved_at,
            min(timeline.at) FILTER (WHERE (timeline.kind = 'handed-over'::text)) AS handed_over_at,
            (array_agg((timeline.at + (((timeline.details ->> 'etaMinutes'::text))::double precision * '00:01:00'::interval)) ORDER BY timeline.at, timeline.id) FILTER (WHERE (jsonb_typeof((timeline.details -> 'etaMinutes'::text)) = 'number'::text)))[1] AS promised_at
           FROM incident.timeline
          WHERE (timeline.incident_id = incident.id)) times);
GRANT SELECT ON incident.published_facts TO ess_service;

CREATE VIEW incident.published_incident_places AS
SELECT (place ->> 'subdistrictCode'::text) AS subdistrict_code,
    opened_at
   FROM incident.incidents
  WHERE ((NOT is_exercise) AND (status <> 'merged'::text) AND (disposition IS DISTINCT FROM 'test'::text));
GRANT SELECT ON incident.published_incident_places TO ess_service;

CREATE VIEW incident.published_report_incidents AS
SELECT report_id,
    incident_id
   FROM incident.reports;
GRANT SELECT ON incident.published_report_incidents TO ess_service;

CREATE VIEW incident.published_report_outcomes AS
SELECT report.report_id,
    (incident.acknowledged_at IS NOT NULL) AS is_acknowledged,
    incident.is_exercise,
    incident.disposition
   FROM (incident.reports report
     JOIN incident.incidents incident ON ((incident.id = report.incident_id)));
GRANT SELECT ON incident.published_report_outcomes TO ess_service;

CREATE VIEW incident.visible_to_actor AS
SELECT incident_id,
    may_act
   FROM ( SELECT involved.incident_id,
            true AS may_act
           FROM (incident.involvements involved
             JOIN jurisdiction.agencies agency ON ((agency.id = involved.agency_id)))
          WHERE (agency.path <@ ANY (( SELECT platform.actor_view_scopes() AS actor_view_scopes)::ltree[]))
        UNION ALL
         SELECT sent.incident_id,
            true
           FROM incident.assignees sent
          WHERE (sent.person_id = ( SELECT platform.actor_id() AS actor_id))
        UNION ALL
         SELECT guest.incident_id,
            false
           FROM incident.guests guest
          WHERE ((guest.person_id = ( SELECT platform.actor_id() AS actor_id)) AND (guest.ended_at IS NULL) AND (guest.until > now()))) known
  WHERE ((( SELECT platform.actor_id() AS actor_id) IS NOT NULL) AND (incident_id <> ALL (ARRAY( SELECT conflict.incident_id
           FROM incident.conflicts conflict
          WHERE ((conflict.person_id = ( SELECT platform.actor_id() AS actor_id)) AND (conflict.lifted_at IS NULL))))));
GRANT SELECT ON incident.visible_to_actor TO ess_user;

CREATE VIEW insight.computed_case_facts AS
SELECT case_id,
    opened_at,
    ((opened_at AT TIME ZONE 'Asia/Bangkok'::text))::date AS day,
    COALESCE(province_code, ''::text) AS province_code,
    agency_id,
    source,
        CASE
            WHEN (status = ANY (ARRAY['registered'::text, 'reopened'::text])) THEN 'waiting'::text
            WHEN (status = ANY (ARRAY['closed'::text, 'not-opened'::text])) THEN status
            ELSE 'working'::text
        END AS state,
    end_reason,
    risk,
    is_minor,
    (NOT (end_reason IS DISTINCT FROM 'duplicate'::text)) AS is_duplicate,
    (reopen_count > 0) AS is_reopened,
    insight.seconds_between(opened_at, contact_at) AS to_contact
   FROM care.published_case_facts one;
GRANT SELECT ON insight.computed_case_facts TO ess_service;

CREATE VIEW insight.computed_facts AS
SELECT fact.incident_id,
    fact.opened_at AS reported_at,
    ((fact.opened_at AT TIME ZONE 'Asia/Bangkok'::text))::date AS day,
    ((((EXTRACT(isodow FROM (fact.opened_at AT TIME ZONE 'Asia/Bangkok'::text)) - (1)::numeric) * (24)::numeric) + EXTRACT(hour FROM (fact.opened_at AT TIME ZONE 'Asia/Bangkok'::text))))::smallint AS hour_of_week,
    fact.province_code,
    fact.district_code,
    fact.subdistrict_code,
    fact.agency_id,
    fact.first_agency_id,
    fact.type,
    fact.channel,
    fact.disposition,
        CASE
            WHEN fact.is_exercise THEN 'exercise'::text
            WHEN (fact.status = 'merged'::text) THEN 'merged'::text
            WHEN (fact.disposition = ANY (ARRAY['test'::text, 'duplicate'::text])) THEN fact.disposition
            ELSE NULL::text
        END AS apart,
    fact.is_silent,
    (fact.status = ANY (ARRAY['resolved'::text, 'closed'::text])) AS is_ended,
    (fact.handed_over_at IS NOT NULL) AS is_handed_over,
    (fact.promised_at IS NOT NULL) AS has_eta,
    fact.has_victims,
    fact.has_children,
    fact.reopen_count,
    fact.nobody_came_count,
    insight.seconds_between(alerted.alerted_at, fact.acknowledged_at) AS alert_to_acknowledge,
    insight.seconds_between(fact.acknowledged_at, fact.unit_assigned_at) AS acknowledge_to_unit,
    insight.seconds_between(contact.started_at, fact.unit_assigned_at) AS contact_to_unit,
    insight.seconds_between(fact.unit_assigned_at, fact.en_route_at) AS unit_to_en_route,
    insight.seconds_between(fact.en_route_at, fact.on_scene_at) AS en_route_to_scene,
    insight.seconds_between(contact.started_at, fact.on_scene_at) AS contact_to_scene,
    insight.seconds_between(contact.started_at,
        CASE
            WHEN (team.is_whole IS NULL) THEN fact.on_scene_at
            WHEN team.is_whole THEN team.last_at
            ELSE NULL::timestamp with time zone
        END) AS contact_to_team,
    insight.seconds_between(fact.on_scene_at, fact.resolved_at) AS scene_to_resolved,
    insight.seconds_between(fact.resolved_at, GREATEST(care.opened_at, fact.resolved_at)) AS resolved_to_care,
    (EXTRACT(epoch FROM (fact.on_scene_at - fact.promised_at)))::integer AS after_eta,
    insight.seconds_between(contact.started_at, whole.at) AS contact_to_report,
    insight.seconds_between(whole.at, alerted.alerted_at) AS report_to_alert
   FROM (((((incident.published_facts fact
     LEFT JOIN intake.published_first_contacts contact ON ((contact.report_id = fact.first_report_id)))
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (contact.report_id IS NOT NULL) THEN LEAST(GREATEST(COALESCE(contact.submitted_at, fact.opened_at), contact.started_at), fact.opened_at)
                    ELSE NULL::timestamp with time zone
                END AS at) whole)
     LEFT JOIN LATERAL ( SELECT min(alert.alerted_at) AS alerted_at
           FROM alerting.published_alerted alert
          WHERE (alert.incident_id = fact.incident_id)) alerted ON (true))
     LEFT JOIN LATERAL ( SELECT bool_and((sent.on_scene_at IS NOT NULL)) AS is_whole,
            max(sent.on_scene_at) AS last_at
           FROM units.published_assignments sent
          WHERE ((sent.incident_id = fact.incident_id) AND (sent.status <> 'withdrawn'::text))) team ON (true))
     LEFT JOIN LATERAL ( SELECT min(opening.opened_at) AS opened_at
           FROM care.published_case_openings opening
          WHERE (opening.incident_id = fact.incident_id)) care ON (((fact.resolved_at IS NOT NULL) AND (care.opened_at IS NOT NULL))));
GRANT SELECT ON insight.computed_facts TO ess_service;

CREATE VIEW insight.computed_need_facts AS
SELECT need.need_id,
    need.case_id,
    ((need.opened_at AT TIME ZONE 'Asia/Bangkok'::text))::date AS day,
    COALESCE(one.province_code, ''::text) AS province_code,
    one.agency_id,
    need.code,
    need.outcome,
    one.is_minor,
    (NOT (one.end_reason IS DISTINCT FROM 'duplicate'::text)) AS is_duplicate,
        CASE
            WHEN (need.outcome = 'received-help'::text) THEN insight.seconds_between(need.opened_at, need.outcome_at)
            ELSE NULL::integer
        END AS to_met
   FROM (care.published_need_facts need
     JOIN care.published_case_facts one ON ((one.case_id = need.case_id)));
GRANT SELECT ON insight.computed_need_facts TO ess_service;

CREATE VIEW insight.computed_referral_facts AS
SELECT one.referral_id,
    one.case_id,
    one.offered_at,
    ((one.offered_at AT TIME ZONE 'Asia/Bangkok'::text))::date AS day,
    COALESCE(one.province_code, ''::text) AS province_code,
    one.from_agency_id AS agency_id,
    one.service_code,
    stands.state,
        CASE
            WHEN (one.status <> 'completed'::text) THEN stands.state
            WHEN (gone.referral_id IS NOT NULL) THEN 'left'::text
            WHEN (one.confirmation = 'not-received'::text) THEN 'not-received'::text
            WHEN (one.outcome = ANY (ARRAY['formal-returned'::text, 'non-formal'::text, 'mobile-or-learning-centre'::text, 'vocational'::text, 'early-childhood'::text])) THEN 'back'::text
            ELSE 'other-outcome'::text
        END AS came_to,
    one.end_reason,
    one.outcome,
    one.confirmation,
    insight.seconds_between(one.offered_at, COALESCE(one.accepted_at,
        CASE
            WHEN (one.status = 'declined'::text) THEN one.ended_at
            ELSE NULL::timestamp with time zone
        END)) AS to_answer,
    COALESCE(insight.seconds_between(one.offered_at, one.due_at), 0) AS to_due
   FROM ((referral.published_facts one
     LEFT JOIN eef.published_left gone ON ((gone.referral_id = one.referral_id)))
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN (one.status = ANY (ARRAY['offered'::text, 'declined-proposed'::text])) THEN 'to-answer'::text
                    WHEN (one.status = ANY (ARRAY['accepted'::text, 'in-progress'::text, 'on-hold'::text])) THEN 'working'::text
                    ELSE one.status
                END AS state) stands);
GRANT SELECT ON insight.computed_referral_facts TO ess_service;

CREATE VIEW insight.fact_intervals AS
SELECT fact.day,
    fact.province_code,
    fact.agency_id,
    fact.type,
    fact.channel,
    measured."interval",
        CASE
            WHEN (measured.seconds IS NULL) THEN '-1'::integer
            ELSE (insight.bin_of(abs(measured.seconds)))::integer
        END AS bin
   FROM (insight.incident_facts fact
     CROSS JOIN LATERAL ( VALUES ('contact-to-report'::text,fact.contact_to_report,true), ('report-to-alert'::text,fact.report_to_alert,true), ('alert-to-acknowledge'::text,fact.alert_to_acknowledge,true), ('acknowledge-to-unit'::text,fact.acknowledge_to_unit,true), ('contact-to-unit'::text,fact.contact_to_unit,true), ('unit-to-en-route'::text,fact.unit_to_en_route,true), ('en-route-to-scene'::text,fact.en_route_to_scene,true), ('contact-to-scene'::text,fact.contact_to_scene,true), ('contact-to-team'::text,fact.contact_to_team,true), ('scene-to-resolved'::text,fact.scene_to_resolved,true), ('resolved-to-care'::text,fact.resolved_to_care,fact.is_handed_over), ('after-eta'::text,fact.after_eta,fact.has_eta)) measured("interval", seconds, applies))
  WHERE ((fact.apart IS NULL) AND ((measured.seconds IS NOT NULL) OR (fact.is_ended AND measured.applies)));
GRANT SELECT ON insight.fact_intervals TO ess_service;

CREATE VIEW insight.missed_targets AS
SELECT fact.incident_id,
    fact.day,
    (((fact.hour_of_week)::integer % 24))::smallint AS hour,
    fact.agency_id,
    fact.type,
    fact.channel,
    measured."interval",
    abs(measured.seconds) AS seconds,
    target.seconds AS target_seconds
   FROM ((insight.incident_facts fact
     CROSS JOIN LATERAL ( VALUES ('contact-to-report'::text,fact.contact_to_report), ('report-to-alert'::text,fact.report_to_alert), ('alert-to-acknowledge'::text,fact.alert_to_acknowledge), ('acknowledge-to-unit'::text,fact.acknowledge_to_unit), ('contact-to-unit'::text,fact.contact_to_unit), ('unit-to-en-route'::text,fact.unit_to_en_route), ('en-route-to-scene'::text,fact.en_route_to_scene), ('contact-to-scene'::text,fact.contact_to_scene), ('contact-to-team'::text,fact.contact_to_team), ('scene-to-resolved'::text,fact.scene_to_resolved), ('resolved-to-care'::text,fact.resolved_to_care), ('after-eta'::text,fact.after_eta)) measured("interval", seconds))
     CROSS JOIN LATERAL ( SELECT one.seconds
           FROM insight.targets one
          WHERE ((one."interval" = measured."interval") AND (one.valid_from <= fact.day))
          ORDER BY one.valid_from DESC
         LIMIT 1) target)
  WHERE ((fact.apart IS NULL) AND (abs(measured.seconds) > target.seconds));
GRANT SELECT ON insight.missed_targets TO ess_service;

CREATE VIEW intake.published_first_contacts AS
SELECT id AS report_id,
    started_at,
    ((unfinished_since IS NOT NULL) AND (state <> 'submitted'::text)) AS is_unfinished,
    ((statements ->> 'submitted'::text))::timestamp with time zone AS submitted_at
   FROM intake.reports;
GRANT SELECT ON intake.published_first_contacts TO ess_service;

CREATE VIEW intake.published_placement_reports AS
SELECT came.report_id,
    came.placement_code,
    report.started_at,
    report.state,
    came.way
   FROM (( SELECT web_reports.report_id,
            web_reports.placement_code,
                CASE
                    WHEN (web_reports.line_user_id IS NULL) THEN 'web'::text
                    ELSE 'liff'::text
                END AS way
           FROM intake.web_reports
          WHERE (web_reports.placement_code IS NOT NULL)
        UNION ALL
         SELECT placement_reports.report_id,
            placement_reports.placement_code,
            placement_reports.way
           FROM intake.placement_reports) came
     JOIN intake.reports report ON ((report.id = came.report_id)));
GRANT SELECT ON intake.published_placement_reports TO ess_service;

CREATE VIEW outreach.published_counts AS
SELECT code,
    day,
    step,
    n
   FROM outreach.placement_counts;
GRANT SELECT ON outreach.published_counts TO ess_service;

CREATE VIEW outreach.published_placement_kinds AS
SELECT code,
    kind,
    "left"(subdistrict_code, 2) AS province_code,
    (status = ANY (ARRAY['shown'::text, 'checked'::text])) AS is_hanging
   FROM outreach.placements;
GRANT SELECT ON outreach.published_placement_kinds TO ess_service;

CREATE VIEW platform.published_log AS
SELECT id,
    seq,
    at
   FROM platform.event_log;
GRANT SELECT ON platform.published_log TO ess_service;

CREATE VIEW referral.published_facts AS
SELECT id AS referral_id,
    case_id,
    need_code,
    service_code,
    urgency,
    from_agency_id,
    to_agency_id,
    province_code,
    status,
    offered_at,
    accepted_at,
    due_at,
    ended_at,
    end_reason,
    outcome,
    confirmation
   FROM referral.referrals
  WHERE (offered_at IS NOT NULL);
GRANT SELECT ON referral.published_facts TO ess_service;

CREATE VIEW referral.visible_to_actor AS
SELECT mine.id AS referral_id,
    mine.case_id,
    'sender'::text AS side,
    seen.may_act
   FROM (referral.referrals mine
     JOIN care.visible_to_actor seen ON (((seen.case_id = mine.case_id) AND (seen.sections IS NULL))))
UNION ALL
 SELECT theirs.id AS referral_id,
    theirs.case_id,
    'receiver'::text AS side,
    ( SELECT (platform.actor_may('referral:answer'::text) OR platform.actor_may('referral:confirm-decline'::text))) AS may_act
   FROM referral.referrals theirs
  WHERE ((( SELECT platform.actor_id() AS actor_id) IS NOT NULL) AND (theirs.offered_at IS NOT NULL) AND (theirs.to_agency_id = ANY (( SELECT referral.agencies_of_actor() AS agencies_of_actor)::uuid[])) AND (theirs.case_id <> ALL (( SELECT care.barred_from_actor() AS barred_from_actor)::uuid[])) AND ((theirs.incident_id IS NULL) OR (theirs.incident_id <> ALL (( SELECT incident.withheld_from_actor() AS withheld_from_actor)::uuid[]))));
GRANT SELECT ON referral.visible_to_actor TO ess_user;

CREATE VIEW units.loads AS
SELECT id AS unit_id,
    ( SELECT (count(*))::integer AS count
           FROM units.assignments open
          WHERE ((open.unit_id = unit.id) AND (open.ended_at IS NULL))) AS open_jobs,
    ( SELECT max(ended.ended_at) AS max
           FROM units.assignments ended
          WHERE ((ended.unit_id = unit.id) AND (ended.ended_at IS NOT NULL) AND (ended.en_route_at IS NOT NULL))) AS last_ended_at
   FROM units.units unit;
GRANT SELECT ON units.loads TO ess_service;
GRANT SELECT ON units.loads TO ess_user;

CREATE VIEW units.own_jobs AS
SELECT job.id,
    job.status,
    COALESCE(ending.at, job.ended_at, job.on_scene_at, job.en_route_at, job.assigned_at) AS since,
    ending.by,
    incident.status AS incident_status
   FROM (((units.members own
     JOIN units.assignments job ON ((job.unit_id = own.unit_id)))
     JOIN incident.incidents incident ON ((incident.id = job.incident_id)))
     LEFT JOIN LATERAL ( SELECT entry.at,
            (entry.by ->> 'name'::text) AS by
           FROM incident.timeline entry
          WHERE ((job.ended_at IS NOT NULL) AND (entry.incident_id = job.incident_id) AND (entry.at >= job.assigned_at) AND ((entry.kind = incident.status) OR ((incident.status <> ALL (ARRAY['resolved'::text, 'closed'::text, 'cancelled'::text])) AND (job.status = 'withdrawn'::text) AND (entry.kind = 'unit-withdrawn'::text) AND ((entry.details ->> 'unitName'::text) = job.call_sign))))
          ORDER BY entry.at DESC
         LIMIT 1) ending ON (true))
  WHERE ((own.person_id = ( SELECT platform.actor_id() AS actor_id)) AND ( SELECT platform.actor_may('unit:serve'::text) AS actor_may) AND (job.incident_id <> ALL (ARRAY( SELECT conflict.incident_id
           FROM incident.conflicts conflict
          WHERE ((conflict.person_id = ( SELECT platform.actor_id() AS actor_id)) AND (conflict.lifted_at IS NULL))))));
GRANT SELECT ON units.own_jobs TO ess_user;

CREATE VIEW units.published_assignments AS
SELECT incident_id,
    unit_id,
    status,
    assigned_at,
    on_scene_at,
    updated_at
   FROM units.assignments;
GRANT SELECT ON units.published_assignments TO ess_service;

CREATE VIEW units.published_crews AS
SELECT unit.id AS unit_id,
    unit.agency_id,
    member.person_id
   FROM (units.units unit
     LEFT JOIN units.members member ON ((member.unit_id = unit.id)))
  WHERE ((unit.disbanded_at IS NULL) AND (unit.out_of_service_at IS NULL));
GRANT SELECT ON units.published_crews TO ess_service;

CREATE VIEW units.visible_to_actor AS
SELECT unit.id AS unit_id,
    ( SELECT platform.actor_may('unit:manage'::text) AS actor_may) AS may_manage
   FROM (units.units unit
     JOIN jurisdiction.agencies agency ON ((agency.id = unit.agency_id)))
  WHERE (( SELECT platform.actor_may('unit:view'::text) AS actor_may) AND (agency.path <@ ANY (( SELECT platform.actor_view_scopes() AS actor_view_scopes)::ltree[])))
UNION ALL
 SELECT member.unit_id,
    false AS may_manage
   FROM units.members member
  WHERE ((member.person_id = ( SELECT platform.actor_id() AS actor_id)) AND ( SELECT platform.actor_may('unit:serve'::text) AS actor_may));
GRANT SELECT ON units.visible_to_actor TO ess_user;
