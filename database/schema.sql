-- What the migrations come to. Written by scripts/write-schema.ts and compared by a test; never run.

CREATE EXTENSION cube;
CREATE EXTENSION earthdistance;
CREATE EXTENSION ltree;
CREATE EXTENSION pg_trgm;

CREATE SCHEMA access;
COMMENT ON SCHEMA access IS 'Who may enter, where they serve and in which role';

CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'Who did and who saw what; written once, never changed';

CREATE SCHEMA incident;
COMMENT ON SCHEMA incident IS 'What is being handled, by whom, and what was said about it';

CREATE SCHEMA intake;
COMMENT ON SCHEMA intake IS 'People who report, their conversations and what they sent before there was an incident';

CREATE SCHEMA jurisdiction;
COMMENT ON SCHEMA jurisdiction IS 'Agencies, their areas, and the administrative geography of Thailand';

CREATE SCHEMA line;
COMMENT ON SCHEMA line IS 'LINE as a channel: what came in, what is owed, which files are still to be fetched';

CREATE SCHEMA platform;
COMMENT ON SCHEMA platform IS 'What every part of the house stands on; no business words';

CREATE SEQUENCE incident.code_numbers;

CREATE OR REPLACE FUNCTION audit.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'audit.entries is append-only' USING ERRCODE = 'insufficient_privilege';
END $function$;

CREATE OR REPLACE FUNCTION incident.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $function$;

CREATE OR REPLACE FUNCTION jurisdiction.earth_point(lat double precision, lng double precision)
 RETURNS cube
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN cube(cube(cube((((6378168)::double precision * cos(radians(lat))) * cos(radians(lng)))), (((6378168)::double precision * cos(radians(lat))) * sin(radians(lng)))), ((6378168)::double precision * sin(radians(lat))));

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
COMMENT ON TABLE access.accounts IS 'Ways a person proves who they are; provider credential is a password';
COMMENT ON COLUMN access.accounts.password IS 'argon2id hash, never the password';

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
COMMENT ON TABLE access.memberships IS 'Who serves in which agency, in which role, from which day to which day (Asia/Bangkok)';
COMMENT ON COLUMN access.memberships.agency_id IS 'An agency of jurisdiction; no foreign key across capabilities';
COMMENT ON COLUMN access.memberships.role IS 'One of ROLES in contract/permission.ts; a name no longer listed there permits nothing';
COMMENT ON COLUMN access.memberships.until_date IS 'Last day of service, inclusive; empty while it lasts';

CREATE TABLE access.sessions (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL,
  ip_address text,
  user_agent text,
  CONSTRAINT sessions_token_key UNIQUE (token),
  CONSTRAINT sessions_pkey PRIMARY KEY (id),
  CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES access.users(id) ON DELETE CASCADE
);
CREATE INDEX sessions_user_id_idx ON access.sessions USING btree (user_id);
COMMENT ON TABLE access.sessions IS 'Open sign-ins; a row that is gone is a session that no longer counts';
COMMENT ON COLUMN access.sessions.token IS 'Worth nothing without AUTH_SECRET, which signs it in the cookie';
COMMENT ON COLUMN access.sessions.ip_address IS 'Personal data: address the person signed in from';
COMMENT ON COLUMN access.sessions.user_agent IS 'Personal data: browser the person signed in with';

CREATE TABLE access.sign_in_tries (
  key text NOT NULL,
  window_ends_at timestamp with time zone NOT NULL,
  tries integer NOT NULL,
  CONSTRAINT sign_in_tries_pkey PRIMARY KEY (key)
);
CREATE INDEX sign_in_tries_ended ON access.sign_in_tries USING btree (window_ends_at);
COMMENT ON TABLE access.sign_in_tries IS 'Failed sign-ins of the last minutes, counted for all server processes together';
COMMENT ON COLUMN access.sign_in_tries.key IS 'Hash of an address, or of an address and an account; no address can be read from it';

