import { postJson } from '../../api/request.ts';

/** Apart from the other calls, so that the first load carries this one and none of the pages' schemas. */
export const CHANNELS_KEY = ['alerting'] as const;

/** Says that my screen showed these alarms, or that I have read this notice. */
export async function markSeen(seen: { incidentIds?: string[]; notificationId?: string }): Promise<void> {
  await postJson('/api/v1/me/notifications/seen', seen);
}
