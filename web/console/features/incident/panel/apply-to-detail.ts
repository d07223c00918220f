import type { IncidentDetail } from '#contract/incident';
import type { LiveEvent } from '#contract/live';

/** `isStale`: timeline, positions or permitted acts changed too, which only the server can tell. */
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
    // A live event comes without a link to its file: links are made for one person, in the incident's own answer.
    const hasFile = event.message.attachment !== null && event.message.attachment.refusal === null;
    return { detail: { ...detail, messages }, isStale: hasFile };
  }
  return { detail, isStale: false };
}
