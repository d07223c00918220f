import { listStaff } from '#capabilities/access';
import type { Connection } from '#platform/database/database';
import type { NameOf } from '../show.ts';

/** The names of these people. */
export async function listNames(connection: Connection, personIds: readonly string[], now: Date): Promise<NameOf> {
  const staff = await listStaff(connection, { ids: [...new Set(personIds)] }, now);
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  return (id) => ({ id, name: names.get(id) ?? '–' });
}
