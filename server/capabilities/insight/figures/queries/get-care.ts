import type { Actor } from '#capabilities/access';
import { contactLimitsOn } from '#capabilities/care';
import { CASE_SOURCES } from '#contract/case';
import { CASE_RISKS, DOMAINS, type ServiceCode } from '#contract/case-forms';
import { NEED_OUTCOMES } from '#contract/case-need';
import { CHILD_RESULTS } from '#contract/eef-api';
import {
  CARE_STATES,
  type CareQuery,
  type InsightCare,
  NEED_END_OF,
  type NeedEnd,
  REFERRAL_SAID,
  REFERRAL_STATES,
} from '#contract/insight-care';
import type { Connection } from '#platform/database/database';
import type { FigureContext } from '../../context.ts';
import { ENOUGH_FOR_PERCENTILES } from '../../methods/interval-bins.ts';
import { careScopeOf } from '../scope.ts';
import {
  type CareAsked,
  type CaseCount,
  type ContactRow,
  countCases,
  countChildren,
  countContacts,
  countNeeds,
  countReferrals,
  type Measured,
  measureAnswers,
  measureMet,
  type NeedCount,
  type ReferralCount,
} from '../store/care-figure-rows.ts';
import { findUnfollowedSince } from '../store/figure-rows.ts';
import { daysBefore, total } from './get-common-answer.ts';

const all = ({ n }: { n: number }) => n;

function sumBy<Row extends { n: number }, Key extends string>(
  found: readonly Row[],
  keyOf: (row: Row) => string | null,
  keys: readonly Key[],
): Record<Key, number> {
  const sums = Object.fromEntries(keys.map((key) => [key, 0])) as Record<string, number>;
  for (const row of found) {
    const key = keyOf(row);
    if (key !== null) sums[key] = (sums[key] ?? 0) + row.n;
  }
  return sums as Record<Key, number>;
}

/** Of a hundred with one decimal; null: one more or less would move it by a tenth. */
const percentOf = (part: number, n: number): number | null =>
  n < ENOUGH_FOR_PERCENTILES ? null : Math.round((1000 * part) / n) / 10;
const measure = ({ n, p50, p90 }: Measured) =>
  n < ENOUGH_FOR_PERCENTILES ? { n, p50: null, p90: null } : { n, p50, p90 };

/** @throws AppError `insight/not-yours`, `jurisdiction/agency-not-found` */
export async function getCare(
  { clock, jurisdiction }: FigureContext,
  connection: Connection,
  actor: Actor,
  { from, to, ...query }: CareQuery,
): Promise<InsightCare> {
  const asked = { from, to, scope: careScopeOf(jurisdiction, actor, query) };
  const now = clock.now();
  const asOf = (await findUnfollowedSince(connection)) ?? now;
  const limits = contactLimitsOn(to);
  const contacts = await countContacts(connection, asked, { limits: limits.seconds, now });
  const referrals = await countReferrals(connection, asked);
  const answers = await measureAnswers(connection, asked, now);
  return {
    ...{ from, to, asOf: asOf.toISOString() },
    before: await countBefore(connection, asked),
    cases: describeCases(await countCases(connection, asked)),
    contact: {
      ...describeContact(contacts.find(({ risk }) => risk === null)),
      isVerified: limits.isVerified,
      byRisk: ([...CASE_RISKS, 'unknown'] as const).map((risk) => {
        const { notRecorded: _, ...of } = describeContact(contacts.find((row) => row.risk === risk));
        return { risk, limitSeconds: limits.seconds[risk === 'unknown' ? 'high' : risk], ...of };
      }),
    },
    needs: {
      ...describeNeeds(await countNeeds(connection, asked)),
      toMet: measure(await measureMet(connection, asked)),
    },
    referrals: {
      ...describeReferrals(referrals),
      answer: {
        ...{ ...measure(answers), within: percentOf(answers.within, answers.n), late: answers.late },
        waiting: total(referrals, (one) => (one.state === 'to-answer' ? one.n : 0)),
        nobodyAnswered: total(referrals, (one) => (!one.isAnswered && one.state === 'expired' ? one.n : 0)),
      },
    },
    children: await describeChildren(connection, asked),
  };
}

