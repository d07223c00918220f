import type { Unusual } from '#contract/access-review';
import type { Part, Viewer } from './views.ts';

const AT = '2026-11-21T02:00:00.000Z';

export function aPart(action: string, kind: Part['kind'] = 'view', times = 1, reasons: string[] = []): Part {
  return { action, kind, times, reasons };
}

/** A viewer with one view, for tests. */
export function aViewer(
  name: string,
  { unusual = [], parts = [aPart('incident/view')] }: Partial<ViewerFacts> = {},
): Viewer {
  return {
    person: { id: `id of ${name}`, name, serves: [] },
    unusual,
    visits: [{ firstAt: AT, lastAt: AT, from: '192.0.2.7', session: 'a1b2c3', parts }],
  };
}

type ViewerFacts = { unusual: Unusual[]; parts: Part[] };
