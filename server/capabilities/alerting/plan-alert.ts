import { isOrder } from '#contract/alert-kind';
import type { Alert, Recipient } from './notification.ts';
import { CAN_WAIT, type PlannedNotification, planNotifications } from './plan-notifications.ts';
import {
  type ChannelsSetUp,
  isWithheld,
  judgeReachabilityBy,
  profilesOf,
  type RecipientFacts,
} from './recipient-facts.ts';

/** An alert as it is stored, with its people. */
export type AlertToPlan = Pick<Alert, 'incidentId' | 'kind' | 'step' | 'people' | 'agencyIds' | 'accountAction'>;

/**
 * Plans the notifications of an alert besides those on consoles, from the facts of this moment. The caller leaves out people
 * from whom the incident is withheld; checked again here, because an alarm to the wrong person can't be taken back.
 */
export function planAlert(
  alert: AlertToPlan,
  facts: RecipientFacts,
  { now, channels }: { now: Date; channels: ChannelsSetUp },
): PlannedNotification[] {
  const { incidentId, kind, step, accountAction } = alert;
  const people = alert.people.filter((one) => !isWithheld(facts.withheld, { incidentId, ...one }));
  const isRepeat = step !== null && step > 0;
  const planned = planNotifications(
    { kind, now, isRepeat },
    profilesOf(facts, people, { channels, alsoEnded: kind === 'account-changed' }),
    targetsOf({ ...alert, people }, facts, { now, channels, isRepeat }),
  );
  // A chat that was linked just now has got its answer there; only the other channels are notified.
  return planned.filter(({ channel }) => channel !== 'line' || accountAction !== 'access/link-line');
}

/**
 * Groups and gateways of the agencies; of none where a person serves from whom the incident is withheld. A stand-by gateway
 * is called when another channel has failed, when nobody has seen an order, and at once where no person has any other
 * channel (a missing channel never fails, so nothing would trigger it). Groups get no orders: an order is for its crew, and
 * every member of a group would read it.
 */
function targetsOf(
  { incidentId, kind, people, agencyIds }: AlertToPlan,
  facts: RecipientFacts,
  { now, channels, isRepeat }: { now: Date; channels: ChannelsSetUp; isRepeat: boolean },
) {
  const alerted = agencyIds.filter((agencyId) => !isWithheld(facts.withheld, { incidentId, personId: null, agencyId }));
  const isUnseenOrder = isOrder(kind) && isRepeat;
  const reachabilityOf = judgeReachabilityBy(facts, { now, channels, standBy: false });
  const isAlone = (agencyId: string) => {
    if (kind === 'test' || CAN_WAIT.includes(kind)) return false;
    const own = people.filter((one: Recipient) => one.agencyId === agencyId).map(({ personId }) => personId);
    return own.length > 0 && !reachabilityOf(agencyId, own).reachable;
  };
  // To the machines that asked for it, and to nobody else; they hear of nothing else.
  if (kind === 'referral-step')
    return {
      groups: [],
      gateways: facts.gateways.filter(
        ({ called, agencyId }) => called === 'referral-steps' && alerted.includes(agencyId),
      ),
    };
  return {
    groups: channels.line && !isOrder(kind) ? facts.groups.filter(({ agencyId }) => alerted.includes(agencyId)) : [],
    gateways: facts.gateways.filter(
      ({ called, agencyId }) =>
        alerted.includes(agencyId) &&
        (called === 'always' || (called === 'when-others-fail' && (isUnseenOrder || isAlone(agencyId)))),
    ),
  };
}
