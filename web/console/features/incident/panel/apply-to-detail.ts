import type { IncidentDetail } from '#contract/incident';
import type { LiveEvent } from '#contract/live';

/** `isStale`: timeline, positions or permitted actions changed too, which only the server knows. */
export function applyToDetail(detail: IncidentDetail, event: LiveEvent): { detail: IncidentDetail; isStale: boolean } {
  if (event.event === 'incident-changed') {
    if (event.incident.version < detail.incident.version) return { detail, isStale: false };
    return { detail: { ...detail, incident: event.incident }, isStale: true };
  }
  if (event.event === 'chat-message') {
    const known = detail.messages.some(({ id }) => id === event.message.id);
    const messages = known
      ? detail.messages.map((message) => (message.id === event.message.id ? event.message : message))
      : [...detail.messages, event.message].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    // A live event has no link to its file: links are issued to one person, in the incident's own answer.
    const hasFile = event.message.attachment !== null && event.message.attachment.refusal === null;
    return { detail: { ...detail, messages }, isStale: hasFile };
  }
  return { detail, isStale: false };
}
