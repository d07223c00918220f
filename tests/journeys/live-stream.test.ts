import { expect, test } from 'vitest';
import type { LiveEvent } from '../../contract/live.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import type { LiveFollower } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const officer = await system.officer('duty1');
const shownBy = (followers: LiveFollower[]) =>
  new Set(followers.flatMap(({ events }) => events.flatMap(({ data }) => incidentOf(data))));
const incidentOf = (data: LiveEvent) => (data.event === 'incident-changed' ? [data.incident.id] : []);

test('a line that breaks again and again while reports come in misses none, and shows nothing twice', async () => {
  const followers = [officer.follow((await officer.queue()).cursor)];
  const incidents: string[] = [];
  for (let round = 0; round < 6; round++) {
    const coming = Promise.all(Array.from({ length: 4 }, () => anIncident(system).happens()));
    // In the middle of it the line is cut, and taken up again behind the last thing that was heard.
    const last = followers.at(-1);
    await last?.waitFor((event) => event.event === 'incident-changed');
    last?.close();
    const heard = last?.events.at(-1)?.id ?? 0;
    incidents.push(...(await coming).map(({ id }) => id));
    followers.push(officer.follow(heard));
  }
  const { cursor } = await officer.queue();
  const end = await anIncident(system).happens();
  await followers.at(-1)?.waitFor((event) => event.event === 'incident-changed' && event.incident.id === end.id);
  const shown = shownBy(followers);
  for (const id of incidents) expect(shown).toContain(id);
  const ids = followers.flatMap(({ events }) => events.map(({ id }) => id));
  expect(ids).toEqual(ids.toSorted((one, other) => one - other));
  expect(new Set(ids).size).toBe(ids.length);
  expect(cursor).toBeLessThan(ids.at(-1) ?? 0);
});

test('a snapshot and the stream from its cursor together are the whole picture', async () => {
  const coming = Promise.all(Array.from({ length: 6 }, () => anIncident(system).happens()));
  const { cursor, incidents } = await officer.queue();
  const live = officer.follow(cursor);
  const opened = (await coming).map(({ id }) => id);
  await expect
    .poll(() => [...incidents.map(({ id }) => id), ...shownBy([live])])
    .toEqual(expect.arrayContaining(opened));
});

test('each level of the agency tree hears of its own branch only', async () => {
  const elsewhere = await system.officer('duty-bangkok');
  const commander = await system.officer('commander');
  const { cursor } = await officer.queue();
  const [near, far, above] = [officer, elsewhere, commander].map((one) => one.follow(cursor)) as [
    LiveFollower,
    LiveFollower,
    LiveFollower,
  ];
  const { id } = await anIncident(system).reportedAt(PLACES.muang).happens();
  const other = await anIncident(system).reportedAt(PLACES.bangkok).happens();
  await far.waitFor((event) => event.event === 'incident-changed' && event.incident.id === other.id);
  await above.waitFor((event) => event.event === 'incident-changed' && event.incident.id === id);
  expect(shownBy([near])).toContain(id);
  expect([...shownBy([far])]).toEqual([other.id]);
  expect(shownBy([above])).not.toContain(other.id);
});

test('without a session there is no stream; from too far back or from another database: take a new snapshot', async () => {
  expect((await fetch(`${system.url}/api/v1/live?after=0`)).status).toBe(401);
  const strange = officer.follow(2 ** 40);
  expect(await strange.waitFor(() => true)).toEqual({ event: 'reload' });
  const wrong = await fetch(`${system.url}/api/v1/live?after=-1`, { headers: { cookie: officer.cookie } });
  expect(await wrong.json()).toMatchObject({ status: 400, code: 'request/invalid' });
});

test('the browser’s Last-Event-ID is newer than the address it began with', async () => {
  const before = (await officer.queue()).cursor;
  const { id } = await anIncident(system).happens();
  const { cursor } = await officer.queue();
  const abort = new AbortController();
  const headers = { cookie: officer.cookie, 'last-event-id': String(cursor) };
  const stream = await fetch(`${system.url}/api/v1/live?after=${before}`, { headers, signal: abort.signal });
  let text = '';
  for await (const chunk of stream.body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.includes('event: ping')) break;
  }
  abort.abort();
  expect(text).toContain(`id: ${cursor}`);
  expect(text).not.toContain(id);
});
