import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordView, sealEntries } from '#capabilities/audit';
import { rows, sql } from '#platform/database/database';
import { createTestDatabase } from '#support/test-database';
import { auditExportCommand } from './audit-export.ts';
import { auditRootCommand } from './audit-root.ts';
import { auditVerifyCommand } from './audit-verify.ts';
import { importAgenciesCommand } from './import-agencies.ts';
import { runCommandLine } from './run-command-line.ts';

const { db, url } = await createTestDatabase();
const folder = await mkdtemp(join(tmpdir(), 'ess-cli-'));
const at = new Date('2026-11-20T03:00:00Z');
const by = { actorKind: 'person', actorId: 'officer-1', from: '192.0.2.1', sessionId: 's', at } as const;
for (const subjectId of ['a', 'b', 'c', 'd', 'e']) {
  await recordView(db, { ...by, action: 'incident/view', subjectKind: 'incident', subjectId });
}
await sealEntries(db, { now: () => at });

async function run(line: string, env: Record<string, string> = { DATABASE_URL: url }) {
  const said: string[] = [];
  const commands = [auditExportCommand, auditRootCommand, auditVerifyCommand, importAgenciesCommand];
  const code = await runCommandLine(commands, line.split(' '), { env, writeLine: (line) => void said.push(line) });
  return { code, said: said.join('\n') };
}
async function write(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}
const WITHOUT_DATABASE = { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' };

test("an outsider's copy is checked without any database, against a signed root", async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const root = await run('audit root --day 2026-11-20', { DATABASE_URL: url, AUDIT_SIGNING_KEY: pem });
  expect(root.said).toMatch(
    /^ess-audit-root\/1 2026-11-20 lastSeq=5 seals=5 hash=\w{64} root=\w{64} signature=[\w-]+$/,
  );
  const roots = await write('roots.txt', `${root.said}\n`);
  const key = await write('key.pem', publicKey.export({ type: 'spki', format: 'pem' }).toString());
  const copy = join(folder, 'copy.jsonl');
  expect((await run(`audit export ${copy}`)).code).toBe(0);
  const whole = await run(`audit verify ${copy} --roots ${roots} --key ${key} --english`, WITHOUT_DATABASE);
  expect(whole.said).toContain('1 published roots fit');
  expect(whole.code).toBe(0);
  expect(await run(`audit export ${copy}`)).toMatchObject({ code: 1 });

  const lines = (await readFile(copy, 'utf8')).trimEnd().split('\n');
  const verify = async (name: string, changed: string[]) =>
    run(`audit verify ${await write(name, changed.join('\n'))} --english`, WITHOUT_DATABASE);
  const altered = lines.map((line, place) => (place === 3 ? line.replace('officer-1', 'officer-2') : line));
  expect(await verify('altered', altered)).toMatchObject({
    code: 1,
    said: expect.stringContaining('WRONG seq 3, entry 3'),
  });
  expect(await verify('deleted', lines.toSpliced(3, 1))).toMatchObject({
    said: expect.stringContaining('WRONG seq 3'),
  });
  expect(await verify('inserted', lines.toSpliced(3, 0, lines[2] ?? ''))).toMatchObject({
    code: 1,
    said: expect.stringContaining('seq 3'),
  });
  expect(await verify('cut', lines.slice(0, 4))).toMatchObject({ code: 1, said: expect.stringContaining('cut-off') });
  expect(await verify('garbage', [...lines.slice(0, 2), '{"x":1}'])).toMatchObject({
    code: 1,
    said: 'WRONG at line 3: not readable',
  });
  const forged = await write('forged.txt', root.said.replace('seals=5', 'seals=4'));
  expect((await run(`audit verify ${copy} --roots ${forged} --key ${key}`, WITHOUT_DATABASE)).said).toContain(
    'audit/signature-wrong',
  );
});

test('the database itself is checked, and a wrong place ends with exit code 1', async () => {
  expect(await run('audit verify --english')).toMatchObject({
    code: 0,
    said: expect.stringContaining('whole: 5 entries'),
  });
  await sql`ALTER TABLE audit.entries DISABLE TRIGGER ALL`.execute(db);
  await sql`UPDATE audit.entries SET actor_id = 'officer-2' WHERE id = 2`.execute(db);
  expect(await run('audit verify')).toEqual({
    code: 1,
    said: 'พบสิ่งผิดปกติ seq 2, entry 2: รายการถูกแก้ไข (entry-altered)',
  });
  await sql`UPDATE audit.entries SET actor_id = 'officer-1' WHERE id = 2`.execute(db);
  await sql`ALTER TABLE audit.entries ENABLE ALWAYS TRIGGER entries_await_seal, ENABLE ALWAYS TRIGGER entries_never_change`.execute(
    db,
  );
});

