import { type AlertKind, isOrder } from '#contract/alert-kind';
import type { Notification, Recipient } from './notification.ts';
import { isQuiet, type QuietHours } from './quiet-hours.ts';

/** What is known of somebody who is to be reached. */
export type RecipientProfile = Recipient & {
  isOnDuty: boolean;
  wants: { webPush: boolean; line: boolean; quiet: QuietHours | null };
  /** Browsers subscribed, LINE linked: what there is, wanted or not. */
  has: { webPush: boolean; line: boolean };
};
export type Target = { id: string; agencyId: string };
export type PlannedNotification = Pick<
  Notification,
  'personId' | 'agencyId' | 'channel' | 'targetId' | 'state' | 'cause'
>;

/** What a heartbeat or a test is about can wait for the morning; what may be somebody's life can't. */
export const CAN_WAIT: readonly AlertKind[] = ['heartbeat', 'group-lost', 'account-changed'];

/**
 * Which notices an alert brings beside those on the consoles. Quiet hours hold a channel back unless the person is on
 * duty; and where they would silence everybody of an agency, nobody's count: silence fails towards help. They never hold
 * an order; one that nobody has seen (`isRepeat`) goes by every channel there is, wanted or not. So does what is told of
 * one's own account: whoever took it over may have changed the settings.
 */
export function planNotifications(
  { kind, now, isRepeat = false }: { kind: AlertKind; now: Date; isRepeat?: boolean },
  people: RecipientProfile[],
  { groups, gateways }: { groups: Target[]; gateways: Target[] },
): PlannedNotification[] {
  const sleeps = (person: RecipientProfile) =>
    kind !== 'test' &&
    kind !== 'account-changed' &&
    !isOrder(kind) &&
    !person.isOnDuty &&
    isQuiet(person.wants.quiet, now);
  const channelsFor = kind === 'account-changed' || (isOrder(kind) && isRepeat) ? existing : wanted;
  const deaf = CAN_WAIT.includes(kind)
    ? new Set<string>()
    : new Set(
        [
          ...Map.groupBy(
            people.filter((one) => wanted(one).length > 0),
            ({ agencyId }) => agencyId,
          ),
        ]
          .filter(([, theirs]) => theirs.every(sleeps))
          .map(([agencyId]) => agencyId),
      );
  return [
    ...people.flatMap((person) =>
      channelsFor(person).map((channel) => {
        const isQuietNow = sleeps(person) && !deaf.has(person.agencyId);
        const { personId, agencyId } = person;
        const held = isQuietNow
          ? ({ state: 'suppressed', cause: 'quiet-hours' } as const)
          : ({ state: 'pending', cause: null } as const);
        return { personId, agencyId, channel, targetId: null, ...held };
      }),
    ),
    ...groups.map((group) => toTarget(group, 'line-group')),
    ...gateways.map((gateway) => toTarget(gateway, 'gateway')),
  ];
}

function wanted({ wants, has }: RecipientProfile): ('web-push' | 'line')[] {
  const channels = [has.webPush && wants.webPush && 'web-push', has.line && wants.line && 'line'] as const;
  return channels.filter((channel) => channel !== false);
}

function existing({ has }: RecipientProfile): ('web-push' | 'line')[] {
  const channels = [has.webPush && 'web-push', has.line && 'line'] as const;
  return channels.filter((channel) => channel !== false);
}

function toTarget({ id, agencyId }: Target, channel: 'line-group' | 'gateway'): PlannedNotification {
  return { personId: null, agencyId, channel, targetId: id, state: 'pending', cause: null };
}

/**
 * What takes over when a channel failed for somebody: every other channel there is, wanted or held back or not, and
 * the gateways of their agency that stand by for this.
 */
export function planFallback(
  person: RecipientProfile,
  failed: Notification['channel'],
  standingBy: Target[],
): PlannedNotification[] {
  const { personId, agencyId, has } = person;
  const others = [has.webPush && 'web-push', has.line && 'line'] as const;
  return [
    ...others
      .filter((channel) => channel !== false && channel !== failed)
      .map(
        (channel) =>
          ({ personId, agencyId, channel: channel || failed, targetId: null, state: 'pending', cause: null }) as const,
      ),
    ...standingBy.map((gateway) => toTarget(gateway, 'gateway')),
  ];
}
