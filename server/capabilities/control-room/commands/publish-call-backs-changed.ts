import type { Work } from '#platform/database/transaction';
import type { ControlRoomContext } from '../context.ts';

/** The list changed: open desks read it again. No entry travels, so none can reach a desk that may not see it. */
export async function publishCallBacksChanged(
  { eventLog }: Pick<ControlRoomContext, 'eventLog'>,
  work: Work,
): Promise<void> {
  await eventLog.append(work, 'call-backs-changed', {});
}