CREATE TABLE access.users (
  id uuid NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  email_verified boolean NOT NULL,
  image text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  is_demonstration boolean NOT NULL,
  CONSTRAINT users_email_key UNIQUE (email),
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_email_check CHECK ((email = lower(email))),
  CONSTRAINT users_name_check CHECK ((name <> ''::text))
);
COMMENT ON TABLE access.users IS 'People of the agencies who can sign in; never reporters';
COMMENT ON COLUMN access.users.name IS 'Personal data: rank and name as colleagues and reporters are told it';
COMMENT ON COLUMN access.users.email IS 'Personal data: address with which the person signs in';
COMMENT ON COLUMN access.users.image IS 'Personal data: address of a picture; not used so far';
COMMENT ON COLUMN access.users.is_demonstration IS 'True: an invented person whose password is public; production refuses to start with one';

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
COMMENT ON TABLE access.verifications IS 'Short-lived proofs better-auth keeps between two steps of one sign-in';

CREATE TABLE audit.entries (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  act text NOT NULL,
  actor_kind text NOT NULL,
  actor_id text,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  details jsonb NOT NULL,
  origin text NOT NULL,
  sealed_seq bigint,
  hash bytea,
  CONSTRAINT entries_sealed_seq_key UNIQUE (sealed_seq),
  CONSTRAINT entries_pkey PRIMARY KEY (id),
  CONSTRAINT entries_act_check CHECK ((act ~ '^[a-z-]+(/[a-z0-9-]+)+$'::text)),
  CONSTRAINT entries_actor_id_check CHECK ((actor_id <> ''::text)),
  CONSTRAINT entries_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['person'::text, 'reporter'::text, 'system'::text]))),
  CONSTRAINT entries_check CHECK (((actor_kind = 'system'::text) OR (actor_id IS NOT NULL))),
  CONSTRAINT entries_check1 CHECK (((sealed_seq IS NULL) = (hash IS NULL))),
  CONSTRAINT entries_details_check CHECK ((jsonb_typeof(details) = 'object'::text)),
  CONSTRAINT entries_kind_check CHECK ((kind = ANY (ARRAY['act'::text, 'look'::text]))),
  CONSTRAINT entries_origin_check CHECK ((origin <> ''::text)),
  CONSTRAINT entries_subject_id_check CHECK ((subject_id <> ''::text)),
  CONSTRAINT entries_subject_kind_check CHECK ((subject_kind <> ''::text))
);
CREATE INDEX entries_actor ON audit.entries USING btree (actor_id, id);
CREATE INDEX entries_subject ON audit.entries USING btree (subject_kind, subject_id, id);
CREATE TRIGGER entries_never_change BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.entries FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
ALTER TABLE audit.entries ENABLE ALWAYS TRIGGER entries_never_change;
COMMENT ON TABLE audit.entries IS 'Every act and every look at personal data, in the transaction of the act itself. Ids and codes only.';
COMMENT ON COLUMN audit.entries.act IS 'What was done or seen, e.g. incident/acknowledge';
COMMENT ON COLUMN audit.entries.actor_id IS 'Id of a person or reporter; their name stays where it can be erased';
COMMENT ON COLUMN audit.entries.details IS 'Ids, codes and numbers; never names, texts, phones or positions';
COMMENT ON COLUMN audit.entries.origin IS 'Personal data: network address of a person, or the channel an act came through';
COMMENT ON COLUMN audit.entries.sealed_seq IS 'Place in the hash chain, given after commit by the sealer';
COMMENT ON COLUMN audit.entries.hash IS 'Seal over this entry and the one before it';

