import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { IncidentDetail } from '../../contract/incident.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase, anEarlyNotification } from '../support/a-case.ts';
import { aFinding } from '../support/a-finding.ts';
import { aReferral } from '../support/a-referral.ts';
import { aSchoolCheck } from '../support/a-school-check.ts';
import { getDemoPerson, linkLine, raiseAlert } from '../support/alarm.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { STAFF_SECRETS } from '../support/line-stage.ts';
import { postWebhook } from '../support/line-webhook.ts';
import { signIn, until } from '../support/officer.ts';
import { aPhoto } from '../support/reporter-files.ts';
import { openTestSystem } from '../support/test-system.ts';
import { bodyFor, ruleOf } from './route-rules.ts';

// Conflicts of interest (decisions 0017 and 0042), tested on every route. One person serves in every role, took the call,
// was called, sent and notified, wrote and took photos. Once a conflict is marked, a route that takes an id of such an
// incident (in its path, its query or its body) answers exactly as to an unknown id, to the byte; and no list, live
// stream or LINE answer contains anything of it. The routes and their ids are read from the route table: a new route is
// tested automatically, and one with an id of a new kind fails here until its kind is listed.

const system = await openTestSystem({ staffLine: true, escalation: 'off' });
const db = system.owner;
const duty = await system.officer('duty1');
const boss = await system.officer('superintendent');
const station = (await getDemoPerson(system, 'duty1')).agencyId;

/** In every role of a police station, its province, the 191 centre and the national centre. */
const EMAIL = 'everywhere@demo.ess.example';
const me = randomUUID();
await sql`INSERT INTO access.users (id, name, email, email_verified, is_demonstration)
  VALUES (${me}, 'ด.ต. สมมติ ทุกหน้าที่', ${EMAIL}, true, true)`.execute(db);
await sql`INSERT INTO access.accounts (id, user_id, account_id, provider_id, password, updated_at)
  SELECT gen_random_uuid(), ${me}, ${me}, 'credential', account.password, now() FROM access.accounts AS account
  JOIN access.users AS person ON person.id = account.user_id WHERE person.email = 'duty1@demo.ess.example'`.execute(db);
await sql`INSERT INTO access.memberships (id, user_id, agency_id, role, from_date)
  SELECT DISTINCT ON (served.agency_id, served.role) gen_random_uuid(), ${me}::uuid, served.agency_id, served.role, '2020-01-01'::date
  FROM access.memberships AS served JOIN access.users AS person ON person.id = served.user_id
  WHERE split_part(person.email, '@', 1) IN
    ('duty1', 'superintendent', 'patrol1', 'centre191', 'commander', 'desk1300', 'administrator')`.execute(db);
const person = await signIn(system.url, EMAIL);
const chat = await linkLine(person, system.line.phone('ทุกหน้าที่'));

async function must<Body>(asked: Promise<{ status: number; body: Body }>): Promise<Body> {
  const { status, body } = await asked;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}
const newest = async (table: string, where: string, what = 'id') =>
  (
    await getRow(
      db,
      sql.raw<{ id: string }>(`SELECT ${what} AS id FROM ${table} WHERE ${where} ORDER BY id DESC LIMIT 1`),
    )
  ).id;

const unit = await must(
  boss.post<{ id: string }>(`/api/v1/agencies/${station}/units`, {
    callSign: 'ชุดทดสอบกำแพง',
    kind: 'car',
    memberIds: [me],
  }),
);
const other = await getDemoPerson(system, 'duty2');
const guest = await getDemoPerson(system, 'guest-hospital');
/** Far from each other: no duplicates of one another. */
let made = 0;
const somewhere = () => ({ ...PLACES.muang, lat: PLACES.muang.lat + ++made * 0.012 });

/** Ids of all kinds that lead to one incident, and texts and numbers that no other incident contains. */
type Traces = { ids: Record<string, string>; links: Record<string, string>; texts: string[] };

