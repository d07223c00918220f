import type { PersonPresence } from '#capabilities/duty';

/**
 * Who of a unit's people can be counted on to go: everybody who is not known to be off duty. Where no roster and no
 * check-in speaks of a person, the unit is not left standing for it.
 */
export function crewOf(memberIds: readonly string[], presence: ReadonlyMap<string, PersonPresence>): string[] {
  return memberIds.filter((id) => presence.get(id) !== 'off-duty');
}
