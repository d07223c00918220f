import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isProof, listNamedPaths } from './named-paths.ts';

const STATES = ['met', 'partly', 'open', 'open: building', 'not applicable'];

type Row = { id: string; level: string; what: string; state: string; where: string; proof: string };

/** The rows of the document's tables: number, level, what is asked, state, where or why, shown by. */
function listRows(document: string): Row[] {
  return [...document.matchAll(/^\| (V\d+\.\d+\.\d+) \|(.*)\|$/gm)].map(([, id = '', rest = '']) => {
    const [level = '', what = '', state = '', where = '', proof = ''] = rest.split('|').map((cell) => cell.trim());
    return { id, level, what, state, where, proof };
  });
}

/** Number and level of what is asked at levels 1 and 2. */
function listAsked(file: string): { id: string; level: string }[] {
  return [...file.matchAll(/^(V[\d.]+),([12])$/gm)].map(([, id = '', level = '']) => ({ id, level }));
}

/** Asked and not answered, answered twice, or answered and not asked at this level. */
function compareNumbers(asked: { id: string; level: string }[], rows: Row[]): string[] {
  const missing = asked.filter(({ id, level }) => !rows.some((row) => row.id === id && row.level === level));
  const twice = rows.filter((row, index) => rows.findIndex(({ id }) => id === row.id) !== index);
  const foreign = rows.filter(({ id }) => !asked.some((each) => each.id === id));
  return [
    ...missing.map(({ id, level }) => `${id} (level ${level}) has no row`),
    ...twice.map(({ id }) => `${id} stands twice`),
    ...foreign.map(({ id }) => `${id} is not asked`),
  ];
}

/** What a row promises and does not keep. */
function findEmptyPromises(rows: Row[], exists: (path: string) => boolean): string[] {
  return rows.flatMap(({ id, what, state, where, proof }) => {
    const [places, proofs] = [listNamedPaths(where), listNamedPaths(proof)];
    const faults = [...places, ...proofs].filter((path) => !exists(path)).map((path) => `${path} does not exist`);
    if (!STATES.includes(state)) faults.push(`"${state}" is no state`);
    if (what === '' || where === '') faults.push('says too little');
    if (state === 'met' && places.length === 0) faults.push('met, and does not say where');
    if (state === 'met' && !proofs.some(isProof)) faults.push('met, and no test shows it');
    return faults.map((fault) => `${id}: ${fault}`);
  });
}

/** The line at the document's top. */
function sayCounts(rows: Row[]): string {
  const counts = STATES.map((state) => `${state} ${rows.filter((row) => row.state === state).length}`);
  return `**${counts.join(' · ')} · together ${rows.length}**`;
}

const document = readFileSync('docs/privacy/asvs.md', 'utf8');
const rows = listRows(document);

test('every requirement of levels 1 and 2 has one row', () => {
  expect(compareNumbers(listAsked(readFileSync('docs/privacy/asvs-levels.csv', 'utf8')), rows)).toEqual([]);
});

test('what is met says where, and which test shows it', () => {
  expect(findEmptyPromises(rows, existsSync)).toEqual([]);
});

test('the counts at the top are those of the rows', () => {
  expect(document).toContain(sayCounts(rows));
});

test('a row that is missing, doubled, foreign or empty is found', () => {
  const asked = [
    { id: 'V1.1.1', level: '2' },
    { id: 'V1.1.2', level: '2' },
  ];
  const row = '| V1.1.1 | 2 | decode once | met | `server/a.ts` | `server/a.test.ts` |';
  const found = listRows(`${row}\n${row}\n| V9.9.9 | 3 | x | done | y | |`);
  expect(compareNumbers(asked, found)).toEqual([
    'V1.1.2 (level 2) has no row',
    'V1.1.1 stands twice',
    'V9.9.9 is not asked',
  ]);
  expect(findEmptyPromises(found.slice(0, 1), () => true)).toEqual([]);
  expect(findEmptyPromises(found.slice(1), () => false)).toEqual([
    'V1.1.1: server/a.ts does not exist',
    'V1.1.1: server/a.test.ts does not exist',
    'V9.9.9: "done" is no state',
  ]);
  const unproven = listRows('| V1.1.1 | 2 | decode once | met | here | `server/a.ts` |');
  expect(findEmptyPromises(unproven, () => true)).toEqual([
    'V1.1.1: met, and does not say where',
    'V1.1.1: met, and no test shows it',
  ]);
});