/** An incident from LINE with everything that can belong to one, and this person involved in all of it. */
async function fromLine(mark: string, phoneNumber: string, where = somewhere()): Promise<Traces> {
  const phone = system.line.phone(`ผู้แจ้ง ${mark}`);
  const { id, code } = await anIncident(system).onPhone(phone).reportedAt(where).happens();
  const at = `/api/v1/incidents/${id}`;
  await phone.sendText(phoneNumber);
  await phone.sendText(`ถ้อยคำ${mark}`);
  await phone.sendImage(await aPhoto());
  await must(person.post(`${at}/acknowledge`, { etaMinutes: 30 }));
  await must(person.post(`${at}/place-detail`, { detail: `บ้านเลขที่${mark}`, was: null }));
  await must(person.post(`${at}/messages`, { text: `กำลังไป${mark}` }));
  await must(person.post(`${at}/questions`, { question: 'weapon-seen' }));
  await must(person.post(`${at}/safety-notes`, { kind: 'weapon', text: `มีด${mark}` }));
  await must(person.post(`${at}/guests`, { personId: guest.personId, until: inDays(5), reason: `ตรวจ${mark}` }));
  await must(person.post(`${at}/conflicts`, { personId: other.personId, kind: 'named', reason: `ญาติ${mark}` }));
  await must(person.post(`${at}/units`, { unitId: unit.id, queue: true }));
  const assignment = await newest('units.assignments', `incident_id = '${id}'`);
  const photo = await fetch(
    `${system.url}/api/v1/assignments/${assignment}/photos?happenedAt=2026-11-28T01:00:00.000Z`,
    {
      method: 'POST',
      headers: { cookie: person.cookie, 'content-type': 'image/jpeg' },
      body: new Uint8Array(await aPhoto()),
    },
  );
  const photoId = ((await photo.json()) as { id: string }).id;
  const alarm = await raiseAlert(system, {
    ...{ incidentId: id, people: [{ personId: me, agencyId: station }], kind: 'order-unseen' as const },
  });
  const image = await until(async () => (await person.detail(id)).messages.find(({ attachmentUrl }) => attachmentUrl));
  const photos = await must(person.get<{ photos: { id: string; url: string }[] }>(`${at}/photos`));
  const detail = await person.detail(id);
  const [, attachment = ''] = /attachments\/([\w-]+)/.exec(image.attachmentUrl ?? '') ?? [];
  const aftercare = await aCase(db, { incidentId: id, name: `ผู้เสียหาย${mark}` });
  const referral = await aReferral(db, aftercare);
  return {
    ids: {
      ...{
        incident: id,
        case: aftercare,
        referral,
        schoolCheck: await aSchoolCheck(db, referral),
        early: await anEarlyNotification(db, { incidentId: id }),
        finding: await aFinding(db, { incidentId: id, note: `รับว่าล้อเล่น${mark}` }),
        assignment,
        attachment,
        photo: photoId,
        report: detail.reports[0]?.reportId ?? '',
      },
      note: await newest('incident.safety_notes', `incident_id = '${id}'`),
      guest: await newest('incident.guests', `incident_id = '${id}'`),
      conflict: await newest('incident.conflicts', `incident_id = '${id}'`),
      order: await newest('units.orders', `incident_id = '${id}'`),
      alert: alarm,
      notification: await newest(
        'alerting.notifications',
        `incident_id = '${id}' AND person_id = '${me}' AND channel = 'console'`,
      ),
    },
    links: {
      attachment: image.attachmentUrl?.split('?')[1] ?? '',
      photo: photos.photos.find(({ id: one }) => one === photoId)?.url.split('?')[1] ?? '',
    },
    texts: [code, phoneNumber.slice(1), mark],
  };
}

