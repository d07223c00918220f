import type { Work } from '#platform/database/transaction';
import type { PatrolContext } from '../context.ts';

/** Open consoles of the unit's branch, and its people's phones, look at it again. */
export async function tellConsoles({ eventLog }: PatrolContext, work: Work, unitId: string): Promise<void> {
  await eventLog.append(work, 'unit-changed', { unitId });
}
