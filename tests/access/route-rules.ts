import { randomUUID } from 'node:crypto';

/** Whose the record is that a route is about. */
type Rule = {
  /**
   * `incident`: theirs who see it. `agency`: theirs whose branch holds it. `anybody`: everybody who may call the line;
   * what it shows is theirs by another test.
   */
  scope: 'incident' | 'agency' | 'anybody';
  /** What one that is not there is answered with, where it is not `incident/not-found`. */
  notFound?: string;
  query?: string;
};

/** Written by hand: a route that is missing here fails, so that nobody adds one without saying whose it is. */
const RULES: Record<string, Rule> = {
  '/api/v1/me': { scope: 'anybody' },
  '/api/v1/agencies': { scope: 'anybody' },
  '/api/v1/agencies/:id': { scope: 'anybody' },
  '/api/v1/areas/describe': { scope: 'anybody', query: '?lat=16.82&lng=100.26' },
  '/api/v1/agencies/:id/readiness': { scope: 'agency', notFound: 'jurisdiction/agency-not-found' },
  '/api/v1/incidents': { scope: 'anybody' },
  '/api/v1/staff': { scope: 'anybody', query: '?search=ab' },
  '/api/v1/audit/unusual-looks': { scope: 'anybody' },
  '/api/v1/operator-alarms': { scope: 'anybody' },
  '/api/v1/operator-alarms/:id/settle': { scope: 'anybody' },
};

/** @throws Error for a route that nobody wrote a rule for */
export function ruleOf({ path }: { path: string }): Rule {
  const rule = path.startsWith('/api/v1/incidents/:id') ? ({ scope: 'incident' } as const) : RULES[path];
  if (!rule) throw new Error(`write into route-rules.ts whose the record is that ${path} is about`);
  return rule;
}

/** Bodies that pass the schema and change as little as they can, by the last part of the path. */
const BODIES: Record<string, (incidentId: string) => object> = {
  readiness: () => ({ readiness: 'ready' }),
  acknowledge: () => ({ etaMinutes: 5 }),
  eta: () => ({ etaMinutes: 5 }),
  assign: () => ({ unitName: 'สายตรวจ 1' }),
  officers: () => ({ officerIds: [] }),
  resolve: () => ({ disposition: 'handled' }),
  reopen: () => ({ reason: 'ทดสอบ' }),
  transfer: () => ({ agencyId: randomUUID(), reason: 'ทดสอบ' }),
  'transfer-answer': () => ({ accept: true }),
  merge: (incidentId) => ({ intoIncidentId: incidentId }),
  messages: () => ({ text: 'สวัสดี' }),
  unmask: () => ({ field: 'phone', reason: 'call-reporter' }),
  conflicts: () => ({ personId: randomUUID(), kind: 'named', reason: 'ทดสอบ' }),
  lift: () => ({ reason: 'ทดสอบ' }),
  guests: () => ({ personId: randomUUID(), until: '2027-01-01', reason: 'ทดสอบ' }),
};

export function bodyFor({ path }: { path: string }, incidentId: string): object {
  return BODIES[path.split('/').at(-1) ?? '']?.(incidentId) ?? {};
}
