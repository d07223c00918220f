import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AGENCY_KINDS } from '#contract/jurisdiction';
import { AGENCY_CODE, agencyPath, branchesOver, isInBranch, visibilityOf } from './agency.ts';
import { pathsOf } from './agency-tree.ts';

test.each([
  ['station', 'th.RTP.PP_65.ST_1', 'th.RTP.PP_65.ST_1'],
  ['provincial-police', 'th.RTP.PP_65', 'th.RTP.PP_65'],
  ['region', 'th.RTP.R6', 'th.RTP.R6'],
  ['centre-191', 'th.RTP.PP_65.C191', 'th.RTP.PP_65'],
  ['national-police', 'th.RTP', 'th'],
  ['national-desk', 'th.NDESK', 'th'],
  ['tambon-centre', 'th.NDESK.SO_65.TC_1', 'th.NDESK.SO_65.TC_1'],
  ['education-fund', 'th.EEF', 'th.EEF'],
  ['outreach-partner', 'th.OP_SHOPS', 'th.OP_SHOPS'],
] as const)('people of a %s at %s see %s', (kind, path, branch) => {
  expect(visibilityOf({ kind, path })).toBe(branch);
});

test('a 191 centre placed directly under the root by mistake does not see the country', () => {
  expect(visibilityOf({ kind: 'centre-191', path: 'th.C191' })).toBe('th.C191');
});

test('a branch contains a path by complete labels only', () => {
  expect(isInBranch('th.PP_6', 'th.PP_65')).toBe(false);
  expect(isInBranch('th.PP_65', 'th.PP_65')).toBe(true);
  expect(isInBranch('th.PP_65', 'th.PP_65.ST_1')).toBe(true);
  expect(isInBranch('th.PP_65.ST_1', 'th.PP_65')).toBe(false);
  expect(branchesOver('th.PP_65.ST_1')).toEqual(['th', 'th.PP_65', 'th.PP_65.ST_1']);
});

test('every agency sees itself, and only two kinds see everything', () => {
  for (const kind of AGENCY_KINDS) {
    const agency = { kind, path: 'th.A.B' };
    expect(isInBranch(visibilityOf(agency), agency.path)).toBe(true);
    expect(visibilityOf(agency) === 'th').toBe(kind === 'national-police' || kind === 'national-desk');
  }
});

test('two codes never give the same label', () => {
  const code = fc.stringMatching(AGENCY_CODE);
  fc.assert(
    fc.property(code, code, (one, other) => one === other || agencyPath(one) !== agencyPath(other)),
    { seed: 5 },
  );
});

test("every agency outside a circle has its parent's path and its own label", () => {
  const codes = ['A1', 'B1', 'C1', 'D1', 'E1', 'F1', 'G1'];
  const tree = fc
    .tuple(...codes.map(() => fc.constantFrom(null, ...codes)))
    .map((parents) => new Map(codes.map((code, at) => [code, parents[at] ?? null])));
  fc.assert(
    fc.property(tree, (parentOf) => {
      const { paths, inCycle } = pathsOf(parentOf);
      expect(new Set([...paths.keys(), ...inCycle])).toEqual(new Set(codes));
      expect(paths.size + inCycle.length).toBe(codes.length);
      for (const code of codes) {
        let up: string | null = code;
        for (let steps = 0; up !== null && steps <= codes.length; steps += 1) up = parentOf.get(up) ?? null;
        expect(inCycle.includes(code)).toBe(up !== null);
      }
      for (const [code, path] of paths) {
        const parent = parentOf.get(code);
        expect(path).toBe(agencyPath(code, parent ? paths.get(parent) : undefined));
      }
    }),
    { seed: 6, numRuns: 2000 },
  );
});
