import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isTest, listPlaces, type ProjectFile, readSources } from './read-project.ts';

/**
 * A schema's `parse` throws an error that is no fact: on what somebody sent it would be answered as our own failure
 * (500). What comes in by a route is checked by the route's schema; anything else is read by `safeParse`.
 */
const PARSE = /(?<!\b(?:JSON|Date))\.parse(?:Async)?\(/g;
/** These read files that we ship, at the start: wrong, they must stop it. */
const OWN_FILES =
  /^server\/capabilities\/(?:(?:access|care|duty|help|recognition|self-reliance|services|units)\/(?:store\/|store-)demo-\w+|care\/(?:clocks\/clock-rules|early-notification|record\/danger-tools|record\/working-days|work\/work-rules)|(?:eef|referral)\/rules|referral\/codings|help\/(?:help-rules|working-days)|self-reliance\/family-rules|services\/directory-rules|incident\/fairness\/clauses|intake\/store-past-reports|outreach\/(?:record\/store\/demo-placements|events\/store\/demo-events|materials\/material-sizes))\.ts$|^server\/platform\/keeping\.ts$/;

const find = (files: ProjectFile[]) =>
  files.filter(({ path }) => !isTest(path) && !OWN_FILES.test(path)).flatMap((file) => listPlaces(file, PARSE));

test('no schema throws at what somebody sent', () => {
  expect(find(readSources('server/**/*.ts'))).toEqual([]);
});

test('data that an operator may change is checked when the server starts', () => {
  const read = readSources('server/**/*.ts').flatMap(({ path, text }) =>
    [...text.matchAll(/import (\w+) from '[^']*\/reference-data\/[\w-]+\.json'/g)].map(([, name]) => ({
      place: `${path}: ${name}`,
      isChecked: isTest(path) || text.includes(`.parse(${name})`) || text.includes(`readKeeping(${name}, `),
    })),
  );
  expect(read.length).toBeGreaterThan(5);
  expect(read.flatMap(({ place, isChecked }) => (isChecked ? [] : place))).toEqual([]);
});

test('the rule fires on the bad line, and not on what only looks like it', () => {
  const bad = readFileSync('tests/architecture/bad-project/server/capabilities/incident/routes.ts', 'utf8');
  const path = 'server/capabilities/incident/routes.ts';
  expect(find([{ path, text: bad }])).toEqual([expect.stringContaining('.parse(')]);
  expect(find([{ path, text: 'JSON.parse(text); Date.parse(day); KEY.safeParse(key); parse(body)' }])).toEqual([]);
  expect(find([{ path, text: 'z.string().min(1).parse(header)' }])).toHaveLength(1);
});
