import type { Unusual } from '#contract/looks';
import type { Looker, Part } from './looks.ts';

const AT = '2026-11-21T02:00:00.000Z';

export function aPart(act: string, kind: Part['kind'] = 'look', times = 1, reasons: string[] = []): Part {
  return { act, kind, times, reasons };
}

/** Somebody who looked once, for tests. */
export function aLooker(name: string, { unusual = [], parts = [aPart('incident/look')] }: Partial<Wish> = {}): Looker {
  return {
    person: { id: `id of ${name}`, name, serves: [] },
    unusual,
    visits: [{ firstAt: AT, lastAt: AT, from: '192.0.2.7', session: 'a1b2c3', parts }],
  };
}

type Wish = { unusual: Unusual[]; parts: Part[] };
