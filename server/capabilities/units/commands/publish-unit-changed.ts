import type { Work } from '#platform/database/transaction';
import type { UnitsContext } from '../context.ts';
import { findOrderedUnit } from '../store/order-rows.ts';

/** Open consoles of the unit's branch, and its people's phones, look at it again. */
export async function publishUnitChanged({ eventLog }: UnitsContext, work: Work, unitId: string): Promise<void> {
  await eventLog.append(work, 'unit-changed', { unitId });
}

/** An order was seen or acknowledged: consoles that show its unit look again. */
export async function publishOrderChanged(context: UnitsContext, work: Work, alertId: string): Promise<void> {
  const unitId = await findOrderedUnit(work.tx, alertId);
  if (unitId) await publishUnitChanged(context, work, unitId);
}