test('an end cut off before a root was published is found by an earlier copy, and by lines of a log', async () => {
  const { db: other, url: otherUrl } = await createTestDatabase();
  const here = { DATABASE_URL: otherUrl };
  const auditEvent = { ...by, action: 'incident/view', subjectKind: 'incident' };
  for (const subjectId of ['a', 'b', 'c', 'd']) await recordView(other, { ...auditEvent, subjectId });
  await sealEntries(other, { now: () => at });
  const copy = join(folder, 'earlier.jsonl');
  await run(`audit export ${copy}`, here);
  // The export is an entry itself, and sealed by nobody yet: the copy ends before it.
  await sealEntries(other, { now: () => at });
  const last = JSON.parse((await readFile(copy, 'utf8')).trimEnd().split('\n').at(-1) ?? '').end;
  const line = (hash: string) =>
    `{"level":30,"msg":"ess-audit-tail/1 day=2026-11-20 seq=${last.seals} hash=${hash}"}\n`;
  const log = await write('tails.log', line(last.hash));
  for (const earlier of [copy, log]) {
    expect(await run(`audit verify --since ${earlier} --english`, here)).toMatchObject({ code: 0 });
  }
  const own = await run(`audit verify ${copy} --since ${log} --english`, WITHOUT_DATABASE);
  expect(own.code).toBe(0);

  // By itself everything fits: whoever owns the database took the end away, seals and all.
  await sql`ALTER TABLE audit.entries DISABLE TRIGGER ALL`.execute(other);
  await sql`ALTER TABLE audit.seals DISABLE TRIGGER ALL`.execute(other);
  await sql`DELETE FROM audit.seals WHERE seq > 2`.execute(other);
  await sql`DELETE FROM audit.entries WHERE id > 2`.execute(other);
  expect(await run('audit verify --english', here)).toMatchObject({ code: 0 });
  for (const earlier of [copy, log]) {
    const found = await run(`audit verify --since ${earlier} --english`, here);
    expect(found).toMatchObject({ code: 1, said: expect.stringContaining('WRONG seq 3: the end is missing') });
  }
  // And wrote others in its place.
  await sql`ALTER TABLE audit.entries ENABLE ALWAYS TRIGGER entries_await_seal`.execute(other);
  for (const subjectId of ['e', 'f', 'g']) await recordView(other, { ...auditEvent, subjectId });
  await sealEntries(other, { now: () => at });
  expect(await run('audit verify --english', here)).toMatchObject({ code: 0 });
  const anew = await run(`audit verify --since ${copy} --english`, here);
  expect(anew).toMatchObject({ code: 1, said: expect.stringContaining('WRONG seq 3: differs from what was kept') });
  expect(await run(`audit verify --since ${log} --english`, here)).toMatchObject({ code: 1 });
});

test('an earlier copy that is not whole is no proof, and is refused', async () => {
  const copy = join(folder, 'kept.jsonl');
  await run(`audit export ${copy}`);
  const lines = (await readFile(copy, 'utf8')).trimEnd().split('\n');
  const broken = {
    cut: lines.slice(0, -1),
    strange: lines.with(2, 'nothing'),
    empty: [''],
    log: ['{"level":30,"msg":"something else"}'],
  };
  for (const [name, text] of Object.entries(broken)) {
    const path = await write(`kept-${name}`, text.join('\n'));
    expect(await run(`audit verify --since ${path}`)).toMatchObject({
      code: 1,
      said: expect.stringContaining('audit/earlier-unreadable'),
    });
  }
});

test('a day that is not over has no root, and a key that is none is not repeated in the message', async () => {
  expect(await run('audit root --day 2999-01-01')).toMatchObject({
    code: 1,
    said: expect.stringContaining('audit/no-root'),
  });
  const bad = await run('audit root', { DATABASE_URL: url, AUDIT_SIGNING_KEY: 'my-secret-key' });
  expect(bad.said).toContain('audit/signing-key-unusable');
  expect(bad.said).not.toContain('my-secret-key');
});

test('what an operator does at the command line is recorded as their action', async () => {
  const file = await write('agencies.csv', 'code,kind,name_th,lat,lng\nST-1,station,สภ.ตัวอย่าง,16.8,100.2\n');
  await run(`import-agencies ${file}`);
  const [entry] = await rows(
    db,
    sql`SELECT action, actor_id AS "actorId", origin, details FROM audit.entries ORDER BY id DESC LIMIT 1`,
  );
  expect(entry).toMatchObject({
    action: 'jurisdiction/import-agencies',
    actorId: expect.stringMatching(/^operator:./),
    origin: 'command-line',
    details: { added: 1, sha256: expect.stringMatching(/^\w{64}$/) },
  });
});