/** A call that this person took, with a call-back that they claimed, and an order that was withdrawn. */
async function fromCall(mark: string, phoneNumber: string): Promise<Traces> {
  const call = await must(
    person.post<{ reportId: string; incidentId: string; lastNotified: { code: string } }>('/api/v1/phone-reports', {
      ...{ channel: '191', type: 'confinement', callerPhone: phoneNumber, note: `ถ้อยคำ${mark}` },
      ...{ placeDetail: `บ้านเลขที่${mark}`, place: { ...somewhere(), source: 'console-pin', label: `ตลาด${mark}` } },
    }),
  );
  const at = `/api/v1/incidents/${call.incidentId}`;
  await must(person.post(`${at}/call-backs`, { reportId: call.reportId, inMinutes: 0, note: `ถาม${mark}` }));
  const callBack = await newest('control_room.call_backs', `report_id = '${call.reportId}' AND reason = 'officer'`);
  await must(person.post(`/api/v1/call-backs/${callBack}/claim`, {}));
  await must(person.post(`${at}/units`, { unitId: unit.id, queue: true }));
  const assignment = await newest('units.assignments', `incident_id = '${call.incidentId}'`);
  await must(person.post(`${at}/units/${unit.id}/withdraw`, {}));
  const alarm = await raiseAlert(system, {
    incidentId: call.incidentId,
    people: [{ personId: me, agencyId: station }],
  });
  return {
    ids: {
      ...{ incident: call.incidentId, report: call.reportId, callBack, assignment, alert: alarm },
      order: await newest('units.orders', `incident_id = '${call.incidentId}' AND kind = 'order-withdrawn'`),
      notification: await newest('alerting.notifications', `alert_id = '${alarm}' AND channel = 'console'`),
    },
    links: {},
    texts: [call.lastNotified.code, phoneNumber.slice(1), mark],
  };
}

const inDays = (days: number) => addDays(thaiDayOf(system.clock.now()), days);
const shown = [await fromLine('เปิดเผยหนึ่ง', '0891110001'), await fromCall('เปิดเผยสอง', '0891110002')];
const withheld = [await fromLine('ต้องห้ามหนึ่ง', '0892220001'), await fromCall('ต้องห้ามสอง', '0892220002')];
/** Ids of things that do not belong to an incident. */
const OTHERS: Record<string, string> = { agency: station, person: other.personId, unit: unit.id };

/** What an id refers to, by its field. A field that is not listed here fails below. */
const KIND_OF_FIELD: Record<string, string> = {
  ...{ incidentId: 'incident', intoIncidentId: 'incident', incidentIds: 'incident', reportId: 'report' },
  ...{ alertId: 'order', notificationId: 'notification', attachmentId: 'attachment', photoId: 'photo', noteId: 'note' },
  ...{ guestId: 'guest', conflictId: 'conflict', agencyId: 'agency', personId: 'person', officerIds: 'person' },
  ...{
    memberIds: 'person',
    unitId: 'unit',
    fromUnitId: 'unit',
    targetId: 'target',
    otherShiftId: 'shift',
    sessionId: 'session',
    within: 'agency',
    fromAgencyId: 'agency',
    ...{ caseId: 'case', caseIds: 'case', otherId: 'case', workerId: 'person', fromWorkerId: 'person' },
    ...{ approvalId: 'approval', exclusionId: 'exclusion', memberId: 'member', seriesId: 'record' },
    ...{ personIds: 'person', changeId: 'householdChange' },
    ...{ numberId: 'ownNumber', intoRequestId: 'helpRequest' },
    ...{ ids: 'referral', after: 'referral', referralId: 'referral' },
    ...{ serviceId: 'service', toAgencyId: 'agency', toAgencyIds: 'agency', bundleId: 'bundle' },
    ...{ goalId: 'familyGoal', measurementId: 'familyMeasurement', file: 'publicFile' },
    placeId: 'place',
    ...{ campaignId: 'campaign', campaign: 'campaign', code: 'placement' },
    ...{ areaIds: 'agency', provider: 'agency', area: 'agency' },
    ...{ findingId: 'finding' },
    ...{ needId: 'need', decisionId: 'decision', pictureId: 'picture', subjectId: 'waitingFor' },
  },
};
/** What `:id` refers to, by the part of the path before it. */
const KIND_OF_PART: Record<string, string> = {
  ...{ incidents: 'incident', assignments: 'assignment', 'phone-reports': 'report', 'call-backs': 'callBack' },
  ...{ agencies: 'agency', units: 'unit', people: 'person', memberships: 'membership', invitations: 'invitation' },
  ...{ shifts: 'shift', absences: 'absence', 'duty-patterns': 'pattern', 'system-alerts': 'systemAlert' },
  ...{ browsers: 'browser', passkeys: 'passkey', sessions: 'session', cases: 'case', referrals: 'referral' },
  ...{ checks: 'schoolCheck', certificates: 'certificate' },
  ...{ places: 'place', revisits: 'revisit' },
  ...{ simulations: 'simulation', 'roster-proposals': 'rosterProposal' },
  ...{ 'early-notifications': 'early', services: 'service', campaigns: 'campaign', 'placement-imports': 'import' },
  'outreach-events': 'event',
  'material-batches': 'materialBatch',
  exports: 'insightExport',
  'missed-targets': 'incident',
  placements: 'placement',
  publications: 'publication',
  'annual-reports': 'annualReport',
  ...{ 'help-drafts': 'helpRequest', 'help-requests': 'helpRequest', 'help-checks': 'helpCheck' },
  ...{ 'capacity-questions': 'capacityQuestion' },
};
/** Kinds that lead to an incident. */
const INCIDENT_KINDS = new Set(Object.keys({ ...withheld[0]?.ids, ...withheld[1]?.ids }));

