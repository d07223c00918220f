import type { ServiceCode } from '#contract/case-forms';
import type { EligibilityRule, PersonFacts } from '#contract/service-eligibility';
import { decideEligibility } from '#contract/service-eligibility';
import { isOpenAt } from '#contract/service-hours';
import type { LEFT_OUT_BECAUSE, SuggestionQuestion, SuggestionReason } from '#contract/services';
import type { ThaiDay } from '#contract/thai-day';
import { DIRECTORY, servicesFor } from './directory-rules.ts';
import { freshnessOf, type StoredService } from './service.ts';

export type Candidate = StoredService & { distanceMetres: number | null };
export type Asked = Pick<SuggestionQuestion, 'need' | 'code' | 'language' | 'except'> & { facts: PersonFacts };
export type Suggested = { service: Candidate; reasons: SuggestionReason[] };
export type LeftOut = { service: Candidate; because: (typeof LEFT_OUT_BECAUSE)[number]; failed: EligibilityRule[] };

const HOUR_MS = 3_600_000;

/**
 * Which services to offer somebody for a need, the best first, each with its reasons; and which would have met it but are
 * left out, and why. Nothing is hidden: a worker may know better, and offers one that was left out all the same.
 */
export function suggest(
  candidates: readonly Candidate[],
  asked: Asked,
  { now, today }: { now: Date; today: ThaiDay },
): { suggested: Suggested[]; leftOut: LeftOut[] } {
  const codes = asked.code ? [asked.code] : servicesFor(asked.need);
  const [suggested, leftOut]: [(Suggested & { order: number[] })[], LeftOut[]] = [[], []];
  for (const service of candidates) {
    const place = codes.indexOf(service.code);
    if (place < 0 || service.status === 'ended') continue;
    const out = findObstacle(service, asked, today);
    if (out) leftOut.push({ service, ...out });
    else suggested.push({ service, ...weigh(service, asked, place, { now, today }) });
  }
  suggested.sort(
    (one, other) => compareOrders(one.order, other.order) || compareTexts(one.service.id, other.service.id),
  );
  leftOut.sort(
    (one, other) =>
      (one.service.distanceMetres ?? Infinity) - (other.service.distanceMetres ?? Infinity) ||
      compareTexts(one.service.id, other.service.id),
  );
  return { suggested: suggested.map(({ service, reasons }) => ({ service, reasons })), leftOut };
}

function findObstacle(
  service: Candidate,
  { facts, except }: Asked,
  today: ThaiDay,
): Omit<LeftOut, 'service'> | undefined {
  if (except?.includes(service.id)) return { because: 'tried', failed: [] };
  if (isBarred(service.code, facts)) return { because: 'high-risk', failed: [] };
  const eligibility = decideEligibility(service.rules, facts);
  if (eligibility.verdict === 'not-eligible') return { because: 'not-eligible', failed: eligibility.failed };
  if (service.status === 'paused') return { because: 'paused', failed: [] };
  const { freshness } = freshnessOf(service.checkedOn, today);
  return freshness === 'stale' || freshness === 'never' ? { because: 'stale', failed: [] } : undefined;
}

/** Mediation between somebody and who threatens them: never while it is not safe. A risk that nobody knows is none to rely on. */
function isBarred(code: ServiceCode, { risk }: PersonFacts): boolean {
  return DIRECTORY.barredWhileHighRisk.includes(code) && (risk === undefined || risk === 'high');
}

function weigh(
  service: Candidate,
  asked: Asked,
  place: number,
  { now, today }: { now: Date; today: ThaiDay },
): { reasons: SuggestionReason[]; order: number[] } {
  const eligibility = decideEligibility(service.rules, asked.facts);
  const ask = eligibility.verdict === 'unknown' ? eligibility.ask : [];
  const free = freePlacesNow(service, now);
  const speaks = asked.language !== undefined && service.languages.includes(asked.language);
  const { freshness, staleFrom } = freshnessOf(service.checkedOn, today);
  const open = isOpenAt(service.hours, now);
  const { distanceMetres, waitDays, cost, statutory } = service;
  const reasons: (SuggestionReason | false)[] = [
    asked.code ? { code: 'same-service' } : { code: 'meets-need', need: asked.need },
    ask.length > 0 ? { code: 'ask-first', facts: ask } : service.rules.length > 0 && { code: 'eligible' },
    free === 0 && { code: 'no-places' },
    free !== undefined && free > 0 && { code: 'places-free', free },
    free === undefined && service.places !== null && { code: 'places-unknown' },
    distanceMetres !== null && { code: 'near', metres: Math.round(distanceMetres) },
    waitDays !== null && waitDays > 0 && { code: 'wait', days: waitDays },
    open === true && { code: 'open-now' },
    speaks && { code: 'speaks' },
    cost === 'free' && { code: 'free-of-charge' },
    statutory && { code: 'statutory' },
    freshness === 'due' && staleFrom !== null && { code: 'check-due', on: staleFrom },
  ];
  const needsOtherLanguage = asked.language !== undefined && asked.language !== 'th' && !speaks;
  const order = [
    // One that is full may still say yes, and is asked after all others.
    ...[free === 0 ? 1 : 0, place, needsOtherLanguage ? 1 : 0, ask.length > 0 ? 1 : 0],
    ...[distanceMetres ?? Number.MAX_SAFE_INTEGER, waitDays ?? 0],
  ];
  return { reasons: reasons.filter((reason) => reason !== false), order };
}

/** Places that are free as far as anybody knows; a count of last week is no knowledge. */
export function freePlacesNow({ free, freeAt }: Pick<StoredService, 'free' | 'freeAt'>, now: Date): number | undefined {
  if (free === null || freeAt === null) return undefined;
  return now.getTime() - freeAt.getTime() > DIRECTORY.countOldAfterHours * HOUR_MS ? undefined : free;
}

function compareOrders(one: number[], other: number[]): number {
  for (const [at, value] of one.entries()) {
    const difference = value - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
