import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncidentDetail, IncidentQueue, IncidentSummary } from '../../contract/incident.ts';
import { type LiveEvent, liveEventSchema } from '../../contract/live.ts';

const people = JSON.parse(readFileSync(new URL('../../database/demo-data/people.json', import.meta.url), 'utf8'));

export type Answer<Body = unknown> = { status: number; body: Body };

/** Someone at a console: everything through HTTP, as the page does it. */
export type Officer = {
  cookie: string;
  get<Body = unknown>(path: string): Promise<Answer<Body>>;
  post<Body = IncidentDetail>(path: string, body?: unknown, key?: string): Promise<Answer<Body>>;
  queue(): Promise<IncidentQueue>;
  detail(id: string): Promise<IncidentDetail>;
  /** Waits until the queue shows an incident that fits. */
  sees(fits?: (incident: IncidentSummary) => boolean): Promise<IncidentSummary>;
  /** Opens the live stream from the given point and collects what it says. */
  follow(after: number): LiveFollower;
  leave(): void;
};

export type LiveFollower = {
  events: { id: number; data: LiveEvent }[];
  waitFor(fits: (event: LiveEvent) => boolean): Promise<LiveEvent>;
  close(): void;
};

/** Signs in and comes back with a session. */
export async function signIn(url: string, email: string): Promise<Officer> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: people.password }),
  });
  if (response.status !== 200) throw new Error(`sign-in of ${email} answered ${response.status}`);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const followers: LiveFollower[] = [];

  const ask = async <Body>(method: string, path: string, body?: unknown, key?: string): Promise<Answer<Body>> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        cookie,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    // A table or a picture is no JSON.
    const isJson = /\bjson\b/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, body: (isJson ? await answer.json() : await answer.text()) as Body };
  };
  const officer: Officer = {
    cookie,
    get: (path) => ask('GET', path),
    post: (path, body, key = randomUUID()) => ask('POST', path, body, key),
    queue: async () => (await ask<IncidentQueue>('GET', '/api/v1/incidents')).body,
    detail: async (id) => (await ask<IncidentDetail>('GET', `/api/v1/incidents/${id}`)).body,
    sees: (fits = () => true) => until(async () => (await officer.queue()).incidents.find(fits)),
    follow(after) {
      const follower = followLive(`${url}/api/v1/live?after=${after}`, cookie);
      followers.push(follower);
      return follower;
    },
    leave: () => {
      for (const follower of followers) follower.close();
    },
  };
  return officer;
}

/** Never `false`: a condition that does not hold yet would count as an answer. */
export type Something = object | string | number | true | null;

const MOST_BETWEEN_MS = 150;

/**
 * Asks again and again until there is an answer; gives up after a minute, or so many. Soon at first, then ever
 * less often: whoever asks takes the processor from what they wait for.
 */
export async function until<Found extends Something>(
  look: () => Promise<Found | undefined> | Found | undefined,
  minutes = 1,
): Promise<Found> {
  const end = performance.now() + minutes * 60_000;
  for (let waitMs = 5; ; waitMs = Math.min(waitMs * 1.5, MOST_BETWEEN_MS)) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) break;
    await new Promise((again) => setTimeout(again, waitMs));
  }
  throw new Error(`it did not happen within ${minutes} minutes`);
}

function followLive(address: string, cookie: string): LiveFollower {
  const abort = new AbortController();
  const events: LiveFollower['events'] = [];
  let unlikeSchema: Error | undefined;
  const read = async () => {
    const response = await fetch(address, { headers: { cookie }, signal: abort.signal });
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        const id = /^id: (\d+)$/m.exec(frame)?.[1];
        const data = /^data: (.*)$/m.exec(frame)?.[1];
        if (!id || !data || /^event: ping$/m.test(frame)) continue;
        const event: LiveEvent = JSON.parse(data);
        events.push({ id: Number(id), data: event });
        unlikeSchema ??= liveEventSchema.safeParse(event).error;
      }
    }
  };
  read().catch(() => {});
  return {
    events,
    // Neither the server nor the console checks an event against its schema.
    waitFor: (fits) =>
      until(() => {
        if (unlikeSchema) throw unlikeSchema;
        return events.map(({ data }) => data).find(fits);
      }),
    close: () => abort.abort(),
  };
}
