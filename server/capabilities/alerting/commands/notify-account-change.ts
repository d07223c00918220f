import type { Actor } from '#capabilities/access';
import type { NotifiedAccountAction } from '#contract/account-actions';
import type { EventMap } from '#events/event-map';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { AlertingContext } from '../context.ts';
import { translateBoth } from '../messages.ts';
import { endSubscriptions } from '../store-channels.ts';
import { deleteGroupCodesOf } from '../store-targets.ts';
import { alertPeople } from './alert-people.ts';

/** Notifies a person by all their channels of what was just set up in their name: if it was not them, they must know. */
export async function notifyAccountChange(
  context: AlertingContext,
  work: Work,
  actor: Pick<Actor, 'userId' | 'memberships'>,
  action: NotifiedAccountAction,
): Promise<void> {
  const agencyId = actor.memberships[0]?.agencyId;
  if (agencyId) await alertPerson(context, work, { personId: actor.userId, agencyId, action });
}

/**
 * Notifies the person of a change to their account, one last time also on browsers and chats that lose their access by it. A
 * chat whose link has ended is told only that; nothing about the person.
 */
export async function followAccountChange(
  context: AlertingContext,
  work: Work,
  { personId, action, agencyId, lineUserId, linksEnded }: EventMap['account-changed'],
): Promise<void> {
  if (linksEnded) {
    const isNotified = agencyId !== null && context.channels.push !== undefined;
    await endSubscriptions(work.tx, personId, { now: context.clock.now(), isNotified });
    await deleteGroupCodesOf(work.tx, personId);
  }
  if (lineUserId) {
    const text = translateBoth('linkEnded');
    await context.channels.line?.send(work, lineUserId, { preview: text, parts: [{ kind: 'text', text }] });
  }
  if (agencyId) await alertPerson(context, work, { personId, agencyId, action });
}

function alertPerson(
  context: AlertingContext,
  work: Work,
  { personId, agencyId, action }: { personId: string; agencyId: string; action: NotifiedAccountAction },
): Promise<void> {
  const alert = {
    alertId: newId(),
    incidentId: null,
    kind: 'account-changed',
    step: null,
    accountAction: action,
  } as const;
  return alertPeople(context, work, [{ ...alert, people: [{ personId, agencyId }], agencyIds: [] }]);
}
