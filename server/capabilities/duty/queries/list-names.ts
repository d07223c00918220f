import { listStaff } from '#capabilities/access';
import type { Connection } from '#platform/database/database';
import type { NameOf } from '../show.ts';

/** The limit of one `listStaff` call. */
const BATCH = 200;

/** The names of these people. */
export async function listNames(connection: Connection, personIds: readonly string[], now: Date): Promise<NameOf> {
  const ids = [...new Set(personIds)];
  const names = new Map<string, string>();
  for (let from = 0; from < ids.length; from += BATCH) {
    const staff = await listStaff(connection, { ids: ids.slice(from, from + BATCH) }, now);
    for (const { id, name } of staff) names.set(id, name);
  }
  return (id) => ({ id, name: names.get(id) ?? '–' });
}
