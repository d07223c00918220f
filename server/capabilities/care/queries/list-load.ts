import { type Actor, agenciesWith, listStaff } from '#capabilities/access';
import { findOffice } from '#capabilities/jurisdiction';
import type { CareColleagues, OverdueList, WorkloadList } from '#contract/case-work';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { CareQueryContext } from '../context.ts';
import { countOpenCases, type LoadRow } from '../work/store/load-rows.ts';
import { WORKLOAD_LIMITS } from '../work/work-rules.ts';
import { careAgencyIds, careAgencyIdsWith, nameAgency } from './list-cases.ts';

/** Beyond these, whoever has no case is left out: nobody reads a list of everybody in the country. */
const MOST_AGENCIES = 200;

/**
 * How many open cases each worker has, who has most first; of one agency, or of all in which the actor decides. Also
 * those without any, and what nobody has accepted.
 * @throws AppError `jurisdiction/agency-not-found` for an agency of somebody else
 */
export async function listWorkload(
  { jurisdiction, clock }: CareQueryContext,
  connection: Connection,
  actor: Actor,
  { agencyId }: { agencyId?: string | undefined },
): Promise<WorkloadList> {
  const all = careAgencyIdsWith(jurisdiction, actor, 'case:approve');
  if (agencyId !== undefined && !all.includes(agencyId)) throw new AppError('jurisdiction/agency-not-found');
  const agencyIds = agencyId === undefined ? all : [agencyId];
  const now = clock.now();
  const among = new Set(agencyIds);
  const counted = (await countOpenCases(connection, now)).filter((row) => among.has(row.agencyId));
  const assigned = counted.filter((row) => row.workerId !== null);
  const ids = [...new Set(assigned.map(({ workerId }) => workerId ?? ''))];
  const workers = ids.length > 0 ? await listStaff(connection, { ids }, now) : [];
  const colleagues = agencyIds.length <= MOST_AGENCIES ? await listStaff(connection, { agencyIds }, now) : [];
  const idle = colleagues
    .filter(({ id }) => !ids.includes(id))
    .flatMap((person) => agenciesWith(person, 'case:work').map((at) => ({ person, at })))
    .filter(({ at }) => among.has(at));
  const names = new Map([...workers, ...colleagues].map(({ id, name }) => [id, name]));
  return {
    limits: WORKLOAD_LIMITS,
    workers: [
      ...assigned.map(({ agencyId: at, workerId, open, high, late }) => ({
        worker: { id: workerId ?? '', name: names.get(workerId ?? '') ?? '–' },
        agency: nameAgency(jurisdiction, at),
        ...{ open, high, highShare: high / open, late, level: levelOf(open) },
      })),
      ...idle.map(({ person, at }) => ({
        worker: { id: person.id, name: person.name },
        agency: nameAgency(jurisdiction, at),
        ...{ open: 0, high: 0, highShare: 0, late: 0, level: levelOf(0) },
      })),
    ].toSorted((one, other) => other.open - one.open || other.high - one.high),
    unaccepted: counted
      .filter(({ workerId }) => workerId === null)
      .map(({ agencyId: at, open, high }) => ({ agency: nameAgency(jurisdiction, at), open, high })),
  };
}

/**
 * Who of an agency can take a case on, who has fewest first. How many each has is told only where the actor sees the
 * agency's cases.
 * @throws AppError `jurisdiction/agency-not-found`
 */
export async function listColleagues(
  { jurisdiction, clock }: CareQueryContext,
  connection: Connection,
  actor: Actor,
  agencyId: string,
): Promise<CareColleagues> {
  if (!jurisdiction.findAgency(agencyId)) throw new AppError('jurisdiction/agency-not-found');
  const now = clock.now();
  const sees = careAgencyIds(jurisdiction, actor).includes(agencyId);
  const counted = sees ? await countOpenCases(connection, now) : [];
  const openOf = (id: string) => counted.reduce((sum, row) => sum + (row.workerId === id ? row.open : 0), 0);
  const staff = await listStaff(connection, { agencyIds: [agencyId] }, now);
  const workers = staff
    .filter((person) => agenciesWith(person, 'case:work').includes(agencyId))
    .map(({ id, name }) => ({ worker: { id, name }, open: sees ? openOf(id) : null, level: levelOf(openOf(id)) }));
  return { limits: WORKLOAD_LIMITS, workers: workers.toSorted((one, other) => (one.open ?? 0) - (other.open ?? 0)) };
}

function levelOf(open: number): WorkloadList['workers'][number]['level'] {
  if (open >= WORKLOAD_LIMITS.stopAt) return 'full';
  return open >= WORKLOAD_LIMITS.warnAt ? 'warn' : 'free';
}

/** Where cases are late or unaccepted: by province, and in it by owner, the worst first. Numbers only. */
export async function listOverdue(context: CareQueryContext, connection: Connection): Promise<OverdueList> {
  const { jurisdiction, clock } = context;
  const counted = await countOpenCases(connection, clock.now());
  const byAgency = Map.groupBy(counted, ({ agencyId }) => agencyId);
  const agencies = [...byAgency].map(([id, rows]) => {
    return { id, officeId: findOffice(jurisdiction, id)?.id ?? null, rows };
  });
  const provinces = [...Map.groupBy(agencies, ({ officeId }) => officeId)].map(([officeId, own]) => ({
    office: officeId === null ? null : nameAgency(jurisdiction, officeId),
    ...addUp(own.flatMap(({ rows }) => rows)),
    agencies: own
      .map(({ id, rows }) => ({ agency: nameAgency(jurisdiction, id), ...addUp(rows) }))
      .filter(({ late, waiting }) => late > 0 || waiting > 0)
      .toSorted(byLate),
  }));
  return { provinces: provinces.toSorted(byLate) };
}

type Late = Pick<OverdueList['provinces'][number], 'open' | 'high' | 'waiting' | 'late' | 'lateADay' | 'lateSince'>;

function addUp(rows: LoadRow[]): Late {
  const sum = (of: (row: LoadRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const times = rows.flatMap(({ lateSince }) => lateSince?.getTime() ?? []);
  return {
    open: sum(({ open }) => open),
    high: sum(({ high }) => high),
    waiting: sum(({ waiting }) => waiting),
    late: sum(({ late }) => late),
    lateADay: sum(({ lateADay }) => lateADay),
    lateSince: times.length > 0 ? new Date(Math.min(...times)).toISOString() : null,
  };
}

function byLate(one: Late, other: Late): number {
  return other.lateADay - one.lateADay || other.late - one.late || other.waiting - one.waiting;
}
