import { findIncidentToAlert, listAlertFacts } from '#capabilities/incident';
import { findCentre } from '#capabilities/jurisdiction';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../context.ts';
import { moveCase, openCase } from '../record/case.ts';
import { loadFacts } from '../record/commands/load-facts.ts';
import { recordCaseChange, recordCaseStep } from '../record/commands/record-case-change.ts';
import { findLastCaseOf } from '../record/store/case-rows.ts';
import { insertOpenedCases } from '../store/opening-rows.ts';
import { callOwner } from './call-owner.ts';
import { chooseOwner, recordPassing } from './choose-owner.ts';

/**
 * A day or a week after an incident its reporter wants help: the worker of their case learns of it, a closed case is
 * reopened, and where there is none one is opened.
 */
export async function openOrJoinForWelfare(
  context: CareContext,
  work: Work,
  { incidentId, reportId }: { incidentId: string; reportId: string },
): Promise<void> {
  const known = await findLastCaseOf(work.tx, incidentId);
  const codes = { incidentId, source: 'welfare-check' };
  const step = { by: 'timer', codes } as const;
  if (known?.status === 'closed') {
    const now = context.clock.now();
    const reopened = moveCase(known, 'reopen', await loadFacts(work, known), { reason: 'person-asks' }, now);
    const details = { reason: 'person-asks' };
    await recordCaseChange(context, work, reopened, { kind: 'reopened', details, ...step });
    await callOwner(context, work, 'case-urgent', known);
    return;
  }
  if (known && known.status !== 'not-opened') {
    await recordCaseStep(context, work, known.id, { kind: 'asked-for-help', ...step });
    await callOwner(context, work, 'case-urgent', known);
    return;
  }
  await openForReporter(context, work, { incidentId, reportId });
}

async function openForReporter(
  context: CareContext,
  work: Work,
  { incidentId, reportId }: { incidentId: string; reportId: string },
): Promise<void> {
  const [facts] = await listAlertFacts(work.tx, [incidentId]);
  const where = await findIncidentToAlert(work.tx, incidentId);
  const centre = where && findCentre(context.jurisdiction, where);
  if (!facts || !centre || facts.isExercise) return;
  const now = context.clock.now();
  const owner = await chooseOwner(context, work, centre.id);
  const { agencyId } = owner;
  const { code: incidentCode, type: incidentType, place, silent } = facts;
  const person = { id: newId(), createdByPersonId: null, createdAt: now };
  const one = openCase(
    {
      ...{ id: newId(), personId: person.id, concern: 'victim', isMinor: false, source: 'welfare-check', agencyId },
      ...{ incidentId, incidentCode, incidentType, place, silent, reportId, reporterMessage: 'due' },
    },
    now,
  );
  await insertOpenedCases(work.tx, [person], [one]);
  const details = { source: 'welfare-check', incidentCode };
  const codes = { incidentId, agencyId, source: 'welfare-check' };
  await recordCaseStep(context, work, one.id, { kind: 'registered', by: 'timer', details, codes, opened: one });
  await recordPassing(context, work, one, { by: 'timer', ...owner });
}
