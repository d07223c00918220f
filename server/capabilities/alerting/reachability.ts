/** The channels that work for a person. */
type PersonChannels = { hasConsole: boolean; hasPush: boolean; hasLine: boolean };

/** The channels of the agency itself: a LINE group, a gateway that will be called. */
type SharedChannels = { hasGroup: boolean; hasGateway: boolean };

/** Whether an alarm can reach anybody at an agency; `no-channel`: there are people, but no channel works. */
export type Reachability = { reachable: true } | { reachable: false; why: 'nobody' | 'no-channel' };

/** Whether any of these people, or the agency itself, can be reached now. */
export function judgeReachability(
  people: readonly PersonChannels[],
  { hasGroup, hasGateway }: SharedChannels,
): Reachability {
  if (people.length === 0) return { reachable: false, why: 'nobody' };
  const isReachable = ({ hasConsole, hasPush, hasLine }: PersonChannels) => hasConsole || hasPush || hasLine;
  return hasGroup || hasGateway || people.some(isReachable)
    ? { reachable: true }
    : { reachable: false, why: 'no-channel' };
}
