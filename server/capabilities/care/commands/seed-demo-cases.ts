import { listStaff } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { CaseTimelineKind } from '#contract/case';
import { RECORD_SECTIONS } from '#contract/case-forms';
import { addDays, endOfThaiDay, thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { insertClocks } from '../clocks/store/clock-rows.ts';
import type { CareContext } from '../context.ts';
import { insertRecord } from '../forms/store/form-rows.ts';
import { insertNeeds } from '../forms/store/need-rows.ts';
import type { NewPerson } from '../people/person.ts';
import { insertHousehold, insertMembers } from '../people/store/household-rows.ts';
import { type NewCase, openCase } from '../record/case.ts';
import { insertApproval } from '../record/store/approval-rows.ts';
import { appendCaseTimeline } from '../record/store/case-rows.ts';
import { insertExclusions } from '../record/store/exclusion-rows.ts';
import { linkCases } from '../record/store/link-rows.ts';
import { insertTeamMember } from '../record/store/team-rows.ts';
import { insertTransfers } from '../record/store/transfer-rows.ts';
import { listKnownCases, markLateAsSaid } from '../store/demo-case-rows.ts';
import { type DemoCase, readDemoCases } from '../store/demo-cases.ts';
import { insertOpenedCases } from '../store/opening-rows.ts';

const HOUR_MS = 3_600_000;
const HELD_HOURS_AGO = 24;
/** Ids of an invented case, the same at every start. */
const idOf = (number: number, part: number): string =>
  `0199e650-00${String(number).padStart(2, '0')}-7000-8000-${String(part).padStart(12, '0')}`;
const CASE = 1;
const PERSON = 2;
const HOUSEHOLD = 3;
const TRANSFER = 4;
const EXCLUSION = 5;
const MEMBER = 6;
const RECORDS = 100;
const NEEDS = 200;
const APPROVALS = 300;
const CLOCKS = 400;
const TEAM = 500;

/** The id of an invented case, by its number in the file. */
export const demoCaseId = (number: number): string => idOf(number, CASE);

type Seeding = {
  work: Work;
  now: Date;
  jurisdiction: Jurisdiction;
  account(address: string): { id: string; name: string };
};

/** Adds the invented cases of the demonstration once, one at every step; what is done with them later stays. */
export async function seedDemoCases(
  { jurisdiction, clock }: Pick<CareContext, 'jurisdiction' | 'clock'>,
  db: Database,
  findPersonId: (email: string) => string | undefined,
): Promise<void> {
  const demo = await readDemoCases();
  await inTransaction(db, async (work) => {
    const now = clock.now();
    const known = await listKnownCases(
      work.tx,
      demo.map(({ number }) => idOf(number, CASE)),
    );
    const added = demo.filter(({ number }) => !known.has(idOf(number, CASE)));
    if (added.length === 0) return;
    const idOfAccount = (address: string): string => {
      const id = findPersonId(`${address}@demo.ess.example`);
      if (!id) throw new AppError('access/person-not-found', { message: `There is no ${address}.` });
      return id;
    };
    const ids = added.flatMap((one) => listAccounts(one).map(idOfAccount));
    const staff = await listStaff(work.tx, { ids: [...new Set(ids)] }, now);
    const account = (address: string) => {
      const id = idOfAccount(address);
      return { id, name: staff.find((person) => person.id === id)?.name ?? '–' };
    };
    const seeding = { work, now, jurisdiction, account };
    for (const one of added) await seedCase(seeding, one);
    await markLateAsSaid(
      work.tx,
      added.map(({ number }) => idOf(number, CASE)),
      now,
    );
  });
}

function listAccounts({ worker, barred, records, approvals, transfer, team }: DemoCase): string[] {
  const others = [worker, barred, transfer?.by, ...approvals.flatMap(({ by, decidedBy }) => [by, decidedBy])];
  return [...others, ...records.map(({ by }) => by), ...team.map((one) => one.account)].flatMap(
    (address) => address ?? [],
  );
}

async function seedCase(seeding: Seeding, one: DemoCase): Promise<void> {
  const { work, now, account } = seeding;
  const { tx } = work;
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  const caseId = idOf(one.number, CASE);
  const householdId = one.household ? idOf(one.siblingOf ?? one.number, HOUSEHOLD) : null;
  const worker = one.worker ? account(one.worker) : undefined;
  const opened = toCase(seeding, one, householdId, worker?.id ?? null);
  const { person, row } = opened;
  if (householdId && worker && one.siblingOf === undefined) {
    const household = { id: householdId, address: null, place: row.place, secret: false, createdByPersonId: worker.id };
    await insertHousehold(tx, { ...household, createdAt: row.openedAt });
  }
  await insertOpenedCases(tx, [person], [row]);
  if (householdId && worker) {
    const member = { id: idOf(one.number, MEMBER), householdId, personId: person.id, relation: one.relation };
    const from = { fromOn: thaiDayOf(row.openedAt), toOn: null };
    await insertMembers(tx, [{ ...member, ...from, addedByPersonId: worker.id, addedAt: row.openedAt }]);
  }
  const say = (kind: CaseTimelineKind, at: Date, by: typeof worker | null, details: Record<string, string> = {}) =>
    appendCaseTimeline(work, { caseId, at, kind, by: by ?? null, details });
  say('registered', row.openedAt, null, { concern: one.concern, subdistrict: row.place.subdistrictTh });
  if (worker && row.acceptedAt) say('accepted', row.acceptedAt, worker);

  for (const [index, { kind, hoursAgo, by, draft, body }] of one.records.entries()) {
    const [author, at] = [account(by), ago(hoursAgo)];
    const read = resolveTimes(body, now) as Record<string, unknown>;
    const { tool = null, toolVersion = null } = read as { tool?: string; toolVersion?: string };
    const id = idOf(one.number, RECORDS + index);
    await insertRecord(tx, {
      ...{ id, caseId, kind, section: RECORD_SECTIONS[kind], seriesId: id, version: 1, basedOn: null, body: read },
      ...{ tool, toolVersion, authorId: author.id, savedAt: at },
      ...{ signedAt: draft ? null : at, signedByPersonId: draft ? null : author.id },
    });
    if (!draft) say('record-signed', at, author, { kind });
  }
  const opener = worker?.id ?? '';
  await insertNeeds(
    tx,
    one.needs.map((code, index) => ({
      ...{
        id: idOf(one.number, NEEDS + index),
        caseId,
        code,
        openedAt: ago(1),
        recordId: null,
        openedByPersonId: opener,
      },
    })),
  );
  await seedDecisions(seeding, one, say);
  await seedTeam(seeding, one, say);
  if (one.transfer) await seedTransfer(seeding, one, say);
  if (one.hold && worker)
    say('held', ago(HELD_HOURS_AGO), worker, { reason: one.hold.reason, until: thaiDayOf(row.holdUntil ?? now) });
  if (row.closedAt) say('closed', row.closedAt, account('care-supervisor'), { reason: row.endReason ?? '' });
  if (one.siblingOf !== undefined) {
    const otherCaseId = idOf(one.siblingOf, CASE);
    linkCases(work, { caseId, otherCaseId, kind: 'sibling', byPersonId: worker?.id ?? null, at: row.openedAt });
  }
  if (one.barred) {
    await insertExclusions(tx, [
      {
        ...{ id: idOf(one.number, EXCLUSION), caseId, kind: 'account', accountId: account(one.barred).id, value: null },
        ...{ reason: 'relative', byPersonId: account('care-supervisor').id, at: row.openedAt },
      },
    ]);
  }
  await insertClocks(
    tx,
    Object.entries(one.clocks).map(([rule, { inHours, subject }], index) => {
      const dueAt = ago(-inHours);
      const startedAt = row.acceptedAt ?? row.openedAt;
      const provinceAt = new Date(dueAt.getTime() + 24 * HOUR_MS);
      const id = idOf(one.number, CLOCKS + index);
      const pausedAt = one.hold && rule !== 'hold' ? ago(HELD_HOURS_AGO) : null;
      return { id, caseId, rule, subjectId: subject, startedAt, halfAt: null, dueAt, provinceAt, pausedAt };
    }),
  );
}

function toCase(
  { now, jurisdiction }: Seeding,
  one: DemoCase,
  householdId: string | null,
  workerId: string | null,
): { person: NewPerson; row: NewCase } {
  const ago = (hours: number | undefined) => (hours === undefined ? null : new Date(now.getTime() - hours * HOUR_MS));
  const agency = jurisdiction.findAgencyByCode(one.agency);
  if (!agency) throw new AppError('access/demo-agency-missing', { message: `There is no agency ${one.agency}.` });
  const openedAt = ago(one.openedHoursAgo) ?? now;
  const { safeContact = null, caregiver = null, ...facts } = one.person;
  const person: NewPerson = {
    ...{ id: idOf(one.number, PERSON), createdByPersonId: workerId, createdAt: openedAt },
    ...{ ...facts, safeContact, caregiver },
  };
  const { concern, isMinor, source, risk, status } = one;
  const place = jurisdiction.describePlace(agency.position);
  const opening = { id: idOf(one.number, CASE), personId: person.id, concern, isMinor, source, silent: false, place };
  const acceptedAt = ago(one.acceptedHoursAgo);
  const closedAt = ago(one.closedHoursAgo);
  const row: NewCase = {
    ...openCase({ ...opening, agencyId: agency.id, risk }, openedAt),
    ...{ householdId, status, workerId, acceptedAt, closedAt, endReason: one.endReason ?? null },
    statusSince: closedAt ?? ago(stepBegan(one)) ?? acceptedAt ?? openedAt,
    holdReason: one.hold?.reason ?? null,
    holdUntil: one.hold ? endOfThaiDay(addDays(thaiDayOf(now), one.hold.days)) : null,
    updatedAt: acceptedAt ?? openedAt,
  };
  return { person, row };
}

/** Since when it has its status: what led there was signed or approved then. */
function stepBegan({ status, records, approvals }: DemoCase): number | undefined {
  const signed = (kind: string) => records.find((record) => record.kind === kind)?.hoursAgo;
  if (status === 'planning') return signed('assessment');
  if (status === 'implementing') return approvals.find(({ subject }) => subject === 'plan')?.decidedHoursAgo;
  return status === 'following-up' ? signed('follow-up') : undefined;
}

type Say = (
  kind: CaseTimelineKind,
  at: Date,
  by: { id: string; name: string },
  details?: Record<string, string>,
) => void;

async function seedDecisions({ work, now, account }: Seeding, one: DemoCase, say: Say): Promise<void> {
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  for (const [index, asked] of one.approvals.entries()) {
    const { subject, record, reason = null, by, hoursAgo, dueInHours, decision = null, fields } = asked;
    const decider = asked.decidedBy ? account(asked.decidedBy) : null;
    const decidedAt = decision ? ago(asked.decidedHoursAgo ?? 0) : null;
    const form = one.records.findIndex(({ kind }) => kind === record);
    await insertApproval(work.tx, {
      ...{ id: idOf(one.number, APPROVALS + index), caseId: idOf(one.number, CASE), subject, reason },
      recordId: form < 0 ? null : idOf(one.number, RECORDS + form),
      ...{ requestedByPersonId: account(by).id, requestedAt: ago(hoursAgo), dueAt: ago(-dueInHours) },
      ...{ decision, fields, decidedByPersonId: decider?.id ?? null, decidedAt },
    });
    say('approval-requested', ago(hoursAgo), account(by), { subject });
    if (decision && decidedAt && decider) say(decision, decidedAt, decider, { subject });
  }
}

async function seedTeam({ work, now, account }: Seeding, one: DemoCase, say: Say): Promise<void> {
  const by = one.worker ? account(one.worker) : undefined;
  if (!by) return;
  for (const [index, { account: address, profession, sections, days }] of one.team.entries()) {
    const until = endOfThaiDay(addDays(thaiDayOf(now), days));
    await insertTeamMember(work.tx, {
      ...{ id: idOf(one.number, TEAM + index), caseId: idOf(one.number, CASE), accountId: account(address).id },
      ...{ profession, sections, until, invitedByPersonId: by.id, invitedAt: now },
    });
    say('member-invited', now, by, { profession, sections: sections.join(', ') });
  }
}

async function seedTransfer({ work, now, account, jurisdiction }: Seeding, one: DemoCase, say: Say): Promise<void> {
  const to = one.transfer && jurisdiction.findAgencyByCode(one.transfer.to);
  const from = jurisdiction.findAgencyByCode(one.agency);
  if (!one.transfer || !to || !from) return;
  const { by, hoursAgo, dueInHours, reason } = one.transfer;
  const at = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);
  const offeredBy = account(by);
  await insertTransfers(work.tx, [
    {
      ...{ id: idOf(one.number, TRANSFER), caseId: idOf(one.number, CASE), reason, note: null },
      ...{ fromAgencyId: from.id, fromWorkerId: offeredBy.id, toAgencyId: to.id, toWorkerId: null },
      ...{ offeredByPersonId: offeredBy.id, offeredAt: at(-hoursAgo), dueAt: at(dueInHours) },
      ...{ answer: null, answerReason: null, answeredByPersonId: null, answeredAt: null },
    },
  ]);
  say('transfer-offered', at(-hoursAgo), offeredBy, { reason, toTh: to.nameTh, toEn: to.nameEn ?? to.nameTh });
}

/** `{ "days": 3 }` is a day from now, `{ "hoursAgo": 2 }` a moment before it. */
function resolveTimes(value: unknown, now: Date): unknown {
  if (Array.isArray(value)) return value.map((each) => resolveTimes(each, now));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [[key, amount] = []] = entries;
  if (entries.length === 1 && typeof amount === 'number') {
    if (key === 'days') return addDays(thaiDayOf(now), amount);
    if (key === 'hoursAgo') return new Date(now.getTime() - amount * HOUR_MS).toISOString();
  }
  return Object.fromEntries(entries.map(([name, each]) => [name, resolveTimes(each, now)]));
}