type Endpoint = Pick<(typeof system.app.routes)[number], 'method' | 'path' | 'params' | 'query' | 'body'>;
type IdField = { where: 'path' | 'query' | 'body'; name: string; kind: string | undefined; many: boolean };

/** Every id a route takes: a UUID, or a list of them, at any depth. */
function idFieldsOf(line: Endpoint): IdField[] {
  const inPath = [...line.path.matchAll(/([\w-]+)\/:(\w+)/g)].map(([, part = '', name = '']): IdField => {
    return { where: 'path', name, kind: name === 'id' ? KIND_OF_PART[part] : KIND_OF_FIELD[name], many: false };
  });
  const inSchema = (where: 'query' | 'body', schema: z.ZodType | undefined) =>
    schema
      ? idsIn(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema).map((found) => ({
          where,
          ...found,
        }))
      : [];
  return [...inPath, ...inSchema('query', line.query), ...inSchema('body', line.body)];
}

type Schema = {
  format?: string;
  $ref?: string;
  $defs?: Record<string, Schema>;
  items?: Schema;
  properties?: Record<string, Schema>;
} & Partial<Record<'anyOf' | 'oneOf' | 'allOf', Schema[]>>;

function idsIn(root: Schema, given: Schema = root, name = '', many = false): Omit<IdField, 'where'>[] {
  const schema = given.$ref ? (root.$defs?.[given.$ref.split('/').at(-1) ?? ''] ?? {}) : given;
  if (schema.format === 'uuid') return [{ name, kind: KIND_OF_FIELD[name], many }];
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  const found = [
    ...choices.flatMap((choice) => idsIn(root, choice, name, many)),
    ...(schema.items ? idsIn(root, schema.items, name, true) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([field, of]) => idsIn(root, of, field, false)),
  ];
  return found.filter(({ name: one }, index) => found.findIndex((each) => each.name === one) === index);
}

const isSame = (one: IdField, other: IdField) => one.where === other.where && one.name === other.name;

/** Pictures are not JSON, so these routes are not in the route table. */
const UPLOADS: Endpoint[] = [
  { method: 'POST', path: '/api/v1/assignments/:id/photos' },
  { method: 'POST', path: '/api/v1/cases/:id/pictures' },
  { method: 'POST', path: '/api/v1/help-requests/:id/pictures' },
];
const lines: Endpoint[] = [...system.app.routes, ...UPLOADS];