CREATE TABLE incident.assignees (
  incident_id uuid NOT NULL,
  person_id uuid NOT NULL,
  by_person_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT assignees_pkey PRIMARY KEY (incident_id, person_id),
  CONSTRAINT assignees_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id)
);
CREATE INDEX assignees_person ON incident.assignees USING btree (person_id, incident_id);
COMMENT ON TABLE incident.assignees IS 'Officers sent to an incident now; a patrol sees only what it is sent to. Who was sent before stands in the audit';
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
COMMENT ON TABLE incident.conflicts IS 'Conflicts of interest: while lifted_at is empty the person can neither see the incident nor learn that it exists. Merging copies them to the whole family';
COMMENT ON COLUMN incident.conflicts.person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN incident.conflicts.kind IS 'named: the person appears in what was reported; marked: a supervisor''s judgement';
COMMENT ON COLUMN incident.conflicts.reason IS 'Personal data: why, in the supervisor''s words';
COMMENT ON COLUMN incident.conflicts.lift_reason IS 'Personal data: why it was lifted, in the supervisor''s words';

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
COMMENT ON TABLE incident.guests IS 'Multidisciplinary partners invited to one incident: they see this one, masked, while until lies ahead and ended_at is empty';
COMMENT ON COLUMN incident.guests.person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN incident.guests.until IS 'End of the last day (Asia/Bangkok) on which the guest sees it';
COMMENT ON COLUMN incident.guests.reason IS 'Personal data: why, in words of the officer who invited';
COMMENT ON COLUMN incident.guests.ended_at IS 'When the invitation was taken back or ran out; empty while in force';
COMMENT ON COLUMN incident.guests.ended_by_person_id IS 'Who took it back; empty when it ran out or the guest became conflicted';

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
  CONSTRAINT incidents_code_key UNIQUE (code),
  CONSTRAINT incidents_pkey PRIMARY KEY (id),
  CONSTRAINT incidents_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES incident.incidents(id),
  CONSTRAINT incidents_check CHECK (((status <> ALL (ARRAY['resolved'::text, 'closed'::text])) OR (disposition IS NOT NULL))),
  CONSTRAINT incidents_check1 CHECK (((status = 'merged'::text) = (merged_into IS NOT NULL))),
  CONSTRAINT incidents_check2 CHECK (((status = ANY (ARRAY['open'::text, 'reopened'::text, 'merged'::text, 'cancelled'::text, 'resolved'::text, 'closed'::text])) OR (acknowledged_at IS NOT NULL)))
);
CREATE INDEX incidents_merged ON incident.incidents USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX incidents_open ON incident.incidents USING btree (opened_at) WHERE (status = ANY (ARRAY['open'::text, 'reopened'::text, 'acknowledged'::text, 'unit-assigned'::text, 'en-route'::text, 'on-scene'::text]));
CREATE INDEX incidents_place ON incident.incidents USING gist (ll_to_earth(lat, lng));
CREATE INDEX incidents_recent ON incident.incidents USING btree (updated_at DESC);
COMMENT ON TABLE incident.incidents IS 'What is being handled: one or more reports about one danger in one place.';
COMMENT ON COLUMN incident.incidents.lat IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN incident.incidents.lng IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN incident.incidents.place IS 'Personal data: the place in words.';
COMMENT ON COLUMN incident.incidents.acknowledged_by IS 'Personal data: id and name of the officer who took it';
COMMENT ON COLUMN incident.incidents.unit_name IS 'The unit that goes, as the station calls it';
COMMENT ON COLUMN incident.incidents.resolved_by IS 'Personal data: id and name of the officer who said what it came to';
COMMENT ON COLUMN incident.incidents.disposition_note IS 'Personal data: what the officer wrote about the outcome.';
COMMENT ON COLUMN incident.incidents.transfer IS 'Personal data: which agency was asked to take over, by which officer and why';
COMMENT ON COLUMN incident.incidents.past_agency_ids IS 'Agencies that gave it away: it never goes back to them by transfer (no loops).';

