import type { IncidentQueue, IncidentSummary, UnfinishedReport } from '#contract/incident';
import { isOpen } from '#contract/incident-status';
import type { LiveEvent } from '#contract/live';

/**
 * The open incidents of my area. Rows keep their identity until they change, so that only changed rows are drawn again.
 */
export type QueueState = {
  incidents: ReadonlyMap<string, IncidentSummary>;
  unfinished: ReadonlyMap<string, UnfinishedReport>;
};

export const EMPTY_QUEUE: QueueState = { incidents: new Map(), unfinished: new Map() };

/** Applies a snapshot; a row that is already newer here (from a live event) stays. */
export function takeSnapshot(before: QueueState, queue: IncidentQueue): QueueState {
  const incidents = new Map<string, IncidentSummary>();
  for (const incident of queue.incidents) {
    const known = before.incidents.get(incident.id);
    incidents.set(incident.id, known && known.version > incident.version ? known : incident);
  }
  return { incidents, unfinished: new Map(queue.unfinished.map((report) => [report.reportId, report])) };
}

/** Applies one event to one row. Returns the same object if nothing changed. */
export function applyEvent(state: QueueState, event: LiveEvent): QueueState {
  switch (event.event) {
    case 'incident-changed':
      return applyIncident(state, event.incident);
    case 'incident-gone':
      return state.incidents.has(event.incidentId)
        ? { ...state, incidents: without(state.incidents, event.incidentId) }
        : state;
    case 'report-unfinished':
      return { ...state, unfinished: new Map(state.unfinished).set(event.report.reportId, event.report) };
    case 'report-finished':
      return state.unfinished.has(event.reportId)
        ? { ...state, unfinished: without(state.unfinished, event.reportId) }
        : state;
    default:
      return state;
  }
}

/** A version older than the one shown is outdated (an answer and its event may cross) and is ignored. */
export function applyIncident(state: QueueState, incident: IncidentSummary): QueueState {
  const known = state.incidents.get(incident.id);
  if (known && known.version > incident.version) return state;
  if (isOpen(incident.status)) return { ...state, incidents: new Map(state.incidents).set(incident.id, incident) };
  return known ? { ...state, incidents: without(state.incidents, incident.id) } : state;
}

function without<V>(map: ReadonlyMap<string, V>, key: string): Map<string, V> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
