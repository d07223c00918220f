import type { Actor } from '#capabilities/access';
import { branchesWith, type Jurisdiction, mayFor, visibilityOf } from '#capabilities/jurisdiction';
import type { FiguresQuery, InsightScopes } from '#contract/insight';
import type { AgencyKind } from '#contract/jurisdiction';
import { AppError } from '#platform/app-error';

/** Whose incidents are counted: everybody's, a province's, or those of agencies. */
export type Scope = { province: string | null } | { agencyIds: string[] };

/** The top of the tree: whoever sees it sees the nation. */
const NATION = 'th';
/** Work for a whole province, whose figures they read; a station reads its own alone. */
const OF_A_PROVINCE = ['provincial-police', 'centre-191', 'provincial-social-office'] as const;

type Geography = Pick<Jurisdiction, 'describePlace' | 'findAgency' | 'getAgency' | 'isWithin' | 'listAgencies'>;

/** @throws AppError `insight/not-yours`, `jurisdiction/agency-not-found` */
export function scopeOf(
  jurisdiction: Geography,
  actor: Actor,
  { province, agencyId }: Pick<FiguresQuery, 'province' | 'agencyId'>,
): Scope {
  if (agencyId !== undefined) {
    const agency = jurisdiction.getAgency(agencyId);
    if (!mayFor(jurisdiction, actor, 'insight:view', [agencyId])) throw new AppError('insight/not-yours');
    return { agencyIds: jurisdiction.listAgencies({ branch: visibilityOf(agency) }).map(({ id }) => id) };
  }
  return provinceOf(listScopes(jurisdiction, actor), province);
}

/** What a person may ask for. */
export function listScopes(jurisdiction: Geography, actor: Actor): InsightScopes {
  return scopesIn(jurisdiction, branchesWith(jurisdiction, actor, 'insight:view'), 'station');
}

/** What a person may ask for of care. */
export function listCareScopes(jurisdiction: Geography, actor: Actor): InsightScopes {
  const scopes = scopesIn(jurisdiction, branchesWith(jurisdiction, actor, 'insight:view-care'), 'tambon-centre');
  // The few cases of a centre are known to whoever may see them anyway, and to nobody else.
  const seen = scopes.agencies.filter(({ id }) => mayFor(jurisdiction, actor, 'case:view', [id]));
  return { ...scopes, agencies: seen };
}

/** Whose cases are counted. @throws AppError `insight/not-yours`, `jurisdiction/agency-not-found` */
export function careScopeOf(
  jurisdiction: Geography,
  actor: Actor,
  { province, agencyId }: Pick<FiguresQuery, 'province' | 'agencyId'>,
): Scope {
  if (agencyId !== undefined) {
    const agency = jurisdiction.getAgency(agencyId);
    const isTheirs = (['insight:view-care', 'case:view'] as const).every((permission) =>
      mayFor(jurisdiction, actor, permission, [agencyId]),
    );
    if (!isTheirs) throw new AppError('insight/not-yours');
    return { agencyIds: jurisdiction.listAgencies({ branch: visibilityOf(agency) }).map(({ id }) => id) };
  }
  return provinceOf(listCareScopes(jurisdiction, actor), province);
}

function provinceOf({ nation, provinces }: InsightScopes, province: string | undefined): Scope {
  const isTheirs = nation || (province !== undefined && provinces.some(({ code }) => code === province));
  if (!isTheirs) throw new AppError('insight/not-yours');
  return { province: province ?? null };
}

function scopesIn(jurisdiction: Geography, branches: readonly string[], smallest: AgencyKind): InsightScopes {
  const nation = branches.includes(NATION);
  const of = (kinds: readonly AgencyKind[]) =>
    (nation ? [NATION] : branches).flatMap((branch) => jurisdiction.listAgencies({ branch, kinds: [...kinds] }));
  const provinces = new Map(
    of(OF_A_PROVINCE).map(({ position }) => {
      const { provinceCode, provinceTh, provinceEn } = jurisdiction.describePlace(position);
      return [provinceCode, { code: provinceCode, nameTh: provinceTh, nameEn: provinceEn }];
    }),
  );
  const stations = nation ? [] : of([smallest]).map(({ id, nameTh, nameEn }) => ({ id, nameTh, nameEn }));
  return {
    nation,
    provinces: [...provinces.values()].sort((one, other) => one.code.localeCompare(other.code)),
    agencies: [...new Map(stations.map((station) => [station.id, station])).values()],
  };
}