CREATE TABLE incident.involvements (
  incident_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  role text NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT involvements_pkey PRIMARY KEY (incident_id, agency_id),
  CONSTRAINT involvements_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id),
  CONSTRAINT involvements_role_check CHECK ((role = ANY (ARRAY['responsible'::text, 'neighbour'::text, 'transfer-target'::text, 'former'::text])))
);
CREATE INDEX involvements_agency ON incident.involvements USING btree (agency_id, incident_id);
CREATE UNIQUE INDEX involvements_one_responsible ON incident.involvements USING btree (incident_id) WHERE (role = 'responsible'::text);
COMMENT ON TABLE incident.involvements IS 'Which agencies an incident concerns, and so who sees it; exactly one is responsible.';

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
  CONSTRAINT messages_pkey PRIMARY KEY (id),
  CONSTRAINT messages_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id),
  CONSTRAINT messages_report_id_fkey FOREIGN KEY (report_id) REFERENCES incident.reports(report_id),
  CONSTRAINT messages_delivery_check CHECK ((delivery = ANY (ARRAY['owed'::text, 'accepted'::text, 'failed'::text]))),
  CONSTRAINT messages_sender_check CHECK ((sender = ANY (ARRAY['reporter'::text, 'officer'::text])))
);
CREATE INDEX messages_incident ON incident.messages USING btree (incident_id, at);
CREATE UNIQUE INDEX messages_external ON incident.messages USING btree (external_id) WHERE (external_id IS NOT NULL);
COMMENT ON TABLE incident.messages IS 'The chat between officers and each reporter.';
COMMENT ON COLUMN incident.messages.by IS 'Personal data: id and name of the officer who wrote it';
COMMENT ON COLUMN incident.messages.text IS 'Personal data: erased when the reporter takes the message back.';

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
COMMENT ON TABLE incident.positions IS 'Every position ever told, with source, time and accuracy; a LINE pin is a claim.';
COMMENT ON COLUMN incident.positions.lat IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN incident.positions.lng IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN incident.positions.label IS 'Personal data: words that came with the pin.';

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
  CONSTRAINT reports_pkey PRIMARY KEY (report_id),
  CONSTRAINT reports_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id)
);
CREATE INDEX reports_incident ON incident.reports USING btree (incident_id);
CREATE INDEX reports_phone ON incident.reports USING btree (phone) WHERE (phone IS NOT NULL);
COMMENT ON TABLE incident.reports IS 'Who reported it, as far as the officers handling it need to know.';
COMMENT ON COLUMN incident.reports.reporter_id IS 'Personal data (pseudonym): the reporter in intake.';
COMMENT ON COLUMN incident.reports.phone IS 'Personal data: the reporter''s phone, E.164.';

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
COMMENT ON TABLE incident.timeline IS 'What happened, append-only.';
COMMENT ON COLUMN incident.timeline.by IS 'Personal data: id and name of the officer who acted; empty when a reporter or the house did';
COMMENT ON COLUMN incident.timeline.details IS 'Personal data: what completes the sentence, such as a note or a reason';

CREATE TABLE incident.unmaskings (
  id uuid NOT NULL,
  incident_id uuid NOT NULL,
  person_id uuid NOT NULL,
  field text NOT NULL,
  reason_code text NOT NULL,
  reason_words text,
  at timestamp with time zone NOT NULL,
  CONSTRAINT unmaskings_pkey PRIMARY KEY (id),
  CONSTRAINT unmaskings_incident_id_fkey FOREIGN KEY (incident_id) REFERENCES incident.incidents(id),
  CONSTRAINT unmaskings_field_check CHECK ((field = ANY (ARRAY['phone'::text, 'place'::text]))),
  CONSTRAINT unmaskings_reason_code_check CHECK ((reason_code <> ''::text))
);
CREATE INDEX unmaskings_incident ON incident.unmaskings USING btree (incident_id, at);
COMMENT ON TABLE incident.unmaskings IS 'Masked fields that somebody had shown to them, and why; the audit entry names this row, whose words can be erased';
COMMENT ON COLUMN incident.unmaskings.person_id IS 'A person of access; no foreign key across capabilities';
COMMENT ON COLUMN incident.unmaskings.reason_words IS 'Personal data: why, in the words of who asked';

CREATE TABLE intake.conversations (
  reporter_id uuid NOT NULL,
  report_id uuid,
  question text,
  offered jsonb NOT NULL DEFAULT '[]'::jsonb,
  wants_silence boolean NOT NULL DEFAULT false,
  hushed boolean NOT NULL DEFAULT false,
  CONSTRAINT conversations_pkey PRIMARY KEY (reporter_id),
  CONSTRAINT conversations_report_id_fkey FOREIGN KEY (report_id) REFERENCES intake.reports(id),
  CONSTRAINT conversations_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES intake.reporters(id)
);
COMMENT ON TABLE intake.conversations IS 'Where each conversation stands between two messages.';
COMMENT ON COLUMN intake.conversations.reporter_id IS 'Personal data (pseudonym): the reporter';
COMMENT ON COLUMN intake.conversations.offered IS 'Personal data: what could be tapped last, which may be their own phone number';
COMMENT ON COLUMN intake.conversations.hushed IS 'We speak so that the screen betrays nothing; lasts beyond the silent report.';

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
COMMENT ON TABLE intake.early_messages IS 'Words and pictures sent before there was a place; handed to the officers when the incident opens.';
COMMENT ON COLUMN intake.early_messages.text IS 'Personal data: erased when the reporter takes the message back.';

