import type { Work } from '#platform/database/transaction';
import type { UnitsContext } from '../context.ts';
import { findOrderedUnit } from '../store/order-rows.ts';

/** Makes open consoles of the unit's branch and its crew's phones read the unit again. */
export async function publishUnitChanged({ events }: UnitsContext, work: Work, unitId: string): Promise<void> {
  await events.publish(work, 'unit-changed', { unitId });
}

/** An order was seen or acknowledged: consoles that show its unit read it again. */
export async function publishOrderChanged(context: UnitsContext, work: Work, alertId: string): Promise<void> {
  const unitId = await findOrderedUnit(work.tx, alertId);
  if (unitId) await publishUnitChanged(context, work, unitId);
}
