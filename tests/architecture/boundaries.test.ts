import { expect, test } from 'vitest';
import configuration from '../../.dependency-cruiser.mjs';
import { cruiseProject } from '../../scripts/cruise-project.ts';

// That the project itself keeps the rule is a step of `npm run check`, with which `npm test` begins.
const bad = await cruiseProject('tests/architecture/bad-project');

test('the check really reads the project, # paths and type-only imports included', async () => {
  const { modules, summary } = await cruiseProject('.');
  expect(summary.totalCruised).toBeGreaterThan(0);
  const eventMap = modules.find(({ source }) => source === 'server/events/event-map.ts');
  expect(eventMap?.dependencies).toContainEqual(
    expect.objectContaining({
      module: '#platform/events/event-bus',
      resolved: 'server/platform/events/event-bus.ts',
      dependencyTypes: expect.arrayContaining(['type-only']),
    }),
  );
});

test('in the bad project every rule fires', () => {
  const fired = new Set(bad.summary.violations.map(({ rule }) => rule.name));
  expect([...fired].sort()).toEqual(configuration.forbidden.map(({ name }) => name).sort());
});

test('a circle of types alone is one too', () => {
  const inCircles = bad.summary.violations.filter(({ rule }) => rule.name === 'no-circle').map(({ from }) => from);
  expect(inCircles).toContain('contract/report.ts');
});

test('every rule says what to do', () => {
  for (const { name, comment } of configuration.forbidden) expect(comment, name).toMatch(/\S+ \S+.*\.$/);
});

test('a project without a single module is a failure, not a success', async () => {
  await expect(cruiseProject('docs')).rejects.toThrow('read no module');
});