CREATE TABLE intake.reporters (
  id uuid NOT NULL,
  channel text NOT NULL,
  address text NOT NULL,
  language text NOT NULL,
  phone text,
  unreachable boolean NOT NULL DEFAULT false,
  since timestamp with time zone NOT NULL,
  language_chosen boolean NOT NULL DEFAULT false,
  CONSTRAINT reporters_channel_address_key UNIQUE (channel, address),
  CONSTRAINT reporters_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE intake.reporters IS 'People who wrote to us, by their address in the channel.';
COMMENT ON COLUMN intake.reporters.address IS 'Personal data: the person''s id in the channel (LINE user id).';
COMMENT ON COLUMN intake.reporters.phone IS 'Personal data: the last phone they gave, E.164, offered to them as one tap.';
COMMENT ON COLUMN intake.reporters.language_chosen IS 'True: they asked for this language, so their app''s language no longer counts.';

CREATE TABLE intake.reports (
  id uuid NOT NULL,
  reporter_id uuid NOT NULL,
  state text NOT NULL,
  type text,
  silent boolean NOT NULL,
  position jsonb,
  told jsonb,
  started_at timestamp with time zone NOT NULL,
  ask_again_at timestamp with time zone,
  give_up_at timestamp with time zone,
  asked_times integer NOT NULL DEFAULT 1,
  unfinished_since timestamp with time zone,
  stars integer,
  phone text,
  CONSTRAINT reports_pkey PRIMARY KEY (id),
  CONSTRAINT reports_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES intake.reporters(id),
  CONSTRAINT reports_check CHECK (((state <> 'submitted'::text) OR ((type IS NOT NULL) AND ("position" IS NOT NULL)))),
  CONSTRAINT reports_stars_check CHECK (((stars >= 1) AND (stars <= 5))),
  CONSTRAINT reports_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'dropped'::text, 'abandoned'::text])))
);
CREATE INDEX reports_ask_again ON intake.reports USING btree (ask_again_at) WHERE (ask_again_at IS NOT NULL);
CREATE INDEX reports_give_up ON intake.reports USING btree (give_up_at) WHERE (give_up_at IS NOT NULL);
CREATE INDEX reports_reporter ON intake.reports USING btree (reporter_id, started_at DESC);
CREATE INDEX reports_unfinished ON intake.reports USING btree (unfinished_since) WHERE ((unfinished_since IS NOT NULL) AND (state = 'draft'::text));
COMMENT ON TABLE intake.reports IS 'What a person sent: a draft until type and place are known, then an incident''s report.';
COMMENT ON COLUMN intake.reports.reporter_id IS 'Personal data (pseudonym): the reporter';
COMMENT ON COLUMN intake.reports.position IS 'Personal data: where a person in danger is.';
COMMENT ON COLUMN intake.reports.told IS 'What the reporter has been told; their status page.';
COMMENT ON COLUMN intake.reports.phone IS 'Personal data: the phone given for this very report, E.164.';

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
  CONSTRAINT agencies_code_key UNIQUE (code),
  CONSTRAINT agencies_path_key UNIQUE (path),
  CONSTRAINT agencies_pkey PRIMARY KEY (id),
  CONSTRAINT agencies_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES jurisdiction.agencies(id),
  CONSTRAINT agencies_check CHECK ((parent_id <> id)),
  CONSTRAINT agencies_code_check CHECK ((code ~ '^[A-Z0-9][A-Z0-9-]{1,31}$'::text)),
  CONSTRAINT agencies_kind_check CHECK ((kind = ANY (ARRAY['national-police'::text, 'region'::text, 'provincial-police'::text, 'station'::text, 'centre-191'::text, 'national-desk'::text, 'provincial-social-office'::text, 'tambon-centre'::text, 'education-fund'::text]))),
  CONSTRAINT agencies_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  CONSTRAINT agencies_lng_check CHECK (((lng >= ('-180'::integer)::double precision) AND (lng <= (180)::double precision))),
  CONSTRAINT agencies_name_en_check CHECK ((name_en <> ''::text)),
  CONSTRAINT agencies_name_th_check CHECK ((name_th <> ''::text)),
  CONSTRAINT agencies_readiness_check CHECK ((readiness = ANY (ARRAY['unknown'::text, 'ready'::text, 'nobody-on-duty'::text, 'no-heartbeat'::text])))
);
CREATE INDEX agencies_parent ON jurisdiction.agencies USING btree (parent_id);
CREATE INDEX agencies_station_location ON jurisdiction.agencies USING gist (location) WHERE ((kind = 'station'::text) AND is_active);
COMMENT ON TABLE jurisdiction.agencies IS 'Every office that takes part, in one tree: stations, 191 centres, provincial and regional police, social offices, the education fund';
COMMENT ON COLUMN jurisdiction.agencies.code IS 'Stable name in import files; the last label of path is made from it';
COMMENT ON COLUMN jurisdiction.agencies.path IS 'The tree from the root th down to this agency; decides who sees what';
COMMENT ON COLUMN jurisdiction.agencies.phone IS 'Telephone of the office (E.164 or a short number such as 191), never of a person';
COMMENT ON COLUMN jurisdiction.agencies.readiness IS 'unknown counts as ready; nobody-on-duty and no-heartbeat are passed over when an alert looks for its station';
COMMENT ON COLUMN jurisdiction.agencies.is_demonstration IS 'True: invented for demonstration, never to be shown as an official register';