/** Sends a request with one id; all others are of something visible. The answer has `/` in place of the id. */
async function ask(line: Endpoint, idField: IdField, id: string, visible: Traces, link = ''): Promise<string> {
  const idFor = (one: IdField) => {
    if (isSame(one, idField)) return id;
    return visible.ids[one.kind ?? ''] ?? OTHERS[one.kind ?? ''] ?? randomUUID();
  };
  const idFields = idFieldsOf(line);
  let path = line.path;
  for (const one of idFields) if (one.where === 'path') path = path.replace(`:${one.name}`, idFor(one));
  const body: Record<string, unknown> = { ...bodyFor(line, visible.ids.incident ?? '', station) };
  for (const one of idFields) {
    if (one.where === 'body' && (isSame(one, idField) || one.name in body))
      body[one.name] = one.many ? [idFor(one)] : idFor(one);
  }
  const isUpload = UPLOADS.includes(line);
  if (isUpload) {
    const kind = path.endsWith('/pictures') ? 'kind=other' : '';
    const taken = path.startsWith('/api/v1/help-requests') ? '' : 'happenedAt=2026-11-28T01:00:00.000Z';
    link = [taken, kind].filter(Boolean).join('&');
  } else link ||= ruleOf(line).query?.slice(1) ?? '';
  const answer = await fetch(`${system.url}${path}${link && `?${link}`}`, {
    method: line.method,
    headers: {
      cookie: person.cookie,
      ...(line.method === 'POST' && { 'content-type': isUpload ? 'image/jpeg' : 'application/json' }),
    },
    ...(line.method === 'POST' && { body: isUpload ? new Uint8Array(PICTURE) : JSON.stringify(body) }),
  });
  const { date: _, 'keep-alive': __, ...headers } = Object.fromEntries(answer.headers);
  const text = `${answer.status} ${JSON.stringify(headers)} ${await answer.text()}`;
  return text.replaceAll(id, '/').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then');
}
const PICTURE = await aPhoto();

/** Everything that can be read without naming an incident, as one text per route. */
async function readLists(): Promise<Map<string, string>> {
  const lists = new Map<string, string>();
  for (const line of system.app.routes) {
    const idFields = idFieldsOf(line);
    if (line.method !== 'GET' || idFields.some(({ kind }) => INCIDENT_KINDS.has(kind ?? ''))) continue;
    const path = line.path.replaceAll(/:(\w+)/g, (_, name) => {
      return OTHERS[idFields.find((idField) => idField.name === name)?.kind ?? ''] ?? randomUUID();
    });
    for (const query of QUERIES[line.path] ?? ['']) {
      system.clock.advance(500);
      const { body } = await person.get(path + query);
      lists.set(path + query, JSON.stringify(body));
    }
  }
  return lists;
}
const QUERIES: Record<string, string[]> = {
  '/api/v1/incidents': ['?scope=open', '?scope=recent'],
  '/api/v1/staff': ['?search=สม'],
  '/api/v1/areas/search': ['?text=เมือง'],
  '/api/v1/places/search': ['?text=เมือง'],
  '/api/v1/areas/describe': ['?lat=16.82&lng=100.26'],
};

const tracesIn = (text: string, traces: Traces[]) =>
  traces.flatMap(({ ids, texts }) => [...Object.values(ids), ...texts]).filter((trace) => text.includes(trace));

/** The answer in LINE to a tapped button, also to one that no card shows any more. */
async function tap(data: string): Promise<string> {
  const before = chat.messages().length;
  taps += 1;
  const event = {
    ...{ type: 'postback', postback: { data }, mode: 'active', webhookEventId: `tap-${taps}`, timestamp: Date.now() },
    ...{ source: { type: 'user', userId: chat.userId }, deliveryContext: { isRedelivery: false } },
  };
  const { channelSecret: secret } = STAFF_SECRETS;
  await postWebhook(system.url, { destination: 'U', events: [event] }, { path: '/webhook/line-staff', secret });
  const answers = await until(() => {
    const now = chat.messages().slice(before);
    return now.length > 0 ? now : undefined;
  });
  return answers.map(({ text }) => text).join('\n');
}
let taps = 0;

const idFields = lines.flatMap((line) =>
  idFieldsOf(line)
    .filter(({ kind }) => kind === undefined || INCIDENT_KINDS.has(kind))
    .map((idField) => [`${line.method} ${line.path} ${idField.where} ${idField.name}`, line, idField] as const),
);
const unknownBefore = new Map<string, string>();
let listedBefore = new Map<string, string>();
let cursor = 0;

beforeAll(async () => {
  cursor = (await person.queue()).cursor;
  for (const [name, line, idField] of idFields) {
    system.clock.advance(1000);
    unknownBefore.set(name, await ask(line, idField, randomUUID(), shown[0] as Traces));
  }
  listedBefore = await readLists();
  for (const { ids } of withheld) {
    await must(
      boss.post(`/api/v1/incidents/${ids.incident}/conflicts`, { personId: me, kind: 'named', reason: 'ผู้แจ้งออกชื่อ' }),
    );
  }
});

