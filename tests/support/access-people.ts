import { addMembership, createPerson } from '#capabilities/access';
import { bySystem } from '#capabilities/audit';
import type { Role } from '#contract/permission';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { cookieHeader, type createAccessServer } from './access-server.ts';

export const PASSWORD = 'ประตูสีฟ้าบานใหญ่';
type Server = Awaited<ReturnType<typeof createAccessServer>>;
type Cookie = { cookie: string };

/** Creates a person with this role in this agency. @returns their id */
export function makePerson(
  db: Database,
  person: { email: string; role: Role; agencyId: string; name?: string; staffNumber?: string },
  at = new Date(),
): Promise<string> {
  const author = { ...bySystem('test'), at };
  const { email, role, agencyId, name = 'ร.ต.ท. สมมติ ใจดี', staffNumber = null } = person;
  return inTransaction(db, async (work) => {
    const userId = await createPerson(work, { name, email, password: PASSWORD, staffNumber }, author);
    await addMembership(work, { userId, agencyId, role, fromDate: '2020-01-01' }, author);
    return userId;
  });
}

/** Signs in by password alone. */
export async function enter(server: Server, email: string, password = PASSWORD): Promise<Cookie> {
  const answer = await server.signIn(email, password);
  if (answer.statusCode !== 200 || !answer.json().user) throw new Error(`${answer.statusCode} ${answer.body}`);
  return cookieHeader(answer);
}

/** Sends requests with these cookies. */
export function caller(server: Server, cookie: Partial<Cookie> = {}) {
  return {
    get: (url: string) => server.fastify.inject({ url, headers: cookie }),
    post: (url: string, payload: object = {}) =>
      server.fastify.inject({ method: 'POST', url, payload, headers: cookie }),
  };
}

/** The cookies of both; later ones replace earlier ones, as in a browser. */
export function together(...cookies: Cookie[]): Cookie {
  const pairs = cookies.flatMap(({ cookie }) => cookie.split('; ').filter(Boolean));
  const byName = new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair]));
  return { cookie: [...byName.values()].join('; ') };
}