CREATE TABLE jurisdiction.agency_areas (
  agency_id uuid NOT NULL,
  polygon jsonb NOT NULL,
  is_approximate boolean NOT NULL,
  CONSTRAINT agency_areas_pkey PRIMARY KEY (agency_id),
  CONSTRAINT agency_areas_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES jurisdiction.agencies(id) ON DELETE CASCADE,
  CONSTRAINT agency_areas_polygon_check CHECK (((polygon ->> 'type'::text) = 'MultiPolygon'::text))
);
COMMENT ON TABLE jurisdiction.agency_areas IS 'Areas for which an agency answers, where they are known (GeoJSON MultiPolygon, WGS 84)';
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
COMMENT ON TABLE jurisdiction.boundaries IS 'Outlines of the country (TH), of the land of its neighbours around it (NEIGHBOURS) and, once imported, of administrative areas (GeoJSON MultiPolygon, WGS 84)';
COMMENT ON COLUMN jurisdiction.boundaries.name_th IS 'Name in the boundary file: needed where the file knows an area that has been divided or renamed since';

CREATE TABLE jurisdiction.data_sets (
  name text NOT NULL,
  version text NOT NULL,
  attribution text NOT NULL,
  loaded_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT data_sets_pkey PRIMARY KEY (name)
);
COMMENT ON TABLE jurisdiction.data_sets IS 'Which edition of each loaded table is in place, and the words its licence asks us to show';
COMMENT ON COLUMN jurisdiction.data_sets.version IS 'Hash of the files it was loaded from: another hash is loaded again';

CREATE TABLE jurisdiction.edition (
  single boolean NOT NULL DEFAULT true,
  number bigint NOT NULL,
  CONSTRAINT edition_pkey PRIMARY KEY (single),
  CONSTRAINT edition_single_check CHECK (single)
);
COMMENT ON TABLE jurisdiction.edition IS 'One row: the number of the present edition of agencies, areas and boundaries; every import makes the next';

