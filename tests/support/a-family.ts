import { randomUUID } from 'node:crypto';
import {
  type FamilyAnswers,
  INDICATOR_NAMES,
  INDICATORS,
  meetsCriteria,
  scoresOf,
} from '../../contract/family-indicators.ts';
import type { FamilyStatus } from '../../contract/self-reliance.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { type Database, sql } from '../../server/platform/database/database.ts';
import { aCase } from './a-case.ts';

/** Every indicator at its best, or at its worst; some of them as said. */
export function familyAnswers(how: 'best' | 'worst', special: Partial<FamilyAnswers> = {}): FamilyAnswers {
  const answers = INDICATOR_NAMES.map((name) => {
    const codes = Object.entries(INDICATORS[name].levels).filter(([, level]) => level !== null);
    return [name, (how === 'best' ? codes.at(-1) : codes[0])?.[0] ?? 'unknown'];
  });
  return { ...(Object.fromEntries(answers) as FamilyAnswers), ...special };
}

const AGREED: readonly FamilyStatus[] = [
  'agreed',
  'active',
  'ready',
  'graduated',
  'monitoring',
  'sustained',
  'relapsed',
];
const GRADUATED: readonly FamilyStatus[] = ['graduated', 'monitoring', 'sustained', 'relapsed'];

/**
 * A family at a step of its way, with a case and a household; it agreed 200 days ago and graduated 100 days ago. Not by way
 * of the API: how one comes about is tested in self-reliance.test.ts.
 */
export async function aFamily(
  db: Database,
  special: {
    status?: FamilyStatus;
    workerId: string;
    /** Who proposed it and measured twice; the worker unless said. */
    proposedBy?: string;
    agency?: string;
    name?: string;
    isMinor?: boolean;
    /** Whether it already has a goal and a baseline; it has. */
    isEmpty?: boolean;
    now: Date;
    /** Of the planned measurement that is next. */
    dueInDays?: number;
  },
): Promise<{ caseId: string; planId: string; goalId: string; measurementId: string; householdId: string }> {
  const { status = 'active', workerId, agency, name, isMinor, isEmpty = false, now, dueInDays = 30 } = special;
  const { proposedBy = workerId } = special;
  const caseId = await aCase(db, {
    ...{ status: 'implementing', workerId, risk: 'low' },
    ...(agency && { agency }),
    ...(name && { name }),
    ...(isMinor && { isMinor }),
  });
  const [householdId, planId, goalId] = [randomUUID(), randomUUID(), randomUUID()];
  const day = (days: number) => addDays(thaiDayOf(now), days);
  await sql`INSERT INTO care.households (id, created_by_person_id, created_at) VALUES (${householdId}, ${workerId}, ${now})`.execute(
    db,
  );
  await sql`INSERT INTO care.household_members (id, household_id, person_id, relation, from_on, added_by_person_id, added_at)
    SELECT gen_random_uuid(), ${householdId}::uuid, person_id, 'self', ${day(-300)}::date, ${workerId}::uuid, ${now} FROM care.cases
    WHERE id = ${caseId}`.execute(db);
  await sql`UPDATE care.cases SET household_id = ${householdId} WHERE id = ${caseId}`.execute(db);
  const [hasAgreed, hasGraduated] = [AGREED.includes(status), GRADUATED.includes(status)];
  const isPlanned = ['agreed', 'active', 'ready', 'graduated', 'monitoring'].includes(status);
  const isEnded = status === 'sustained' || status === 'stopped';
  await sql`INSERT INTO self_reliance.plans (id, buddhist_year, case_id, household_id, status, status_since, started_at, agreed_on,
      agreed_by, agreed_how, schedule_from, next_month, next_measure_on, graduated_at, relapses, ended_at, end_reason, updated_at)
    VALUES (${planId}, 2569, ${caseId}, ${householdId}, ${status}, ${now}, ${now}::timestamptz - interval '210 days',
      ${hasAgreed ? day(-200) : null}, ${hasAgreed ? 'person' : null}, ${hasAgreed ? 'said' : null},
      ${hasAgreed ? (hasGraduated ? day(-100) : day(-200)) : null}, ${isPlanned ? 6 : null}, ${isPlanned ? day(dueInDays) : null},
      ${hasGraduated ? sql`${now}::timestamptz - interval '100 days'` : null}, ${status === 'relapsed' ? 1 : 0},
      ${isEnded ? now : null}, ${status === 'stopped' ? 'moved' : null}, ${now})`.execute(db);
  if (isEmpty) return { caseId, planId, goalId, measurementId: '', householdId };
  await sql`INSERT INTO self_reliance.goals (id, plan_id, dimension, what, responsible, due_on, added_by_person_id, added_at)
    VALUES (${goalId}, ${planId}, 'income', 'ขายของหน้าบ้าน', 'joint', ${day(90)}, ${workerId}, ${now})`.execute(db);
  const measured = [{ kind: 'baseline', on: -205, how: 'worst' as const, by: workerId }];
  if (status === 'active' || status === 'ready' || hasGraduated)
    measured.push(...[-180, -105].map((on) => ({ kind: 'review', on, how: 'best' as never, by: proposedBy })));
  let measurementId = '';
  for (const [number, { kind, on, how, by }] of measured.entries()) {
    measurementId = randomUUID();
    const answers = familyAnswers(how);
    await sql`INSERT INTO self_reliance.measurements (id, plan_id, number, kind, measured_on, how, answers, scores, tool_version,
        meets_criteria, by_person_id, at)
      VALUES (${measurementId}, ${planId}, ${number}, ${kind}, ${day(on)}, 'home-visit', ${JSON.stringify(answers)},
        ${JSON.stringify(scoresOf(answers))}, '1', ${meetsCriteria(answers)}, ${by}, ${now})`.execute(db);
  }
  if (status === 'ready') {
    await sql`INSERT INTO self_reliance.proposals (id, plan_id, requested_by_person_id, requested_at, due_at)
      VALUES (gen_random_uuid(), ${planId}, ${proposedBy}, ${now}, ${now}::timestamptz + interval '3 days')`.execute(
      db,
    );
  }
  return { caseId, planId, goalId, measurementId, householdId };
}
