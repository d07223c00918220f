import { expect, test } from 'vitest';
import winners from '../../contract/texts/winners.th.json' with { type: 'json' };
import { isTest, readSources } from './read-house.ts';

test('whoever may have won is said in words: every act that a refusal names by `lostTo`', () => {
  const files = readSources('server/**/*.ts').filter(({ path, text }) => !isTest(path) && /\blostTo\b/.test(text));
  expect(files.length).toBeGreaterThan(10);
  const acts = files.flatMap(({ text }) => [
    ...[...text.matchAll(/(?:acts(?: =|:)|STEPS =) \[([^\]]*)\]/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/'([a-z-]+(?:\/[a-z-]+)?)'/g)].map(([, act = '']) =>
        act.includes('/') ? act : `incident/${act}`,
      ),
    ),
    ...[...text.matchAll(/named\(([^.)]*)\)/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/'([a-z-]+)'/g)].map(([, kind]) => `incident/${kind}`),
    ),
  ]);
  expect(acts.length).toBeGreaterThan(40);
  expect([...new Set(acts)].filter((act) => !Object.hasOwn(winners, act))).toEqual([]);
});
