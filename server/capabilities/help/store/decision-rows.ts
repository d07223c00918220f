import type { PaymentMethod, ReceiptAnswer, RefusalReason } from '#contract/help';
import type { EligibilityRule } from '#contract/help-rules';
import { type Columns, insertColumns, selectColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

export type Visit = {
  id: string;
  requestId: string;
  how: 'home' | 'phone' | 'office';
  happenedAt: Date;
  withWhom: string | null;
  confirms: string[];
  differs: string[];
  dog: boolean;
  note: string | null;
  byPersonId: string;
  recordedAt: Date;
};
const VISIT = {
  id: 'id',
  requestId: 'request_id',
  how: 'how',
  happenedAt: 'happened_at',
  withWhom: 'with_whom',
  confirms: 'confirms',
  differs: 'differs',
  dog: 'dog',
  note: 'note',
  byPersonId: 'by_person_id',
  recordedAt: 'recorded_at',
} as const satisfies Columns<Visit>;

export async function insertVisit(tx: Connection, visit: Visit): Promise<void> {
  await sql`INSERT INTO help.visits ${insertColumns(VISIT, visit)}`.execute(tx);
}

export function listVisits(connection: Connection, requestId: string): Promise<Visit[]> {
  return rows(
    connection,
    sql<Visit>`SELECT ${selectColumns(VISIT)} FROM help.visits WHERE request_id = ${requestId} ORDER BY happened_at DESC, id`,
  );
}

/** What a worker proposes and another person decides. */
export type Proposal = {
  id: string;
  requestId: string;
  kind: 'grant' | 'refuse';
  benefit: string | null;
  amount: number | null;
  reason: RefusalReason | null;
  rule: EligibilityRule | null;
  note: string | null;
  counted: number | null;
  byPersonId: string;
  at: Date;
  committee: { heldOn: string; members: number } | null;
  decision: 'approved' | 'sent-back' | 'withdrawn' | null;
  decisionNote: string | null;
  decidedByPersonId: string | null;
  decidedAt: Date | null;
};
const PROPOSAL = {
  id: 'id',
  requestId: 'request_id',
  kind: 'kind',
  benefit: 'benefit',
  amount: 'amount',
  reason: 'reason',
  rule: 'rule',
  note: 'note',
  counted: 'counted',
  byPersonId: 'by_person_id',
  at: 'at',
  committee: 'committee',
  decision: 'decision',
  decisionNote: 'decision_note',
  decidedByPersonId: 'decided_by_person_id',
  decidedAt: 'decided_at',
} as const satisfies Columns<Proposal>;

export async function insertProposal(tx: Connection, proposal: Proposal): Promise<void> {
  await sql`INSERT INTO help.proposals ${insertColumns(PROPOSAL, proposal)}`.execute(tx);
}

export function listProposals(connection: Connection, requestId: string): Promise<Proposal[]> {
  return rows(
    connection,
    sql<Proposal>`SELECT ${selectColumns(PROPOSAL)} FROM help.proposals WHERE request_id = ${requestId} ORDER BY at DESC, id`,
  );
}

/** Decides what nobody has decided yet. @returns false when somebody has */
export async function saveProposal(tx: Connection, decided: Proposal): Promise<boolean> {
  const { id, committee, decision, decisionNote, decidedByPersonId, decidedAt } = decided;
  const saved = await findRow(
    tx,
    sql<{
      id: string;
    }>`UPDATE help.proposals SET committee = ${committee && JSON.stringify(committee)}, decision = ${decision},
        decision_note = ${decisionNote}, decided_by_person_id = ${decidedByPersonId}, decided_at = ${decidedAt}
      WHERE id = ${id} AND decision IS NULL RETURNING id`,
  );
  return saved !== undefined;
}

/** What was paid or handed over elsewhere, and whether the person got it. */
export type Payment = {
  id: string;
  requestId: string;
  method: PaymentMethod;
  amount: number;
  paidOn: string;
  reference: string | null;
  byPersonId: string;
  recordedAt: Date;
  answer: ReceiptAnswer | null;
  answeredBy: 'line' | 'phone' | 'visit' | 'office' | null;
  answeredAt: Date | null;
};
const PAYMENT = {
  id: 'id',
  requestId: 'request_id',
  method: 'method',
  amount: 'amount',
  paidOn: 'paid_on',
  reference: 'reference',
  byPersonId: 'by_person_id',
  recordedAt: 'recorded_at',
  answer: 'answer',
  answeredBy: 'answered_by',
  answeredAt: 'answered_at',
} as const satisfies Columns<Payment>;

export async function insertPayment(tx: Connection, payment: Payment): Promise<void> {
  await sql`INSERT INTO help.payments ${insertColumns(PAYMENT, payment)}`.execute(tx);
}

export function listPayments(connection: Connection, requestId: string): Promise<Payment[]> {
  return rows(
    connection,
    sql<Payment>`SELECT id, request_id AS "requestId", method, amount, paid_on::text AS "paidOn", reference,
        by_person_id AS "byPersonId", recorded_at AS "recordedAt", answer, answered_by AS "answeredBy",
        answered_at AS "answeredAt" FROM help.payments WHERE request_id = ${requestId}
      ORDER BY recorded_at DESC, id`,
  );
}

/** What the person said of a payment; said anew later, the last word counts. */
export async function saveReceipt(
  tx: Connection,
  { id, answer, answeredBy, answeredAt }: Pick<Payment, 'id' | 'answer' | 'answeredBy' | 'answeredAt'>,
): Promise<void> {
  await sql`UPDATE help.payments SET answer = ${answer}, answered_by = ${answeredBy}, answered_at = ${answeredAt}
    WHERE id = ${id}`.execute(tx);
}

/** Against a refusal. */
export type Appeal = {
  id: string;
  requestId: string;
  proposalId: string;
  text: string;
  byPersonId: string | null;
  at: Date;
  decision: 'granted' | 'upheld' | null;
  decisionNote: string | null;
  decidedByPersonId: string | null;
  decidedAt: Date | null;
};
const APPEAL = {
  id: 'id',
  requestId: 'request_id',
  proposalId: 'proposal_id',
  text: 'text',
  byPersonId: 'by_person_id',
  at: 'at',
  decision: 'decision',
  decisionNote: 'decision_note',
  decidedByPersonId: 'decided_by_person_id',
  decidedAt: 'decided_at',
} as const satisfies Columns<Appeal>;

export async function insertAppeal(tx: Connection, appeal: Appeal): Promise<void> {
  await sql`INSERT INTO help.appeals ${insertColumns(APPEAL, appeal)}`.execute(tx);
}

export function listAppeals(connection: Connection, requestId: string): Promise<Appeal[]> {
  return rows(
    connection,
    sql<Appeal>`SELECT ${selectColumns(APPEAL)} FROM help.appeals WHERE request_id = ${requestId} ORDER BY at DESC, id`,
  );
}

/** @returns false when somebody has decided already */
export async function saveAppeal(tx: Connection, decided: Appeal): Promise<boolean> {
  const { id, decision, decisionNote, decidedByPersonId, decidedAt } = decided;
  const saved = await findRow(
    tx,
    sql<{ id: string }>`UPDATE help.appeals SET decision = ${decision}, decision_note = ${decisionNote},
        decided_by_person_id = ${decidedByPersonId}, decided_at = ${decidedAt}
      WHERE id = ${id} AND decision IS NULL RETURNING id`,
  );
  return saved !== undefined;
}
