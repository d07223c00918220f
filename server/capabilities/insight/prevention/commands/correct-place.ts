import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { PreventionContext } from '../../context.ts';
import { mayCorrect, placeRightsOf } from '../place-scope.ts';
import {
  findPlaceRow,
  joinInto,
  lockMembership,
  lockPlaces,
  type Membership,
  putBack,
  removeEmpty,
  takeOut,
} from '../store/place-rows.ts';
import { replacePlaces } from './place-incidents.ts';

type Context = Pick<PreventionContext, 'clock' | 'jurisdiction'>;
type Correction = 'join' | 'part' | 'separate' | 'put-back';

/** Each of them undoes another one. */
const changedBy = (subjects: string[]) => ({
  lostTo: {
    actions: ['insight/join-place', 'insight/part-place', 'insight/separate-place', 'insight/put-back-place'],
    subjects,
  },
});

/**
 * A person says that another place is this one; its incidents and visits count for this one from now on.
 * @throws AppError `insight/place-not-found`, `insight/same-place`, `insight/place-changed`
 */
export async function joinPlace(
  context: Context,
  work: Work,
  actor: Actor,
  id: string,
  otherId: string,
): Promise<void> {
  if (id === otherId) throw new AppError('insight/same-place');
  await mustCorrect(context, work, actor, id, otherId);
  const [into, other] = await lockBoth(work, id, otherId);
  if (into.rootId !== id || other.rootId !== otherId)
    throw new AppError('insight/place-changed', changedBy([otherId, id]));
  await joinInto(work.tx, otherId, id);
  await replacePlaces(context, work.tx, [id]);
  record(context, work, actor, 'join', { id: otherId, of: id });
}

/**
 * Undoes that: the other place stands by itself again, with what was joined into it.
 * @throws AppError `insight/place-not-found`, `insight/place-changed`
 */
export async function partPlace(
  context: Context,
  work: Work,
  actor: Actor,
  id: string,
  otherId: string,
): Promise<void> {
  await mustCorrect(context, work, actor, id, otherId);
  const [, other] = await lockBoth(work, id, otherId);
  if (other.joinedInto !== id) throw new AppError('insight/place-changed', changedBy([otherId, id]));
  await joinInto(work.tx, otherId, null);
  await replacePlaces(context, work.tx, [id, otherId]);
  record(context, work, actor, 'part', { id: otherId, of: id });
}

/**
 * A person says that an incident was behind another door. No rule moves it any more.
 * @throws AppError `insight/place-not-found`, `insight/place-changed`
 */
export async function separateIncident(
  context: Context,
  work: Work,
  actor: Actor,
  id: string,
  incidentId: string,
): Promise<void> {
  await mustCorrect(context, work, actor, id);
  const member = await getMember(work, incidentId, id);
  if (member.rootId !== id || member.formerPlaceId !== null)
    throw new AppError('insight/place-changed', changedBy([incidentId]));
  const newPlaceId = newId();
  await takeOut(work.tx, incidentId, newPlaceId);
  await replacePlaces(context, work.tx, [id, newPlaceId]);
  record(context, work, actor, 'separate', { id: incidentId, of: id });
}

/**
 * Undoes that: the incident is behind this door after all.
 * @throws AppError `insight/place-not-found`, `insight/place-changed`
 */
export async function putBackIncident(
  context: Context,
  work: Work,
  actor: Actor,
  id: string,
  incidentId: string,
): Promise<void> {
  await mustCorrect(context, work, actor, id);
  const member = await getMember(work, incidentId, id);
  if (member.formerRootId !== id) throw new AppError('insight/place-changed', changedBy([incidentId]));
  await putBack(work.tx, incidentId);
  await replacePlaces(context, work.tx, [id, member.placeId]);
  await removeEmpty(work.tx, [member.placeId]);
  record(context, work, actor, 'put-back', { id: incidentId, of: id });
}

/** Both places must be the actor's; what is not theirs is not there. */
async function mustCorrect(context: Context, work: Work, actor: Actor, ...ids: string[]): Promise<void> {
  const rights = await placeRightsOf(context, work, actor);
  for (const id of ids) {
    const row = await findPlaceRow(work.tx, id, rights);
    if (!row || !mayCorrect(context.jurisdiction, actor, row)) throw new AppError('insight/place-not-found');
  }
}

async function lockBoth({ tx }: Work, id: string, otherId: string) {
  const locked = new Map((await lockPlaces(tx, [id, otherId])).map((place) => [place.id, place]));
  const [one, other] = [locked.get(id), locked.get(otherId)];
  if (!one || !other) throw new AppError('insight/place-not-found');
  return [one, other] as const;
}

/** An incident of this place, or one that was taken out of it. */
async function getMember({ tx }: Work, incidentId: string, id: string): Promise<Membership> {
  const member = await lockMembership(tx, incidentId);
  if (!member || (member.rootId !== id && member.formerRootId !== id)) throw new AppError('insight/place-not-found');
  return member;
}

/** The subject is what was moved, so that whoever comes second finds who was first. */
function record(
  { clock }: Context,
  work: Work,
  actor: Actor,
  correction: Correction,
  { id, of }: { id: string; of: string },
): void {
  recordAction(work, {
    ...{ ...byPerson(actor), action: `insight/${correction}-place`, subjectKind: 'place', subjectId: id },
    ...{ details: { placeId: of }, at: clock.now() },
  });
}
