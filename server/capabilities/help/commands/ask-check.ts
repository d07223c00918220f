import { agenciesWith, listStaff } from '#capabilities/access';
import type { CheckLevel } from '#contract/help';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { CHECK_PERMISSION, checkLevelsFor, newCheck, planCheck } from '../check-plan.ts';
import type { HelpContext } from '../context.ts';
import { type HelpRequest, moveRequest } from '../request.ts';
import { type HelpCheck, insertChecks, listChecks } from '../store/check-rows.ts';
import type { HelpStep } from './record-change.ts';

/**
 * Asks the next level to check, passes over what nobody can check, and marks the request as checked after the last one. For
 * the service. @returns the request after it, and what to say of it
 */
export async function askNextCheck(
  context: HelpContext,
  work: Work,
  request: HelpRequest,
): Promise<{ request: HelpRequest; steps: HelpStep[] }> {
  const now = context.clock.now();
  const done = await listChecks(work.tx, [request.id]);
  const steps: HelpStep[] = [];
  const made: HelpCheck[] = [];
  const levels = checkLevelsFor(request.channel).filter((level) => !done.some((check) => check.level === level));
  const doneBy = done.flatMap(({ byPersonId }) => byPersonId ?? []);
  let isAsked = false;
  for (const level of levels) {
    const leaders = await listLeaders(context, work, request, level);
    const plan = planCheck(leaders, { ...request, earlierIds: doneBy });
    const check = newCheck({ id: newId(), requestId: request.id, level, now }, plan);
    made.push(check);
    const codes = { level, ...(check.reason && { reason: check.reason }) };
    isAsked = check.result === null;
    steps.push({ kind: isAsked ? 'check-asked' : 'check-skipped', by: 'timer', details: codes, codes });
    if (isAsked) break;
  }
  if (made.length > 0) await insertChecks(work.tx, made);
  if (isAsked) return { request, steps };
  const seen: Record<string, string> = levels.length === 0 && done.length === 0 ? { reason: 'seen-by-staff' } : {};
  return {
    request: moveRequest(request, 'finish-checks', now),
    steps: [...steps, { kind: 'checked', by: 'timer', details: seen, codes: seen }],
  };
}

/** Volunteer leaders of the tambon's centre, or of all centres of the amphoe: never of another one. */
async function listLeaders(
  { jurisdiction, clock }: HelpContext,
  work: Work,
  { agencyId, place }: HelpRequest,
  level: CheckLevel,
) {
  const agencyIds =
    level === 'tambon'
      ? [agencyId]
      : jurisdiction
          .listAgencies({ kinds: ['tambon-centre'], ...branchOf(jurisdiction, agencyId), onlyActive: true })
          .filter(({ position }) => jurisdiction.describePlace(position).districtCode === place?.districtCode)
          .map(({ id }) => id);
  const permission = CHECK_PERMISSION[level];
  const staff = await listStaff(work.tx, { agencyIds }, clock.now());
  return staff.filter((person) => agenciesWith(person, permission).some((id) => agencyIds.includes(id)));
}

/** The province's part of the tree, so that not every centre of the country is looked at. */
function branchOf({ getAgency, ancestorsOf }: HelpContext['jurisdiction'], agencyId: string): { branch?: string } {
  const office = [getAgency(agencyId), ...ancestorsOf(agencyId)].find(
    ({ kind }) => kind === 'provincial-social-office',
  );
  return office ? { branch: office.path } : {};
}
