import { postJson } from '../../api/request.ts';

/** Separate from the other calls, so that the first load does not contain the schemas of the pages. */
export const CHANNELS_KEY = ['alerting'] as const;

/** Records that the screen showed these alarms, or that the person has read this notification. */
export async function markSeen(seen: { incidentIds?: string[]; notificationId?: string }): Promise<void> {
  await postJson('/api/v1/me/notifications/seen', seen);
}
