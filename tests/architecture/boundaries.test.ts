import { expect, test } from 'vitest';
import configuration from '../../.dependency-cruiser.mjs';
import { listBoundaryFindings } from '../../scripts/check-boundaries.ts';
import { cruiseProject } from '../../scripts/cruise-project.ts';

test('the project keeps the dependency rule', async () => {
  expect(await listBoundaryFindings('.')).toEqual([]);
});

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

test('in the bad project every rule fires', async () => {
  const { summary } = await cruiseProject('tests/architecture/bad-project');
  const fired = new Set(summary.violations.map(({ rule }) => rule.name));
  expect([...fired].sort()).toEqual(configuration.forbidden.map(({ name }) => name).sort());
});

test('a circle of types alone is one too', async () => {
  const { summary } = await cruiseProject('tests/architecture/bad-project');
  const inCircles = summary.violations.filter(({ rule }) => rule.name === 'no-circle').map(({ from }) => from);
  expect(inCircles).toContain('contract/report.ts');
});

test('every rule says what to do', () => {
  for (const { name, comment } of configuration.forbidden) expect(comment, name).toMatch(/\S+ \S+.*\.$/);
});

test('a project without a single module is a failure, not a success', async () => {
  await expect(cruiseProject('docs')).rejects.toThrow('read no module');
});
