import { userIdOf } from './ids.ts';
import type { Person, State } from './state.ts';
import type { World } from './world.ts';

/** The person of this name, if there is one. */
export function findPerson(state: State, name: string): Person | undefined {
  return state.people.get(userIdOf(state.provider, name));
}

/** The person of this name; made now when the name is new. */
export function getOrAddPerson(world: World, name: string): Person {
  const { state, changes } = world;
  const known = findPerson(state, name);
  if (known) return known;
  const userId = userIdOf(state.provider, name);
  const person: Person = { userId, name, language: 'th', client: 'phone', lockScreen: [] };
  state.people.set(userId, person);
  changes.publish({ about: 'people' });
  return person;
}
