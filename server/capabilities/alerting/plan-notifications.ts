import { type AlertKind, isOrder } from '#contract/alert-kind';
import type { Notification, Recipient } from './notification.ts';
import { isQuiet } from './quiet-hours.ts';
import type { Settings } from './settings.ts';

/** A recipient with their settings, channels and duty. */
export type RecipientProfile = Recipient & {
  isOnDuty: boolean;
  wants: Settings;
  /** Existing channels (a subscribed browser, a linked LINE account), wanted or not. */
  has: { webPush: boolean; line: boolean };
};
export type Target = { id: string; agencyId: string };
export type PlannedNotification = Pick<
  Notification,
  'personId' | 'agencyId' | 'channel' | 'targetId' | 'state' | 'cause'
>;

/** Kinds that can wait until the morning, even if a whole agency has quiet hours. */
export const CAN_WAIT: readonly AlertKind[] = ['heartbeat', 'group-lost', 'account-changed', 'case-reminder'];

/**
 * Plans the notifications of an alert besides those on consoles. Quiet hours suppress a channel unless the person is on duty.
 * If they would silence everybody of an agency, they are ignored: in doubt somebody is woken. They never suppress an order,
 * and an unseen order (`isRepeat`) goes by every existing channel, wanted or not. So does news of the person's own account,
 * because whoever took it over may have changed the settings.
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
  const fullyAsleepAgencies = CAN_WAIT.includes(kind)
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
        const isQuietNow = sleeps(person) && !fullyAsleepAgencies.has(person.agencyId);
        const outcome = isQuietNow ? ({ state: 'suppressed', cause: 'quiet-hours' } as const) : {};
        return { ...toPerson(person, channel), ...outcome };
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

export function toPerson(
  { personId, agencyId }: Recipient,
  channel: 'console' | 'web-push' | 'line',
): PlannedNotification {
  return { personId, agencyId, channel, targetId: null, state: 'pending', cause: null };
}

export function toTarget({ id, agencyId }: Target, channel: 'line-group' | 'gateway'): PlannedNotification {
  return { personId: null, agencyId, channel, targetId: id, state: 'pending', cause: null };
}

/**
 * Plans what takes over when a channel failed for a person: every other existing channel, regardless of settings, and the
 * stand-by gateways of their agency.
 */
export function planFallback(
  person: RecipientProfile,
  failed: Notification['channel'],
  standbyGateways: Target[],
): PlannedNotification[] {
  const others = existing(person).filter((channel) => channel !== failed);
  return [
    ...others.map((channel) => toPerson(person, channel)),
    ...standbyGateways.map((gateway) => toTarget(gateway, 'gateway')),
  ];
}
