/** What the address asks for. On a wide screen queue, map and incident stand side by side; on a phone one at a time. */
export type View =
  | { name: 'queue' }
  | { name: 'map' }
  | { name: 'incident'; incidentId: string }
  /** Who looked at an incident, from whom it is kept, who is invited to it. */
  | { name: 'visibility'; incidentId: string; part: (typeof VISIBLE_PARTS)[number] }
  | { name: 'unusual-views' }
  | { name: 'aftercare' }
  | { name: 'duty' }
  | { name: 'readiness' }
  | { name: 'system-alerts' }
  /** What each patrol unit is doing. */
  | { name: 'units' }
  /** Of 191, the province and the nation: all at a glance, a call (or a report to complete), whom to call, the wall. */
  | { name: 'area' }
  | { name: 'calls'; reportId?: string }
  | { name: 'call-backs' }
  | { name: 'wall' }
  | { name: 'account' }
  | { name: 'escalation-policies' }
  /** How I am alerted; the groups and gateways of my agency. */
  | { name: 'channels' }
  | { name: 'station-channels' }
  /** The people of one agency; without one, of the first that the person may look at. */
  | { name: 'people'; agencyId?: string }
  /** Where an organisation's own sign-in sends people back to. */
  | { name: 'sign-in' }
  /** Pages behind a link that was handed over; the token stands after `#`, which no server sees. */
  | { name: 'invitation' }
  | { name: 'new-password' }
  | { name: 'not-found' };

const BASE = '/console';
const VISIBLE_PARTS = ['views', 'conflicts', 'guests'] as const;
const PLAIN = [
  'map',
  'unusual-views',
  'aftercare',
  'duty',
  'readiness',
  'system-alerts',
  'units',
  'area',
  'calls',
  'call-backs',
  'wall',
  'account',
  'escalation-policies',
  'channels',
  'station-channels',
  'people',
  'sign-in',
  'invitation',
  'new-password',
] as const;

/** `path` with or without the base. */
export function viewOf(path: string): View {
  const [name = '', id, below, ...rest] = path.replace(BASE, '').split('/').filter(Boolean);
  const part = VISIBLE_PARTS.find((known) => known === below);
  if (name === 'incidents' && id && part && rest.length === 0) return { name: 'visibility', incidentId: id, part };
  if (below) return { name: 'not-found' };
  if (name === 'incidents' && id) return { name: 'incident', incidentId: id };
  if (name === 'calls' && id) return { name: 'calls', reportId: id };
  if (name === 'people' && id) return { name: 'people', agencyId: id };
  if (id) return { name: 'not-found' };
  if (name === '') return { name: 'queue' };
  const plain = PLAIN.find((known) => known === name);
  return plain ? { name: plain } : { name: 'not-found' };
}

/** Inside the base, as `goTo` wants it. */
export function pathOf(view: Exclude<View, { name: 'not-found' }>): string {
  if (view.name === 'incident') return `/incidents/${view.incidentId}`;
  if (view.name === 'visibility') return `/incidents/${view.incidentId}/${view.part}`;
  if (view.name === 'calls' && view.reportId) return `/calls/${view.reportId}`;
  if (view.name === 'people' && view.agencyId) return `/people/${view.agencyId}`;
  return view.name === 'queue' ? '/' : `/${view.name}`;
}
