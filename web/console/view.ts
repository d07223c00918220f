/** What the address asks for. On a wide screen queue, map and incident stand side by side; on a phone one at a time. */
export type View =
  | { name: 'queue' }
  | { name: 'map' }
  | { name: 'incident'; incidentId: string }
  | { name: 'operator' }
  | { name: 'not-found' };

const BASE = '/console';

/** `path` with or without the base. */
export function viewOf(path: string): View {
  const [name = '', id, ...rest] = path.replace(BASE, '').split('/').filter(Boolean);
  if (rest.length > 0) return { name: 'not-found' };
  if (name === 'incidents' && id) return { name: 'incident', incidentId: id };
  if (id) return { name: 'not-found' };
  if (name === '') return { name: 'queue' };
  return name === 'map' || name === 'operator' ? { name } : { name: 'not-found' };
}

/** Inside the base, as the router wants it. */
export function pathOf(view: Exclude<View, { name: 'not-found' }>): string {
  if (view.name === 'incident') return `/incidents/${view.incidentId}`;
  return view.name === 'queue' ? '/' : `/${view.name}`;
}
