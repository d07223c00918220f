import type { Actor } from '#capabilities/access';
import { branchesWith, distanceMetres, isInBranch } from '#capabilities/jurisdiction';
import type { Domain, ServiceCode } from '#contract/case-forms';
import type { LatLng } from '#contract/position';
import type { ServiceList } from '#contract/services';
import { addDays, thaiDayOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { ServicesContext } from '../context.ts';
import { DIRECTORY, servicesFor } from '../directory-rules.ts';
import { countServiceRows, listServiceRows } from '../store/service-rows.ts';
import { show } from './get-service.ts';

export type ListQuestion = {
  text?: string | undefined;
  /** Those that meet this need. */
  need?: Domain | undefined;
  code?: ServiceCode | undefined;
  /** Of this provider and those below it. */
  provider?: string | undefined;
  /** Only those that who asks may change. */
  mine?: boolean | undefined;
  /** For people of this agency's area. */
  area?: string | undefined;
  near?: LatLng | undefined;
  /** Only what has to be checked: soon, or long ago. */
  toCheck?: boolean | undefined;
  withEnded?: boolean | undefined;
  limit: number;
};

/** Nobody reads more, and the nearest of these are found by sorting them. */
const MOST = 2000;

/** Services of the directory, by name or the nearest first. */
export async function listServices(
  context: ServicesContext,
  connection: Connection,
  actor: Actor,
  { text, need, code, provider, mine, area, near, toCheck, withEnded, limit }: ListQuestion,
): Promise<ServiceList> {
  const { jurisdiction, clock } = context;
  const today = thaiDayOf(clock.now());
  const staleBefore = addDays(today, -DIRECTORY.staleAfterDays);
  const branches = [
    ...(provider === undefined ? [] : [[jurisdiction.getAgency(provider).path]]),
    ...(mine ? [branchesWith(jurisdiction, actor, 'service:edit')] : []),
  ];
  const filter = {
    ...{ text, withEnded },
    codes: code ? [code] : need && servicesFor(need),
    agencyIds: branches.length === 0 ? undefined : listAgenciesInAll(context, branches),
    areaIds: area === undefined ? undefined : areasOver(context, area),
    checkedBefore: toCheck ? addDays(staleBefore, DIRECTORY.warnBeforeDays + 1) : undefined,
  };
  const found = await listServiceRows(connection, filter, near ? MOST : limit);
  const counted = await countServiceRows(connection, filter, staleBefore);
  const shown = found.map(show(context, actor)).map((service) => ({
    ...service,
    distanceMetres: near ? distanceMetres(near, service.position) : null,
  }));
  if (near) shown.sort((one, other) => (one.distanceMetres ?? 0) - (other.distanceMetres ?? 0));
  return { services: shown.slice(0, limit), ...counted };
}

/** Agencies that are in one branch of each of these. */
function listAgenciesInAll({ jurisdiction }: ServicesContext, all: readonly (readonly string[])[]): string[] {
  const isIn = (branches: readonly string[], path: string) => branches.some((branch) => isInBranch(branch, path));
  return jurisdiction
    .listAgencies()
    .filter(({ path }) => all.every((branches) => isIn(branches, path)))
    .map(({ id }) => id);
}

/** Agencies whose areas contain that of this one: itself and those over it. */
export function areasOver({ jurisdiction }: Pick<ServicesContext, 'jurisdiction'>, agencyId: string): string[] {
  return [agencyId, ...jurisdiction.ancestorsOf(agencyId).map(({ id }) => id)];
}
