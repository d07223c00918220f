import { type Actor, listStaff } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { mayFor } from '#capabilities/jurisdiction';
import type { ServiceFacts } from '#contract/services';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { ServicesContext } from '../context.ts';
import { changeFacts, newService, type StoredService, type Writer } from '../service.ts';
import { findServiceByName, insertServices, lockServiceRow, updateServices } from '../store/service-rows.ts';

/** @throws AppError `jurisdiction/agency-not-found`, `services/area-unknown`, `services/count-unfit`, `services/exists` */
export async function addService(
  context: ServicesContext,
  work: Work,
  actor: Actor,
  { checkedToday, ...facts }: ServiceFacts & { checkedToday: boolean },
): Promise<{ id: string }> {
  mustBeMine(context, actor, facts.agencyId);
  mustKnowAreas(context, facts);
  const by = writerOf(context, actor);
  const added = newService(newId(), facts, checkedToday, by);
  if (!(await insertServices(work.tx, [added]))) {
    const other = await findServiceByName(work.tx, added);
    throw await lostTo(context, work, 'services/exists', 'services/add', other);
  }
  record(work, actor, 'services/add', added, by.now);
  return { id: added.id };
}

/**
 * @throws AppError `services/not-found`, `services/changed-meanwhile` with who changed it, `jurisdiction/agency-not-found`,
 * `services/area-unknown`, `services/count-unfit`, `services/exists`
 */
export async function changeService(
  context: ServicesContext,
  work: Work,
  actor: Actor,
  { id, basedOn, checkedToday, ...facts }: ServiceFacts & { id: string; basedOn: number; checkedToday: boolean },
): Promise<{ version: number }> {
  const known = await lockMine(context, work, actor, id);
  if (known.version !== basedOn)
    throw await lostTo(context, work, 'services/changed-meanwhile', 'services/change', known);
  // It may be given to another provider, whose entries must be theirs too.
  mustBeMine(context, actor, facts.agencyId);
  mustKnowAreas(context, facts);
  const by = writerOf(context, actor);
  const changed = changeFacts(known, facts, checkedToday, by);
  await writeServices(work, [changed]);
  record(work, actor, 'services/change', changed, by.now);
  return { version: changed.version };
}

/** Somebody asked the provider, and all of it is still so. @throws AppError `services/not-found` */
export async function checkService(
  context: ServicesContext,
  work: Work,
  actor: Actor,
  id: string,
): Promise<{ version: number }> {
  const known = await lockMine(context, work, actor, id);
  const by = writerOf(context, actor);
  const changed = changeFacts(known, known, true, by);
  await writeServices(work, [changed]);
  record(work, actor, 'services/check', changed, by.now);
  return { version: changed.version };
}

/** How many can be taken now; counted at this moment even if it is the same. @throws AppError `services/not-found`, `services/count-unfit` */
export async function countFreePlaces(
  context: ServicesContext,
  work: Work,
  actor: Actor,
  { id, free }: { id: string; free: number | null },
): Promise<{ version: number }> {
  const known = await lockMine(context, work, actor, id);
  const by = writerOf(context, actor);
  const changed = { ...changeFacts(known, { ...known, free }, false, by), freeAt: free === null ? null : by.now };
  await writeServices(work, [changed]);
  record(work, actor, 'services/count-places', changed, by.now);
  return { version: changed.version };
}

async function lockMine(context: ServicesContext, work: Work, actor: Actor, id: string): Promise<StoredService> {
  const known = await lockServiceRow(work.tx, id);
  if (!known) throw new AppError('services/not-found');
  // Everybody may read it: that it is another's is no secret.
  if (!mayFor(context.jurisdiction, actor, 'service:edit', [known.agencyId])) throw new AppError('services/not-yours');
  return known;
}

/** Writes services that are locked. @throws AppError `services/exists` */
export async function writeServices({ tx }: Work, changed: readonly StoredService[]): Promise<void> {
  try {
    await updateServices(tx, changed);
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('services/exists', { cause: error });
    throw error;
  }
}

const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23505';

/** The refusal with who was faster, which stands in the row itself. */
async function lostTo(
  { jurisdiction }: ServicesContext,
  { tx }: Work,
  code: string,
  did: string,
  winner: Pick<StoredService, 'updatedByPersonId' | 'updatedAt'> | undefined,
): Promise<AppError> {
  if (!winner) return new AppError(code);
  const { updatedByPersonId, updatedAt } = winner;
  const [person] = updatedByPersonId ? await listStaff(tx, { ids: [updatedByPersonId] }, updatedAt) : [];
  const agency = person?.memberships.flatMap(({ agencyId }) => jurisdiction.findAgency(agencyId) ?? [])[0];
  const params = {
    ...{ did, at: updatedAt.toISOString() },
    ...(person ? { name: person.name } : { by: 'system' }),
    ...(agency && { agencyTh: agency.nameTh, agencyEn: agency.nameEn ?? agency.nameTh }),
  };
  return new AppError(code, { params });
}

function mustBeMine({ jurisdiction }: ServicesContext, actor: Actor, agencyId: string): void {
  jurisdiction.getAgency(agencyId);
  if (!mayFor(jurisdiction, actor, 'service:edit', [agencyId])) throw new AppError('services/not-yours');
}

function mustKnowAreas({ jurisdiction }: ServicesContext, { areaIds }: ServiceFacts): void {
  if (areaIds.some((id) => !jurisdiction.findAgency(id))) throw new AppError('services/area-unknown');
}

export function writerOf({ clock }: ServicesContext, { userId, name }: Actor): Writer {
  const now = clock.now();
  return { personId: userId, name, now, today: thaiDayOf(now) };
}

function record(work: Work, actor: Actor, action: string, { id, agencyId, version }: StoredService, at: Date): void {
  const details = { agencyId, version };
  recordAction(work, { ...byPerson(actor), action, subjectKind: 'service', subjectId: id, details, at });
}
