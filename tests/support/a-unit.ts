import { randomUUID } from 'node:crypto';
import type { UnitKind } from '../../contract/unit-status.ts';
import type { Assignment, Unit, Units } from '../../contract/units.ts';
import { sql } from '../../server/platform/database/database.ts';
import type { Officer } from './officer.ts';
import type { TestSystem } from './test-system.ts';

let made = 0;

/** A patrol beside the demonstration's own, of the same station as `like`: of whom no roster speaks. @returns their id */
export async function aPatrol(system: TestSystem, like = 'patrol1'): Promise<string> {
  const id = randomUUID();
  await sql`INSERT INTO access.users (id, name, email, email_verified, is_demonstration)
    VALUES (${id}, 'ส.ต.ต. สมมติ เสริมทัพ', ${`${id}@demo.ess.example`}, true, true)`.execute(system.owner);
  await sql`INSERT INTO access.memberships (id, user_id, agency_id, role, from_date)
    SELECT gen_random_uuid(), ${id}, service.agency_id, 'patrol', service.from_date FROM access.memberships AS service
      JOIN access.users AS person ON person.id = service.user_id
    WHERE person.email = ${`${like}@demo.ess.example`} LIMIT 1`.execute(system.owner);
  return id;
}

/**
 * A patrol unit in the terms of the field, made over HTTP by somebody who answers for the station.
 * `aUnit(superintendent).called('สายตรวจ 1').with('patrol1').serves()`
 */
export function aUnit(superior: Officer) {
  let callSign: string | undefined;
  let kind: UnitKind = 'car';
  const memberIds: string[] = [];
  const builder = {
    called(name: string) {
      callSign = name;
      return builder;
    },
    ofKind(which: UnitKind) {
      kind = which;
      return builder;
    },
    with(...personIds: string[]) {
      memberIds.push(...personIds);
      return builder;
    },
    /** Of the superior's own agency. */
    async serves(): Promise<Unit> {
      made += 1;
      const me = await superior.get<{ memberships: { agency: { id: string } }[] }>('/api/v1/me');
      const agencyId = me.body.memberships[0]?.agency.id;
      const body = { callSign: callSign ?? `ชุดทดสอบ ${made}`, kind, memberIds };
      const answer = await superior.post<Unit>(`/api/v1/agencies/${agencyId}/units`, body);
      if (answer.status !== 200) throw new Error(`a unit was not made: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
  return builder;
}

export async function unitAsSeenBy(officer: Officer, unitId: string): Promise<Unit | undefined> {
  return (await officer.get<Units>('/api/v1/units')).body.units.find(({ id }) => id === unitId);
}

/** Every job for the incident, as this person sees them. */
export async function jobsFor(officer: Officer, incidentId: string): Promise<Assignment[]> {
  const path = `/api/v1/incidents/${incidentId}/units`;
  return (await officer.get<{ assignments: Assignment[] }>(path)).body.assignments;
}

/** The id of a colleague of the demonstration, by the name they sign in with. */
export async function personIdOf(officer: Officer): Promise<string> {
  return (await officer.get<{ id: string }>('/api/v1/me')).body.id;
}