async function countBefore(connection: Connection, asked: CareAsked): Promise<InsightCare['before']> {
  const before = daysBefore(asked);
  const earlier = { ...asked, ...before };
  const { n: needs, met } = describeNeeds(await countNeeds(connection, earlier));
  const { n: children, back } = await describeChildren(connection, earlier);
  return { ...before, cases: describeCases(await countCases(connection, earlier)).n, needs, met, children, back };
}

function describeCases(found: readonly CaseCount[]): InsightCare['cases'] {
  const counted = found.filter(({ isDuplicate }) => !isDuplicate);
  return {
    n: total(counted, all),
    duplicates: total(found, ({ n, isDuplicate }) => (isDuplicate ? n : 0)),
    bySource: sumBy(counted, ({ source }) => source, CASE_SOURCES),
    byState: sumBy(counted, ({ state }) => state, CARE_STATES),
    byEnd: sumBy(counted, ({ endReason }) => endReason, [] as string[]),
    reopened: total(counted, ({ n, isReopened }) => (isReopened ? n : 0)),
    minors: total(counted, ({ n, isMinor }) => (isMinor ? n : 0)),
  };
}

const NONE: ContactRow = { risk: null, n: 0, p50: null, p90: null, within: 0, waiting: 0, late: 0, notRecorded: 0 };
function describeContact({ within, waiting, late, notRecorded, ...row }: ContactRow = NONE) {
  return { ...measure(row), within: percentOf(within, row.n), waiting, late, notRecorded };
}

function endsOf(found: readonly NeedCount[]) {
  const sums = sumBy(found, ({ outcome }) => (outcome === null ? 'open' : endOf(outcome)), [
    ...(['met', 'not-needed', 'unmet', 'open'] as const),
  ]);
  return {
    ...{ n: total(found, all), met: sums.met, notNeeded: sums['not-needed'], unmet: sums.unmet, open: sums.open },
  };
}
const endOf = (outcome: string): NeedEnd => NEED_END_OF[outcome as keyof typeof NEED_END_OF];

function describeNeeds(found: readonly NeedCount[]): Omit<InsightCare['needs'], 'toMet'> {
  const byCode = Map.groupBy(found, ({ code }) => code);
  return {
    ...endsOf(found),
    byDomain: DOMAINS.map((domain) => ({ domain, ...endsOf(byCode.get(domain) ?? []) })),
    byOutcome: sumBy(found, ({ outcome }) => outcome, NEED_OUTCOMES),
  };
}

function describeReferrals(found: readonly ReferralCount[]): Omit<InsightCare['referrals'], 'answer'> {
  const done = found.filter(({ state }) => state === 'completed');
  const said = ({ confirmation }: ReferralCount) =>
    (REFERRAL_SAID as readonly string[]).includes(confirmation) ? confirmation : 'not-asked';
  const services = [...Map.groupBy(found, ({ service }) => service)].map(([service, of]) => ({
    service: service as ServiceCode,
    n: total(of, all),
    accepted: total(of, ({ n, isAnswered, state }) => (isAnswered && state !== 'declined' ? n : 0)),
    completed: total(of, ({ n, state }) => (state === 'completed' ? n : 0)),
  }));
  return {
    n: total(found, all),
    byState: sumBy(found, ({ state }) => state, REFERRAL_STATES),
    byReason: sumBy(found, ({ state, endReason }) => (state === 'to-answer' ? null : endReason), [] as string[]),
    byOutcome: sumBy(done, ({ outcome }) => outcome, [] as string[]),
    said: sumBy(done, said, REFERRAL_SAID),
    byService: services.toSorted((one, other) => other.n - one.n || one.service.localeCompare(other.service)),
  };
}

async function describeChildren(connection: Connection, asked: CareAsked): Promise<InsightCare['children']> {
  const found = await countChildren(connection, asked);
  const byResult = sumBy(found, ({ result }) => result, CHILD_RESULTS);
  return { n: total(found, all), back: byResult.back, byResult };
}
