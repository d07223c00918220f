import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { JoinHousehold } from '#contract/household';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../context.ts';
import { readDraft } from '../forms/form-record.ts';
import { registerPerson } from '../forms/register-person.ts';
import { joinHousehold } from '../people/commands/join-household.ts';
import { toNewPerson } from '../people/person.ts';
import { type Case, openCase } from '../record/case.ts';
import { loadCase } from '../record/commands/load-case.ts';
import { recordCaseStep } from '../record/commands/record-case-change.ts';
import { linkCases } from '../record/store/link-rows.ts';
import { insertOpenedCases } from '../store/opening-rows.ts';

/**
 * Adds somebody to the household of a case. Who needs help too gets a case of their own in the same step: at the same owner,
 * with the place, the source and the incident of this one, linked with it, and closed to whoever is barred from it.
 * @throws AppError `case/household-not-possible`, `case/change-not-allowed`, `access/not-permitted`
 */
export async function addHouseholdMember(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { opens, ...input }: JoinHousehold,
): Promise<{ id: string; caseId: string | null }> {
  if (!opens) return { ...(await joinHousehold(context, work, actor, id, input)), caseId: input.caseId ?? null };
  const one = await loadCase(context, work, actor, id, 'case:work');
  // Nobody is opened a second case, and nobody without a name.
  if (input.caseId !== undefined || input.name === undefined) throw new AppError('case/household-not-possible');
  if (!mayFor(context.jurisdiction, actor, 'case:open', [one.agencyId])) throw new AppError('access/not-permitted');
  const { name, ...membership } = input;
  const caseId = await openBeside(context, work, actor, one, { ...opens, name });
  const member = await joinHousehold(context, work, actor, id, { ...membership, caseId });
  const kind = 'same-household';
  linkCases(work, { caseId: id, otherCaseId: caseId, kind, byPersonId: actor.userId, at: context.clock.now() });
  const codes = { otherCaseId: caseId, kind };
  await recordCaseStep(context, work, id, { kind: 'linked', by: actor, details: { kind }, codes });
  return { ...member, caseId };
}

type Named = JoinHousehold['opens'] & { name: string };

/** The case of somebody who lives with the person of another one. @returns its id */
async function openBeside(
  context: CareContext,
  work: Work,
  actor: Actor,
  beside: Case,
  { name, idNumber, isMinor, risk }: Named,
): Promise<string> {
  const now = context.clock.now();
  const draft = readDraft('registration', { name, ...(idNumber && { idNumber }) });
  const blank = toNewPerson({ id: newId(), createdByPersonId: actor.userId, createdAt: now });
  const person = { ...registerPerson(blank, draft, now), version: 1 };
  const { source, agencyId, place, silent, incidentId, incidentCode, incidentType, reportId } = beside;
  const opened = openCase(
    {
      ...{ id: newId(), personId: person.id, concern: 'person', source, agencyId, place, silent },
      // Withheld where the incident is; its reporter was told already.
      ...{ incidentId, incidentCode, incidentType, reportId },
      ...{ isMinor, risk: risk ?? null, openedByPersonId: actor.userId },
    },
    now,
  );
  await insertOpenedCases(work.tx, [person], [opened]);
  const codes = { agencyId, source };
  await recordCaseStep(context, work, opened.id, { kind: 'registered', by: actor, details: { source }, codes, opened });
  return opened.id;
}