CREATE TABLE line.chats (
  account text NOT NULL,
  chat_id text NOT NULL,
  language text,
  standby boolean NOT NULL DEFAULT false,
  sender_until timestamp with time zone,
  CONSTRAINT chats_pkey PRIMARY KEY (account, chat_id),
  CONSTRAINT chats_account_check CHECK ((account = ANY (ARRAY['reporter'::text, 'staff'::text]))),
  CONSTRAINT chats_language_check CHECK ((language = ANY (ARRAY['th'::text, 'en'::text])))
);
COMMENT ON TABLE line.chats IS 'One row per chat: who may send to it right now, and what is known about it';
COMMENT ON COLUMN line.chats.chat_id IS 'Personal data: LINE''s user id (or group or room id)';
COMMENT ON COLUMN line.chats.language IS 'Language of the person''s LINE app, as far as it is one of ours';
COMMENT ON COLUMN line.chats.standby IS 'Another module of the account holds the chat: LINE wants us silent';
COMMENT ON COLUMN line.chats.sender_until IS 'A process is sending to this chat until then; a lease, so that a dead process blocks nobody for long';

CREATE TABLE line.media_fetches (
  message_id text NOT NULL,
  account text NOT NULL,
  chat_id text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  state text NOT NULL DEFAULT 'owed'::text,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamp with time zone,
  fetching_until timestamp with time zone,
  settled_at timestamp with time zone,
  CONSTRAINT media_fetches_pkey PRIMARY KEY (message_id),
  CONSTRAINT media_fetches_account_check CHECK ((account = ANY (ARRAY['reporter'::text, 'staff'::text]))),
  CONSTRAINT media_fetches_state_check CHECK ((state = ANY (ARRAY['owed'::text, 'stored'::text, 'gone'::text, 'failed'::text])))
);
CREATE INDEX media_fetches_owed ON line.media_fetches USING btree (created_at) WHERE (state = 'owed'::text);
COMMENT ON TABLE line.media_fetches IS 'Photos, videos, sound and files to be fetched from LINE, which deletes them after a time it does not name';
COMMENT ON COLUMN line.media_fetches.chat_id IS 'Personal data: LINE''s user id';
COMMENT ON COLUMN line.media_fetches.fetching_until IS 'A process is fetching it until then (a lease)';

CREATE TABLE line.menu_wishes (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  account text NOT NULL,
  chat_id text NOT NULL,
  menu text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamp with time zone,
  CONSTRAINT menu_wishes_pkey PRIMARY KEY (id),
  CONSTRAINT menu_wishes_account_check CHECK ((account = ANY (ARRAY['reporter'::text, 'staff'::text]))),
  CONSTRAINT menu_wishes_menu_check CHECK ((menu = ANY (ARRAY['default'::text, 'reporting'::text])))
);
CREATE INDEX menu_wishes_chat ON line.menu_wishes USING btree (account, chat_id, id);
COMMENT ON TABLE line.menu_wishes IS 'Which rich menu a chat is to show; the newest wish of a chat is carried out, then all of them are deleted';
COMMENT ON COLUMN line.menu_wishes.chat_id IS 'Personal data: LINE''s user id';

CREATE TABLE line.messages (
  message_id text NOT NULL,
  webhook_event_id text,
  unsent_at timestamp with time zone,
  CONSTRAINT messages_pkey PRIMARY KEY (message_id)
);
COMMENT ON TABLE line.messages IS 'Which event brought a message. With unsent_at it is the tombstone that keeps an unsent message from coming back.';

