/** The channels that work for a person. */
export type PersonChannels = { personId: string; hasConsole: boolean; hasPush: boolean; hasLine: boolean };

/** The channels of the agency itself: a LINE group, a gateway that will be called. */
export type AgencyChannels = { agencyId: string; hasGroup: boolean; hasGateway: boolean };

/** Whether an alarm can reach anybody at an agency; `no-channel`: there are people, but no channel works. */
export type Reachability = { reachable: true } | { reachable: false; why: 'nobody' | 'no-channel' };

/** Whether any of these people, or the agency itself, can be reached now. */
export function reachabilityOf(people: readonly PersonChannels[], agency: AgencyChannels | undefined): Reachability {
  if (people.length === 0) return { reachable: false, why: 'nobody' };
  const hasChannel =
    agency?.hasGroup === true ||
    agency?.hasGateway === true ||
    people.some(({ hasConsole, hasPush, hasLine }) => hasConsole || hasPush || hasLine);
  return hasChannel ? { reachable: true } : { reachable: false, why: 'no-channel' };
}
