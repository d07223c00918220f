import { expect, test } from 'vitest';
import winners from '../../contract/texts/winners.th.json' with { type: 'json' };
import { isTest, readSources } from './read-project.ts';

test('whoever may have won is named in a text: every action that a refusal names by `lostTo`', () => {
  const files = readSources('server/**/*.ts').filter(({ path, text }) => !isTest(path) && /\blostTo\b/.test(text));
  expect(files.length).toBeGreaterThan(10);
  const actions = files.flatMap(({ text }) => [
    ...[...text.matchAll(/(?:actions(?: =|:)|STEPS =) \[([^\]]*)\]/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/'([a-z-]+(?:\/[a-z-]+)?)'/g)].map(([, action = '']) =>
        action.includes('/') ? action : `incident/${action}`,
      ),
    ),
    ...[...text.matchAll(/named\(([^.)]*)\)/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/'([a-z-]+)'/g)].map(([, kind]) => `incident/${kind}`),
    ),
  ]);
  expect(actions.length).toBeGreaterThan(40);
  expect([...new Set(actions)].filter((action) => !Object.hasOwn(winners, action))).toEqual([]);
});
