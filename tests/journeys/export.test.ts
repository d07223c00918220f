import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
const take = async (name: string) => {
  const { cookie } = await system.officer(name);
  return fetch(`${system.url}/api/v1/incidents.csv`, { headers: { cookie } });
};

test('a supervisor takes ended incidents home as a table without place or person, and that is on record', async () => {
  const phone = system.line.phone('เรไร สมมุติ');
  const ended = await anIncident(system)
    .onPhone(phone)
    .acknowledgedBy(officer)
    .resolvedBy(officer)
    .closedBy(officer)
    .happens();
  const answer = await take('superintendent');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="[ -~]+\.csv"; filename\*=UTF-8''%E0/,
  );
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
  const [head, ...table] = parse(bytes, { bom: true }) as string[][];
  const [row] = table.filter((cells) => cells.includes(ended.code));
  expect(row).toHaveLength(head?.length ?? 0);
  expect(row).toEqual(
    expect.arrayContaining(['threat-or-assault', 'closed', ended.detail.incident.responsibleAgency.nameTh]),
  );
  const { position } = ended.detail.incident;
  for (const value of [position.lat, position.lng, 'สมมติ ใจดี', 'เรไร'].map(String)) {
    expect(bytes.includes(value), value).toBe(false);
  }
  const looks = await rows(
    system.owner,
    sql`SELECT action FROM audit.entries WHERE action = 'control-room/export-incidents'`,
  );
  expect(looks).toHaveLength(1);
});

test('who works on incidents takes no table of them home, and other provinces stay at home', async () => {
  expect((await take('duty1')).status).toBe(403);
  expect((await take('administrator')).status).toBe(403);
  expect(await (await take('commander')).text()).toContain('ES-');
});
