import type { StaffRow } from '#capabilities/access';
import { isConsoleOpen, type OnDuty } from '#capabilities/duty';
import type { GatewayCalled } from '#contract/alerting';
import type { AlertingChannels } from './context.ts';
import type { Recipient } from './notification.ts';
import type { RecipientProfile, Target } from './plan-notifications.ts';
import { judgeReachability, type Reachability } from './reachability.ts';
import { type SettingsRow, toSettings } from './settings.ts';

/** Somebody who must not learn of an incident, and their agencies: they would read its groups and hear its radio. */
export type Withheld = { incidentId: string; personId: string; agencyIds: string[] };

/** Everything that decides who is alerted, and by which channel, as of one moment. */
export type RecipientFacts = {
  staff: StaffRow[];
  onDuty: Pick<OnDuty, 'personId' | 'agencyId' | 'post'>[];
  consoles: { personId: string; seenAt: string }[];
  linked: { userId: string }[];
  /** Of those who have saved any. */
  settings: SettingsRow[];
  /** One for each browser; `works`: its last push succeeded; `hasEnded`: it lost its access. */
  browsers: { personId: string; works: boolean; hasEnded: boolean }[];
  groups: Target[];
  gateways: (Target & { called: GatewayCalled })[];
  withheld: Withheld[];
};

/** The delivery channels that are set up here. */
export type ChannelsSetUp = Pick<AlertingChannels, 'push' | 'line'>;

/** Whether an alarm can reach any of these people of an agency. */
export type ReachabilityOf = (agencyId: string, personIds: readonly string[]) => Reachability;

/**
 * Which channels work now: open consoles, browsers whose last push succeeded, linked LINE accounts, groups, gateways.
 * @param options.standBy whether stand-by gateways count; they are called where there is no other channel
 */
export function judgeReachabilityBy(
  facts: RecipientFacts,
  { now, channels, standBy = true }: { now: Date; channels: ChannelsSetUp; standBy?: boolean },
): ReachabilityOf {
  const open = facts.consoles.filter(({ seenAt }) => isConsoleOpen(new Date(seenAt), now));
  const withConsole = new Set(open.map(({ personId }) => personId));
  const settings = new Map(facts.settings.map((one) => [one.personId, one]));
  const wants = (personId: string) => toSettings(settings.get(personId));
  const working = facts.browsers.filter(({ works, hasEnded }) => works && !hasEnded);
  const withPush = new Set(channels.push ? working.map(({ personId }) => personId) : []);
  const withLine = new Set(channels.line ? facts.linked.map(({ userId }) => userId) : []);
  const groups = new Set(channels.line ? facts.groups.map(({ agencyId }) => agencyId) : []);
  const called = facts.gateways.filter(
    (gateway) => gateway.called === 'always' || (standBy && gateway.called === 'when-others-fail'),
  );
  const gateways = new Set(called.map(({ agencyId }) => agencyId));
  return (agencyId, personIds) =>
    judgeReachability(
      personIds.map((personId) => ({
        hasConsole: withConsole.has(personId),
        hasPush: withPush.has(personId) && wants(personId).webPush,
        hasLine: withLine.has(personId) && wants(personId).line,
      })),
      { hasGroup: groups.has(agencyId), hasGateway: gateways.has(agencyId) },
    );
}

/** Settings, channels and duty of these people. @param alsoEnded browsers that lost their access count as well */
export function profilesOf(
  facts: RecipientFacts,
  people: readonly Recipient[],
  { channels, alsoEnded = false }: { channels: ChannelsSetUp; alsoEnded?: boolean },
): RecipientProfile[] {
  const settings = new Map(facts.settings.map((one) => [one.personId, one]));
  const browsers = facts.browsers.filter(({ hasEnded }) => alsoEnded || !hasEnded);
  const withBrowser = new Set(channels.push ? browsers.map(({ personId }) => personId) : []);
  const withLine = new Set(channels.line ? facts.linked.map(({ userId }) => userId) : []);
  const onDuty = new Set(facts.onDuty.map(({ personId }) => personId));
  return people.map((person) => ({
    ...person,
    isOnDuty: onDuty.has(person.personId),
    wants: toSettings(settings.get(person.personId)),
    has: { webPush: withBrowser.has(person.personId), line: withLine.has(person.personId) },
  }));
}

/** Whether a notification to this person, group or gateway would reach somebody who must not know of the incident. */
export function isWithheld(
  withheld: readonly Withheld[],
  { incidentId, personId, agencyId }: { incidentId: string | null; personId: string | null; agencyId: string },
): boolean {
  return withheld.some(
    (one) =>
      one.incidentId === incidentId &&
      (personId === null ? one.agencyIds.includes(agencyId) : one.personId === personId),
  );
}
