import { listEarlierIncidents, listReporterNumbers } from '#capabilities/incident';
import { isOpenCase } from '#contract/case';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { CareContext } from '../context.ts';
import { changeRisk, resume } from '../record/case.ts';
import { type CaseStep, recordCaseChange, recordCaseStep } from '../record/commands/record-case-change.ts';
import { findCaseForChange } from '../record/store/case-rows.ts';
import { listOpenCasesAt, listOpenCasesFrom, rememberIncident, takeIncidents } from '../store/incident-match-rows.ts';
import { callOwner } from './call-owner.ts';

/** Incidents looked at in one transaction. */
const BATCH = 50;

/** Whether it concerns an open case is looked at in a moment, outside of the alarm. */
export function rememberNewIncident(work: Work, { incidentId }: { incidentId: string }): void {
  rememberIncident(work, incidentId);
}

type Match = { caseId: string; incidentId: string; why: 'same-person' | 'same-place' };

/** A scheduled job: a new incident of the same person or at the same place stands in the open case, once, and raises its risk. */
export async function matchNewIncidents(context: CareContext, db: Database): Promise<void> {
  const taken = await inTransaction(db, async (work) => {
    const ids = await takeIncidents(work.tx, BATCH);
    if (ids.length > 0) for (const match of await findMatches(work, ids)) await joinNewIncident(context, work, match);
    return ids.length;
  });
  if (taken === BATCH) await matchNewIncidents(context, db);
}

/** One for each case and incident; that it is the person says more than the place. */
async function findMatches({ tx }: Work, ids: string[]): Promise<Match[]> {
  const earlier = await listEarlierIncidents(tx, ids);
  const from = await listOpenCasesFrom(tx, [...new Set(earlier.map(({ earlierId }) => earlierId))]);
  const byIncident = Map.groupBy(from, ({ incidentId }) => incidentId);
  const reported = await listReporterNumbers(tx, ids);
  const at = await listOpenCasesAt(
    tx,
    reported.flatMap(({ phone }) => spellings(phone)),
  );
  const found: Match[] = [
    ...earlier.flatMap(({ incidentId, earlierId, why }) =>
      (byIncident.get(earlierId) ?? []).map(({ caseId }) => ({ caseId, incidentId, why })),
    ),
    ...reported.flatMap(({ incidentId, phone, openedAt }) =>
      at
        // This job may come late: a case that opened since is no case that the incident could add to, least of all its own.
        .filter((one) => one.openedAt < openedAt && spellings(phone).includes(one.number))
        .map(({ caseId }) => ({ caseId, incidentId, why: 'same-person' as const })),
    ),
  ];
  const sorted = found.toSorted((one, other) => (one.why === other.why ? 0 : one.why === 'same-place' ? -1 : 1));
  const once = new Map(sorted.map((match) => [`${match.caseId} ${match.incidentId}`, match]));
  // By id, so that two processes lock cases in the same order.
  return [...once.values()].toSorted((one, other) => (one.caseId < other.caseId ? -1 : 1));
}

/** A stored number as people write it: with the country, and with a zero. */
function spellings(phone: string): string[] {
  const digits = phone.replace(/\D/g, '');
  return digits.startsWith('66') ? [digits, `0${digits.slice(2)}`] : [digits];
}

/**
 * The entry names no incident: it may be withheld from somebody who sees the case. A hold ends, and the risk is high until
 * somebody has looked; what counted as high before anybody asked, still does.
 */
async function joinNewIncident(context: CareContext, work: Work, { caseId, incidentId, why }: Match): Promise<void> {
  const one = await findCaseForChange(work.tx, caseId);
  if (!one || !isOpenCase(one.status)) return;
  const by = 'timer';
  const joined: CaseStep = { kind: 'new-incident', by, details: { why }, codes: { incidentId, why } };
  const isRaised = one.risk !== null && one.risk !== 'high';
  const details = { risk: 'high', was: one.risk, reason: 'new-incident' };
  const raised: CaseStep[] = isRaised ? [{ kind: 'risk-changed', by, details, codes: details }] : [];
  const resumed: CaseStep[] = one.holdReason
    ? [{ kind: 'resumed', by, details: { why: 'new-incident' }, codes: { why: 'new-incident' } }]
    : [];
  const before = [joined, ...resumed, ...raised];
  const last = before.pop() ?? joined;
  if (last === joined) await recordCaseStep(context, work, caseId, joined);
  else {
    const awake = one.holdReason ? resume(one) : one;
    await recordCaseChange(context, work, isRaised ? changeRisk(awake, 'high') : awake, last, before);
  }
  await callOwner(context, work, 'case-urgent', one);
}
