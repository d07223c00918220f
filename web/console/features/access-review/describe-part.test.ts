import { globSync, readFileSync } from 'node:fs';
import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { aPart } from './a-viewer.ts';
import { describePart } from './describe-part.ts';

/** Acts of no person: nobody is shown with them. */
const OF_NOBODY = ['incident/question-unanswered', 'control-room/welfare-check'];

test('whatever is recorded about an incident is said in words, not by its code', () => {
  const sources = globSync('server/capabilities/**/*.ts', { exclude: (path) => path.endsWith('.test.ts') });
  const recorded = sources.flatMap((path) => {
    const source = readFileSync(path, 'utf8');
    return [...source.matchAll(/(?:look|act): '([a-z]+\/[a-z-]+)',\s*subject(?:Kind)?: 'incident'/g)].map(
      ([, action]) => action ?? '',
    );
  });
  expect(new Set(recorded).size).toBeGreaterThan(12);
  const t = ((key: string) => `said ${key}`) as unknown as TFunction;
  const mute = recorded.filter(
    (action) => !OF_NOBODY.includes(action) && !describePart(aPart(action), t).startsWith('said '),
  );
  expect(mute).toEqual([]);
});
