import { type Actor, agenciesWith, listStaff } from '#capabilities/access';
import { isInSight, sightOf } from '#capabilities/jurisdiction';
import type { Ladder, Ladders } from '#contract/escalation';
import type { Connection } from '#platform/database/database';
import type { EscalationContext } from '../context.ts';
import { findWhereEditorPublishes } from '../ladder.ts';
import { type LadderRow, listLadderRows } from '../store-ladders.ts';

type Context = Pick<EscalationContext, 'jurisdiction' | 'clock'>;

/** The country's ladders and those of every branch that this person looks into or serves in, with all their versions. */
export async function listLadders(
  { jurisdiction, clock }: Context,
  connection: Connection,
  actor: Actor,
): Promise<Ladders> {
  const served = agenciesWith(actor, 'ladder:view').flatMap((id) => jurisdiction.findAgency(id) ?? []);
  const concerns = ({ branchAgencyId }: LadderRow) => {
    const top = branchAgencyId === null ? undefined : jurisdiction.findAgency(branchAgencyId);
    if (!top) return branchAgencyId === null;
    return served.some((agency) => isInSight(sightOf(agency), top.path) || isInSight(top.path, agency.path));
  };
  const known = (await listLadderRows(connection)).filter(concerns);
  const authors = [...new Set(known.flatMap(({ publishedBy }) => publishedBy ?? []))];
  const people = authors.length > 0 ? await listStaff(connection, { ids: authors }, clock.now()) : [];
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const editable = findWhereEditorPublishes({ jurisdiction }, actor);
  return {
    ladders: known.map((row, at) => {
      const newer = known[at - 1];
      const isCurrent = newer?.agencyKind !== row.agencyKind || newer.branchAgencyId !== row.branchAgencyId;
      return showLadder({ jurisdiction }, row, { isCurrent, publishedBy: names.get(row.publishedBy ?? '') ?? null });
    }),
    ...(editable && { editable }),
  };
}

export function showLadder(
  { jurisdiction }: Pick<Context, 'jurisdiction'>,
  row: LadderRow,
  { isCurrent, publishedBy }: { isCurrent: boolean; publishedBy: string | null },
): Ladder {
  const { branchAgencyId, publishedAt, ...rest } = row;
  const agency = branchAgencyId === null ? undefined : jurisdiction.findAgency(branchAgencyId);
  const top = agency ? { id: agency.id, nameTh: agency.nameTh, nameEn: agency.nameEn } : null;
  return { ...rest, branch: top, publishedAt: publishedAt.toISOString(), publishedBy, isCurrent };
}
