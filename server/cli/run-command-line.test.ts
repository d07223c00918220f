import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadJurisdiction } from '#capabilities/jurisdiction';
import { createTestDatabase } from '#support/test-database';
import { importAgenciesCommand } from './import-agencies.ts';
import { importBoundariesCommand } from './import-boundaries.ts';
import { runCommandLine } from './run-command-line.ts';

const { db, url } = await createTestDatabase();
const folder = await mkdtemp(join(tmpdir(), 'ess-cli-'));

async function run(...args: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const surroundings = { env: { DATABASE_URL: url }, writeLine: (line: string) => void lines.push(line) };
  const code = await runCommandLine([importAgenciesCommand, importBoundariesCommand], args, surroundings);
  return { code, said: lines.join('\n') };
}

async function write(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

test('agencies are imported, a running process sees them when it refreshes, and twice is once', async () => {
  const jurisdiction = await loadJurisdiction(db);
  const file = await write('agencies.csv', 'code,kind,name_th,lat,lng\nST-1,station,สภ.ตัวอย่าง,16.8,100.2\n');
  expect(await run('import-agencies', file, '--english')).toEqual({
    code: 0,
    said: '1 added, 0 changed, 0 unchanged; 0 areas written',
  });
  expect(jurisdiction.findAgencyByCode('ST-1')).toBeUndefined();
  await jurisdiction.refresh();
  expect(jurisdiction.findAgencyByCode('ST-1')?.nameTh).toBe('สภ.ตัวอย่าง');
  const edition = jurisdiction.findAgencyByCode('ST-1');
  expect((await run('import-agencies', file)).said).toContain('เพิ่ม 0 แก้ไข 0 คงเดิม 1');
  await jurisdiction.refresh();
  expect(jurisdiction.findAgencyByCode('ST-1')).toBe(edition);
});

test('a refused file is explained line by line, in Thai unless asked otherwise', async () => {
  const file = await write('bad.csv', 'code,kind,name_th,lat,lng\nST-2,station,ก,16.8,x\nST-3,castle,ข,16.8,100\n');
  const thai = await run('import-agencies', file);
  expect(thai.code).toBe(1);
  expect(thai.said.split('\n')).toEqual([
    'บรรทัด 2: lng: "x" ไม่ใช่องศาทศนิยม',
    'บรรทัด 3: kind: ไม่รู้จัก "castle"',
    'ไม่นำเข้า: พบ 2 จุดที่ต้องแก้ และยังไม่มีการบันทึกใด ๆ',
  ]);
  expect((await run('import-agencies', file, '--english')).said).toContain('line 3: kind: "castle" is unknown');
});

test('boundaries are checked against the tables, also on a database that no server has used yet', async () => {
  const geometry = '{"type":"Polygon","coordinates":[[[100.2,16.8],[100.3,16.8],[100.3,16.9],[100.2,16.8]]]}';
  const boundary = (code: string) =>
    `{"type":"FeatureCollection","features":[{"properties":{"code":"${code}"},"geometry":${geometry}}]}`;
  const unknown = await run('import-boundaries', await write('unknown.json', boundary('99')), '--english');
  expect(unknown).toEqual({
    code: 1,
    said: 'feature 1 (99): the administrative code 99 is unknown\nrefused: 1 problems, nothing was written',
  });
  const file = await write('known.json', boundary('650101'));
  const known = await run('import-boundaries', file, '--english', '--attribution', 'Source A');
  expect(known).toEqual({ code: 0, said: '1 boundaries read, 1 written; shown with: Source A' });
});

test.each([
  ['no command', []],
  ['an unknown command', ['export-agencies']],
  ['no file', ['import-agencies']],
  ['two files', ['import-agencies', 'a.csv', 'b.csv']],
  ['an unknown option', ['import-boundaries', 'a.json', '--force']],
])('%s: the usage is shown', async (_, args) => {
  const { code, said } = await run(...args);
  expect(code).toBe(2);
  expect(said).toContain('usage: npm run ess -- ');
});

test('a file that is not there is one clear line', async () => {
  expect(await run('import-agencies', '/nowhere/a.csv')).toEqual({
    code: 1,
    said: 'jurisdiction/file-unreadable: there is no file /nowhere/a.csv',
  });
});

test('a wrong database address is named, not shown', async () => {
  const lines: string[] = [];
  const file = await write('good.csv', 'code,kind,name_th,lat,lng\nST-1,station,ก,16.8,100.2\n');
  const surroundings = { env: { DATABASE_URL: 'mysql://secret' }, writeLine: (line: string) => void lines.push(line) };
  expect(await runCommandLine([importAgenciesCommand], ['import-agencies', file], surroundings)).toBe(1);
  expect(lines.join('\n')).toBe('server/not-configured: wrong in the environment: DATABASE_URL');
});
