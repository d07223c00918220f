import { agenciesWith, listStaff } from '#capabilities/access';
import { listAway } from '#capabilities/duty';
import { listConflicted } from '#capabilities/incident';
import { findOffice } from '#capabilities/jurisdiction';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { agenciesToAsk, callPeople } from '../clocks/called-people.ts';
import type { CareContext } from '../context.ts';
import { recordCaseStep } from '../record/commands/record-case-change.ts';
import { listExcludedOf } from '../record/store/exclusion-rows.ts';
import { countForSuggesting, lockSuggesting, saveSuggestions, takeUnsuggested } from '../work/store/suggestion-rows.ts';
import { suggestWorkers } from '../work/suggest-workers.ts';
import { WORKLOAD_LIMITS } from '../work/work-rules.ts';

/** Cases looked at in one transaction. */
const BATCH = 50;
/** Limit for one call, because a server that stops waits for the current call. */
const BATCHES = 40;

/**
 * Scheduled job: names who should take a case that waits, once at each owner, in any number of processes. It stays
 * everybody's to accept. Where nobody can take more, those who supervise are told.
 */
export async function suggestCaseWorkers(context: CareContext, db: Database): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const taken = await inTransaction(db, (work) => suggestBatch(context, work));
    if (taken < BATCH) break;
  }
}

async function suggestBatch(context: CareContext, work: Work): Promise<number> {
  const { tx } = work;
  if (!(await lockSuggesting(tx))) return 0;
  const taken = await takeUnsuggested(tx, BATCH);
  if (taken.length === 0) return 0;
  const now = context.clock.now();
  const office = (agencyId: string) => findOffice(context.jurisdiction, agencyId)?.id;
  const barred = await listBarred(work, taken);
  const waiting = taken.map((one) => ({ ...one, barredIds: barred(one) }));
  const marks = waiting.map((one) => ({ ...one, mark: 'due' as const, workerId: null }));
  const staff = await listStaff(tx, { agencyIds: agenciesToAsk(marks, office) }, now);
  const able = staff.map((person) => ({ ...person, agencyIds: agenciesWith(person, 'case:work') }));
  const ids = able.flatMap(({ id, agencyIds }) => (agencyIds.length > 0 ? id : []));
  const away = await listAway(tx, ids, now);
  const loads = new Map((await countForSuggesting(tx, ids)).map((load) => [load.personId, load]));
  const people = able
    .filter(({ id }) => !away.has(id))
    .map(({ id, agencyIds }) => ({ personId: id, agencyIds, open: 0, lastAt: null, ...loads.get(id) }));
  const suggested = suggestWorkers(waiting, people, WORKLOAD_LIMITS.stopAt, now);
  await saveSuggestions(tx, suggested, now);
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  for (const { caseId, suggestedId } of suggested) {
    if (suggestedId === null) await recordCaseStep(context, work, caseId, { kind: 'all-full', by: 'timer' });
    else {
      const details = { worker: names.get(suggestedId) ?? '–' };
      const step = { kind: 'suggested', by: 'timer', details, codes: { workerId: suggestedId } } as const;
      await recordCaseStep(context, work, caseId, step);
    }
  }
  const named = suggested.flatMap(({ suggestedId, agencyId }) =>
    suggestedId === null ? [] : { mark: 'half' as const, workerId: suggestedId, agencyId, barredIds: [] },
  );
  const full = marks.filter((_, at) => suggested[at]?.suggestedId === null);
  const { reminded, told } = callPeople([...named, ...full], staff, office);
  const { events } = context;
  if (reminded.length > 0)
    await events.publish(work, 'case-people-called', { kind: 'case-reminder', people: reminded });
  if (told.length > 0) await events.publish(work, 'case-people-called', { kind: 'case-urgent', people: told });
  return taken.length;
}

/** Who must not learn of each case: barred from it in whatever way, or in conflict with its incident. */
async function listBarred({ tx }: Work, cases: readonly { caseId: string; incidentId: string | null }[]) {
  const excluded = await listExcludedOf(
    tx,
    cases.map(({ caseId }) => caseId),
  );
  const incidentIds = [...new Set(cases.flatMap(({ incidentId }) => incidentId ?? []))];
  const conflicted = incidentIds.length > 0 ? await listConflicted(tx, incidentIds) : undefined;
  return ({ caseId, incidentId }: (typeof cases)[number]): string[] => [
    ...excluded.flatMap((one) => (one.caseId === caseId ? one.accountId : [])),
    ...((incidentId && conflicted?.get(incidentId)) || []),
  ];
}
