import { type Actor, agenciesWith, nameStaff } from '#capabilities/access';
import { isInBranch, type Jurisdiction, visibleBranches } from '#capabilities/jurisdiction';
import { isWaitingForWorker } from '#contract/case';
import type { CaseList, CaseSummary } from '#contract/case-api';
import type { Permission } from '#contract/permission';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { CareQueryContext } from '../context.ts';
import type { CarePersonRow } from '../people/person.ts';
import { listPeople } from '../people/store/person-rows.ts';
import type { Case } from '../record/case.ts';
import { type CaseScope, listCaseRows, listOffered } from '../record/store/case-lists.ts';

const AT_MOST = 500;

/**
 * Cases of one's centre, province or country, and those one was invited to; row security shows no others.
 * @throws AppError `jurisdiction/agency-not-found` for an agency of somebody else
 */
export async function listCases(
  context: CareQueryContext,
  connection: Connection,
  actor: Actor,
  { scope, agencyId }: { scope: CaseScope; agencyId?: string | undefined },
): Promise<CaseList> {
  const all = careAgencyIds(context.jurisdiction, actor);
  if (agencyId !== undefined && !all.includes(agencyId)) throw new AppError('jurisdiction/agency-not-found');
  const agencyIds = agencyId === undefined ? all : [agencyId];
  const choice = { scope, agencyIds, personId: actor.userId, now: context.clock.now(), limit: AT_MOST + 1 };
  const found = await listCaseRows(connection, choice);
  const cases = await summarizeCases(context, connection, actor, found.slice(0, AT_MOST));
  return { cases, isCut: found.length > AT_MOST };
}

/** The agencies whose cases the person may see. */
export function careAgencyIds(jurisdiction: Jurisdiction, actor: Actor): string[] {
  return careAgencyIdsWith(jurisdiction, actor, 'case:view');
}

/** The agencies in whose branches the person may do this. */
export function careAgencyIdsWith(jurisdiction: Jurisdiction, actor: Actor, permission: Permission): string[] {
  const branches = visibleBranches(jurisdiction, agenciesWith(actor, permission));
  if (branches.length === 0) return [];
  return jurisdiction
    .listAgencies()
    .filter(({ path }) => branches.some((branch) => isInBranch(branch, path)))
    .map(({ id }) => id);
}

/** The rows of a list. No name of a child stands in one, nor of somebody whose section is not shown. */
export async function summarizeCases(
  { jurisdiction, clock }: CareQueryContext,
  connection: Connection,
  actor: Actor,
  cases: Case[],
): Promise<CaseSummary[]> {
  if (cases.length === 0) return [];
  const workers = cases.map(({ workerId }) => workerId);
  const name = await nameStaff(connection, workers, clock.now());
  const adults = cases.filter(({ isMinor }) => !isMinor).map(({ personId }) => personId);
  const people = new Map((await listPeople(connection, adults)).map((person) => [person.id, person]));
  const mine = { agencyIds: careAgencyIdsWith(jurisdiction, actor, 'case:transfer'), personId: actor.userId };
  const offered = await listOffered(
    connection,
    cases.map(({ id }) => id),
    mine,
  );
  return cases.map((one) => ({
    ...shown(one),
    personName: nameOf(people.get(one.personId)),
    agency: nameAgency(jurisdiction, one.agencyId),
    worker: one.workerId ? name(one.workerId) : null,
    isOffered: offered.get(one.id)?.isMine ?? false,
    isOnOffer: offered.has(one.id),
  }));
}

function shown(one: Case) {
  const { id, code, version, status, risk, concern, isMinor, source, incidentCode, incidentType, silent, place } = one;
  const { endReason, reopenCount } = one;
  return {
    ...{ id, code, version, status, risk, concern, isMinor, source, incidentCode, incidentType, silent, place },
    ...{ endReason, reopenCount },
    openedAt: one.openedAt.toISOString(),
    waitingSince: isWaitingForWorker(one.status) ? one.waitingSince.toISOString() : null,
    acceptedAt: one.acceptedAt?.toISOString() ?? null,
    closedAt: one.closedAt?.toISOString() ?? null,
    hold: one.holdReason && one.holdUntil ? { reason: one.holdReason, until: one.holdUntil.toISOString() } : null,
    updatedAt: one.updatedAt.toISOString(),
  };
}

function nameOf(person: CarePersonRow | undefined): string | null {
  return person?.name ?? person?.alias ?? null;
}

export function nameAgency(jurisdiction: Pick<Jurisdiction, 'getAgency'>, id: string) {
  const { nameTh, nameEn } = jurisdiction.getAgency(id);
  return { id, nameTh, nameEn };
}