CREATE TABLE line.outbound_messages (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  account text NOT NULL,
  chat_id text NOT NULL,
  messages text,
  message_count integer NOT NULL,
  quiet boolean NOT NULL,
  about text,
  created_at timestamp with time zone NOT NULL,
  state text NOT NULL DEFAULT 'owed'::text,
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
  settled_at timestamp with time zone,
  CONSTRAINT outbound_messages_pkey PRIMARY KEY (id),
  CONSTRAINT outbound_messages_account_check CHECK ((account = ANY (ARRAY['reporter'::text, 'staff'::text]))),
  CONSTRAINT outbound_messages_message_count_check CHECK (((message_count >= 1) AND (message_count <= 5))),
  CONSTRAINT outbound_messages_state_check CHECK ((state = ANY (ARRAY['owed'::text, 'sent'::text, 'failed'::text]))),
  CONSTRAINT outbound_messages_via_check CHECK ((via = ANY (ARRAY['reply'::text, 'push'::text])))
);
CREATE INDEX outbound_messages_owed ON line.outbound_messages USING btree (account, chat_id, id) WHERE (state = 'owed'::text);
CREATE INDEX outbound_messages_settled ON line.outbound_messages USING brin (settled_at);
COMMENT ON TABLE line.outbound_messages IS 'The outbox: what LINE has yet to take, in order per chat, and what became of it';
COMMENT ON COLUMN line.outbound_messages.chat_id IS 'Personal data: LINE''s user id (or group or room id)';
COMMENT ON COLUMN line.outbound_messages.messages IS 'Personal data: 1 to 5 LINE message objects as JSON text. Erased some days after they were settled.';
COMMENT ON COLUMN line.outbound_messages.retry_key IS 'X-Line-Retry-Key of the call that begins with this row; stored before the first try';
COMMENT ON COLUMN line.outbound_messages.call_key IS 'Rows with the same key go in one call, again and again with the same body';
COMMENT ON COLUMN line.outbound_messages.outcome_unknown IS 'A try began and its answer never came: LINE may have taken it';
COMMENT ON COLUMN line.outbound_messages.request_id IS 'X-Line-Request-Id of the last answer: LINE''s support asks for it, LINE shows no logs';

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
  CONSTRAINT webhook_events_pkey PRIMARY KEY (webhook_event_id),
  CONSTRAINT webhook_events_account_check CHECK ((account = ANY (ARRAY['reporter'::text, 'staff'::text])))
);
CREATE INDEX webhook_events_received ON line.webhook_events USING brin (received_at);
CREATE INDEX webhook_events_waiting ON line.webhook_events USING btree (account, chat_id, event_at) WHERE (processed_at IS NULL);
COMMENT ON TABLE line.webhook_events IS 'Every webhook event once. Stored before LINE gets its 200; processed afterwards, in order per chat.';
COMMENT ON COLUMN line.webhook_events.webhook_event_id IS 'LINE''s id (ULID), the key against duplicates; events without one carry the hash of their content';
COMMENT ON COLUMN line.webhook_events.chat_id IS 'Personal data: LINE''s user id (or group or room id); empty where the event names none';
COMMENT ON COLUMN line.webhook_events.event_at IS 'LINE''s own time of the event, unchanged when it is delivered again';
COMMENT ON COLUMN line.webhook_events.payload IS 'Personal data: the event as JSON text (text, because jsonb refuses \u0000). Erased when unsent or old.';
COMMENT ON COLUMN line.webhook_events.failed_at IS 'Given up after several tries; an operator alarm was raised and the payload kept';

CREATE TABLE platform.attachments (
  id uuid NOT NULL,
  sha256 text NOT NULL,
  content_type text NOT NULL,
  bytes integer NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT attachments_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE platform.attachments IS 'Files kept outside the database under their content hash.';

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
COMMENT ON TABLE platform.idempotency_keys IS 'The answer each submission got; the same submission twice is one.';
COMMENT ON COLUMN platform.idempotency_keys.actor IS 'Who submitted it: an id in access.users';
COMMENT ON COLUMN platform.idempotency_keys.body IS 'Personal data: the answer as it was given, kept for a day';

CREATE TABLE platform.migrations (
  name text NOT NULL,
  hash text NOT NULL,
  applied_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT migrations_pkey PRIMARY KEY (name)
);
COMMENT ON TABLE platform.migrations IS 'The migrations that this database has been through, with the hash of their text';

CREATE TABLE platform.operator_alarms (
  id uuid NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  raised_at timestamp with time zone NOT NULL,
  last_at timestamp with time zone NOT NULL,
  count integer NOT NULL DEFAULT 1,
  details jsonb NOT NULL,
  settled_at timestamp with time zone,
  settled_by text,
  CONSTRAINT operator_alarms_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX operator_alarms_one_open ON platform.operator_alarms USING btree (kind, subject) WHERE (settled_at IS NULL);
COMMENT ON TABLE platform.operator_alarms IS 'What an operator must mend. Details hold codes and ids, never words of a reporter.';
COMMENT ON COLUMN platform.operator_alarms.settled_by IS 'Who said that it is mended: an id in access.users';
