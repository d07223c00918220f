import type { OwnNumber } from '#contract/access-people';
import type { Connection } from '#platform/database/database';
import type { Actor } from '../actor.ts';
import { selectOwnNumbers } from '../store-people.ts';

/** The private numbers of oneself, by their last digits. */
export async function listOwnNumbers(connection: Connection, actor: Actor): Promise<{ numbers: OwnNumber[] }> {
  return { numbers: await selectOwnNumbers(connection, actor.userId) };
}
