import type { ServiceCode } from '#contract/case-forms';
import type { ReferralTimelineKind } from '#contract/referral';
import type { REFERRAL_SCOPES } from '#contract/referral-api';
import {
  type Columns,
  insertColumns,
  insertRecords,
  readRecords,
  selectColumns,
  updateColumns,
  updateFromRecords,
} from '#platform/database/columns';
import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';
import { createLastWrite, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { NewReferralRow, Referral } from '../referral.ts';

/** What a referral keeps for life. */
const KEPT = {
  id: 'id',
  caseId: 'case_id',
  caseCode: 'case_code',
  incidentId: 'incident_id',
  needId: 'need_id',
  needCode: 'need_code',
  createdByPersonId: 'created_by_person_id',
  createdAt: 'created_at',
} as const;
const CHANGING = {
  version: 'version',
  fromAgencyId: 'from_agency_id',
  toAgencyId: 'to_agency_id',
  serviceId: 'service_id',
  serviceCode: 'service_code',
  statutory: 'statutory',
  urgency: 'urgency',
  ageBand: 'age_band',
  isMinor: 'is_minor',
  silent: 'silent',
  place: 'place',
  papers: 'papers',
  bundleId: 'bundle_id',
  status: 'status',
  statusSince: 'status_since',
  offeredAt: 'offered_at',
  halfAt: 'half_at',
  dueAt: 'due_at',
  provinceAt: 'province_at',
  remindedAt: 'reminded_at',
  provinceToldAt: 'province_told_at',
  acceptedAt: 'accepted_at',
  updateDueAt: 'update_due_at',
  updateToldAt: 'update_told_at',
  outcomeDueAt: 'outcome_due_at',
  outcomeToldAt: 'outcome_told_at',
  holdReason: 'hold_reason',
  holdUntil: 'hold_until',
  endedAt: 'ended_at',
  endReason: 'end_reason',
  declineByPersonId: 'decline_by_person_id',
  declineDecidedByPersonId: 'decline_decided_by_person_id',
  outcome: 'outcome',
  outcomeOn: 'outcome_on',
  outcomePlaceCode: 'outcome_place_code',
  confirmation: 'confirmation',
  confirmedWay: 'confirmed_way',
  confirmAt: 'confirm_at',
  askedTimes: 'asked_times',
  confirmedAt: 'confirmed_at',
  updatedAt: 'updated_at',
} as const satisfies Columns<Omit<Referral, keyof typeof KEPT | 'code'>>;
const REWRITTEN = { id: 'id', ...CHANGING } as const;
const NEW_REFERRAL = { ...KEPT, ...CHANGING, buddhistYear: 'buddhist_year' } as const satisfies Columns<NewReferralRow>;
export const REFERRAL_COLUMNS = selectColumns({
  ...KEPT,
  ...CHANGING,
  code: 'code',
  outcomeOn: 'outcome_on::text',
} as const);

/** @returns the number that the database gave it */
export async function insertReferral(tx: Connection, one: NewReferralRow): Promise<string> {
  const inserted = await getRow(
    tx,
    sql<{ code: string }>`INSERT INTO referral.referrals ${insertColumns(NEW_REFERRAL, one)} RETURNING code`,
  );
  return inserted.code;
}

export function findReferral(connection: Connection, id: string): Promise<Referral | undefined> {
  return findRow(connection, sql<Referral>`SELECT ${REFERRAL_COLUMNS} FROM referral.referrals WHERE id = ${id}`);
}

/** Reads a referral and locks it until the transaction ends: of two who decide at once, one waits here. */
export function findReferralForChange(tx: Connection, id: string): Promise<Referral | undefined> {
  return findRow(tx, sql<Referral>`SELECT ${REFERRAL_COLUMNS} FROM referral.referrals WHERE id = ${id} FOR UPDATE`);
}

/** The same for many, in the order of their ids: two who take the same wait for each other once. */
export function listReferralsForChange(tx: Connection, ids: readonly string[]): Promise<Referral[]> {
  return rows(
    tx,
    sql<Referral>`SELECT ${REFERRAL_COLUMNS} FROM referral.referrals WHERE id = ANY(${[...ids]}::uuid[])
      ORDER BY id FOR UPDATE`,
  );
}

/** Stores a changed referral with its entry; in one statement, so that it may leave the sight of whoever changes it. */
export async function updateReferral(tx: Connection, changed: Referral, entries: readonly NewEntry[]): Promise<void> {
  await sql`WITH entered AS (INSERT INTO referral.timeline
      ${insertRecords('referral.timeline', ENTRY, entries.map(toEntryRow))})
    UPDATE referral.referrals SET ${updateColumns(CHANGING, changed)} WHERE id = ${changed.id}`.execute(tx);
}

/** The same for any number of them, also in one statement. */
export async function updateReferrals(
  tx: Connection,
  changed: readonly Referral[],
  entries: readonly NewEntry[],
): Promise<void> {
  await sql`WITH entered AS (INSERT INTO referral.timeline
      ${insertRecords('referral.timeline', ENTRY, entries.map(toEntryRow))})
    UPDATE referral.referrals AS known SET ${updateFromRecords(CHANGING)}
    FROM ${readRecords('referral.referrals', REWRITTEN, changed)} AS written WHERE known.id = written.id`.execute(tx);
}

export type ReferralSide = { side: 'sender' | 'receiver'; mayAct: boolean };

/** From which sides the actor sees a referral. */
export function listSides(connection: Connection, id: string): Promise<ReferralSide[]> {
  return rows(
    connection,
    sql<ReferralSide>`SELECT side, may_act AS "mayAct" FROM referral.visible_to_actor WHERE referral_id = ${id}`,
  );
}

/** Of these referrals, those whose sender's side the actor is on. */
export async function listSentIds(connection: Connection, ids: string[]): Promise<Set<string>> {
  const found = await rows(
    connection,
    sql<{ id: string }>`SELECT referral_id AS id FROM referral.visible_to_actor
      WHERE referral_id = ANY(${ids}::uuid[]) AND side = 'sender'`,
  );
  return new Set(found.map(({ id }) => id));
}

type Choice = {
  side: 'received' | 'sent';
  scope: (typeof REFERRAL_SCOPES)[number];
  agencyIds: string[];
  serviceCode: ServiceCode | null;
  limit: number;
};
const LIVE = sql`('offered', 'declined-proposed', 'accepted', 'in-progress', 'on-hold')`;
const IN_SCOPE = {
  open: sql`status IN ${LIVE} AND ended_at IS NULL`,
  'to-answer': sql`status = 'offered' AND ended_at IS NULL`,
  'to-decide': sql`status = 'declined-proposed' AND ended_at IS NULL`,
  working: sql`status IN ('accepted', 'in-progress', 'on-hold') AND ended_at IS NULL`,
  'to-confirm': sql`status = 'completed' AND confirmation IN ('waiting', 'to-ask') AND ended_at IS NOT NULL`,
  ended: sql`ended_at IS NOT NULL`,
};

/** Referrals to or from these agencies, the most urgent first, ended ones the newest first; row security shows no others. */
export function listReferralRows(connection: Connection, choice: Choice): Promise<Referral[]> {
  const { side, scope, agencyIds, serviceCode, limit } = choice;
  const agency = side === 'received' ? sql`to_agency_id` : sql`from_agency_id`;
  const isEnded = scope === 'ended' || scope === 'to-confirm';
  return rows(
    connection,
    sql<Referral>`SELECT ${REFERRAL_COLUMNS} FROM referral.referrals
      WHERE ${agency} = ANY(${agencyIds}::uuid[]) AND ${IN_SCOPE[scope]}
        AND (${side} = 'sent' OR offered_at IS NOT NULL)
        AND (${serviceCode}::text IS NULL OR service_code = ${serviceCode})
      ORDER BY ${isEnded ? sql`ended_at DESC` : sql`status = 'offered' DESC, due_at`}, id LIMIT ${limit}`,
  );
}

/** Referrals of a case, newest first. */
export function listReferralsOfCase(connection: Connection, caseId: string): Promise<Referral[]> {
  return rows(
    connection,
    sql<Referral>`SELECT ${REFERRAL_COLUMNS} FROM referral.referrals WHERE case_id = ${caseId}
      ORDER BY created_at DESC, id DESC`,
  );
}

export function listReferralsOfBundle(connection: Connection, bundleId: string): Promise<Referral[]> {
  return rows(
    connection,
    sql<Referral>`SELECT ${REFERRAL_COLUMNS} FROM referral.referrals WHERE bundle_id = ${bundleId} ORDER BY created_at, id`,
  );
}

/** An entry of a referral's timeline, before it is stored. */
export type NewEntry = {
  referralId: string;
  at: Date;
  kind: ReferralTimelineKind;
  by: { id: string; name: string } | null;
  details: Readonly<Record<string, string | number | boolean | null>>;
};
const ENTRY = {
  id: 'id',
  referralId: 'referral_id',
  at: 'at',
  kind: 'kind',
  by: 'by',
  details: 'details',
} as const;
const toEntryRow = (entry: NewEntry) => ({ id: newId(), ...entry });

const addEntry = createLastWrite<ReturnType<typeof toEntryRow>>(
  'referral_entries',
  (entries) => sql`INSERT INTO referral.timeline ${insertRecords('referral.timeline', ENTRY, entries)}`,
);

/** Adds an entry to the timeline right before the commit. */
export function appendReferralTimeline(work: Work, entry: NewEntry): void {
  addEntry(work, toEntryRow(entry));
}

export function listReferralTimeline(
  connection: Connection,
  referralId: string,
): Promise<(Omit<NewEntry, 'referralId'> & { id: string })[]> {
  return rows(
    connection,
    sql<Omit<NewEntry, 'referralId'> & { id: string }>`SELECT id, at, kind, by, details FROM referral.timeline
      WHERE referral_id = ${referralId} ORDER BY at, id`,
  );
}

export type ReferralSides = {
  id: string;
  caseId: string;
  fromAgencyId: string;
  toAgencyId: string;
  isOffered: boolean;
};

/** Whom these referrals concern. */
export function listReferralSides(connection: Connection, ids: string[]): Promise<ReferralSides[]> {
  return rows(
    connection,
    sql<ReferralSides>`SELECT id, case_id AS "caseId", from_agency_id AS "fromAgencyId", to_agency_id AS "toAgencyId",
        offered_at IS NOT NULL AS "isOffered"
      FROM referral.referrals WHERE id = ANY(${ids}::uuid[])`,
  );
}
