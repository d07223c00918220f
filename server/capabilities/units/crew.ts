import type { PersonPresence } from '#capabilities/duty';

/**
 * The members of a unit who can be expected to go: everybody not known to be off duty. A person without roster or
 * check-in counts, so that a missing roster does not stop a unit.
 */
export function crewOf(memberIds: readonly string[], presence: ReadonlyMap<string, PersonPresence>): string[] {
  return memberIds.filter((id) => presence.get(id) !== 'off-duty');
}
