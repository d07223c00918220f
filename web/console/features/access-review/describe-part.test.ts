import { globSync, readFileSync } from 'node:fs';
import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { aPart } from './a-viewer.ts';
import { describePart } from './describe-part.ts';

/** The page does not show them. */
const SYSTEM_ACTIONS = ['incident/question-unanswered', 'care/send-welfare-check'];

test('everything recorded about an incident has a text, not only its code', () => {
  const sources = globSync('server/capabilities/**/*.ts', { exclude: (path) => path.endsWith('.test.ts') });
  const recorded = sources.flatMap((path) => {
    const source = readFileSync(path, 'utf8');
    const written = source.matchAll(/(?:view|action): '([a-z]+\/[a-z-]+)',\s*subject(?:Kind)?: 'incident'/g);
    const changes = source.matchAll(/auditChange\([^;]*?\bkind: '([a-z-]+)'/g);
    return [...[...written].map(([, action]) => action ?? ''), ...[...changes].map(([, kind]) => `incident/${kind}`)];
  });
  expect(new Set(recorded).size).toBeGreaterThan(18);
  const t = ((key: string) => `text ${key}`) as unknown as TFunction;
  const withoutText = recorded.filter(
    (action) => !SYSTEM_ACTIONS.includes(action) && !describePart(aPart(action), t).startsWith('text '),
  );
  expect(withoutText).toEqual([]);
});
