import type { LogEntry } from '#events/event-map';

/** Above this a board is read whole: about as quick. */
const MOST_CHANGED = 200;

/**
 * Of each kind of entry, the incident whose row on a board it may have changed: undefined for none. A row is whatever the
 * live stream sends again for the same entries.
 */
const CHANGED_BY: {
  [Type in LogEntry['type']]: (body: Extract<LogEntry, { type: Type }>['body']) => string | undefined;
} = {
  'incident-changed': ({ incidentId }) => incidentId,
  'incident-gone': ({ incidentId }) => incidentId,
  'chat-message': ({ incidentId }) => incidentId,
  'people-alerted': ({ incidentId }) => incidentId ?? undefined,
  'report-unfinished': () => undefined,
  'unfinished-report-changed': () => undefined,
  'web-report-changed': () => undefined,
  'report-finished': () => undefined,
  'unit-changed': () => undefined,
  'case-changed': () => undefined,
  'case-gone': () => undefined,
  'early-notification-changed': () => undefined,
  'referral-changed': () => undefined,
  'help-request-changed': () => undefined,
  'call-backs-changed': () => undefined,
  'system-alert': () => undefined,
  'system-alert-resolved': () => undefined,
};

/**
 * The incidents to read again so that a board holds what these entries say; undefined where all have to be read: too many,
 * or an entry of a kind that only a newer server knows, which runs beside this one.
 */
export function changedIncidents(entries: LogEntry[]): string[] | undefined {
  const changed = new Set<string>();
  for (const { type, body } of entries) {
    const changedBy = CHANGED_BY[type] as ((body: LogEntry['body']) => string | undefined) | undefined;
    if (!changedBy) return undefined;
    const id = changedBy(body);
    if (id !== undefined) changed.add(id);
  }
  return changed.size > MOST_CHANGED ? undefined : [...changed];
}