test('the kind of every id of every route is known', () => {
  expect(idFields.filter(([, , { kind }]) => kind === undefined).map(([name]) => name)).toEqual([]);
  const kinds = new Set(idFields.map(([, , { kind }]) => kind));
  expect([...INCIDENT_KINDS].filter((kind) => !kinds.has(kind) && kind !== 'alert')).toEqual([]);
});

test('the lists showed it before, except what only its own page shows', () => {
  const all = [...listedBefore.values()].join('\n');
  const listed = tracesIn(all, withheld);
  for (const { ids, texts } of withheld) {
    expect(listed).toEqual(expect.arrayContaining([ids.incident, ...texts.slice(0, 1)]));
  }
  expect(listed).toEqual(expect.arrayContaining([withheld[1]?.ids.report, withheld[1]?.ids.callBack]));
  expect(listed).toEqual(expect.arrayContaining([withheld[0]?.ids.assignment, withheld[1]?.ids.order]));
});

describe('once marked, it is answered like an unknown id', () => {
  test.each(idFields)('%s', async (name, line, idField) => {
    for (const { ids, links } of withheld) {
      const id = ids[idField.kind ?? ''];
      if (!id) continue;
      system.clock.advance(1000);
      const link = links[idField.kind ?? ''] ?? '';
      // The other ids of the request are first of a visible incident, then of the same one.
      for (const rest of [shown[0] as Traces, { ids, links, texts: [] }]) {
        const nothing = await ask(line, idField, randomUUID(), rest, link);
        expect(await ask(line, idField, id, rest, link)).toBe(nothing);
        if (rest === shown[0] && !link) expect(nothing).toBe(unknownBefore.get(name));
      }
    }
  });

  test('the same in LINE, whichever button is tapped', async () => {
    for (const { ids } of withheld) {
      for (const [action, id] of [
        ['alert:ack:/:5', ids.incident],
        ['alert:eta:/:10', ids.incident],
        ['alert:arrived:/', ids.incident],
        ['order:ack:/', ids.order],
        ['order:ack:/', ids.alert],
      ] as const) {
        const nothing = await tap(action.replace('/', randomUUID()));
        expect(await tap(action.replace('/', id ?? '')), action).toBe(nothing);
      }
    }
  });
});

test('no list, count or table contains anything of it', async () => {
  for (const [path, text] of await readLists()) expect(tracesIn(text, withheld), path).toEqual([]);
});

test('neither does the live stream, resumed from before or from now on', async () => {
  const live = person.follow(cursor);
  for (const { ids } of withheld) await must(duty.post(`/api/v1/incidents/${ids.incident}/on-scene`));
  const next = await anIncident(system).reportedAt(somewhere()).happens();
  await live.waitFor((event) => event.event === 'incident-changed' && event.incident.id === next.id);
  const later = live.events.filter(({ id }) => id > cursor);
  expect(tracesIn(JSON.stringify(later), withheld)).toEqual([]);
});

test('nothing was changed either: this person has no recorded action on it', async () => {
  const marked = await rows(
    db,
    sql<{ action: string }>`SELECT action FROM audit.entries AS entry WHERE actor_id = ${me} AND kind = 'action'
      AND subject_id = ANY(${withheld.flatMap(({ ids }) => Object.values(ids))}::text[])
      AND id > (SELECT max(id) FROM audit.entries WHERE action = 'incident/conflict-marked')`,
  );
  // Pressing a button of any order is recorded; it has changed nothing.
  expect(marked.filter(({ action }) => action !== 'alerting/acknowledge-order')).toEqual([]);
});

test('what this person may still see is answered as before', async () => {
  const detail = await person.get<IncidentDetail>(`/api/v1/incidents/${shown[0]?.ids.incident}`);
  expect(detail.status).toBe(200);
  const own = await person.get(`/api/v1/phone-reports/${shown[1]?.ids.report}`);
  expect(own.status).toBe(200);
});

afterAll(() => {
  person.leave();
  console.info(`withheld everywhere: ${idFields.length} ids in ${lines.length} routes`);
});
