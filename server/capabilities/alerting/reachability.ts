/** What there is to ring at somebody. */
export type PersonChannels = { personId: string; hasConsole: boolean; hasPush: boolean; hasLine: boolean };

/** What there is at an agency beside its people: a group in LINE, a gateway that will be called. */
export type AgencyChannels = { agencyId: string; hasGroup: boolean; hasGateway: boolean };

/** Whether an alarm can get through at an agency, and by what; `no-channel`: it waits where nobody looks. */
export type Reachability = { reachable: true } | { reachable: false; why: 'nobody' | 'no-channel' };

/**
 * Whether any of these people can be reached now, or the agency itself.
 */
export function reachabilityOf(people: readonly PersonChannels[], agency: AgencyChannels | undefined): Reachability {
  if (people.length === 0) return { reachable: false, why: 'nobody' };
  const isHeard =
    agency?.hasGroup === true ||
    agency?.hasGateway === true ||
    people.some(({ hasConsole, hasPush, hasLine }) => hasConsole || hasPush || hasLine);
  return isHeard ? { reachable: true } : { reachable: false, why: 'no-channel' };
}
