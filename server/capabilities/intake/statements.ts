import { distanceMetres } from '#capabilities/jurisdiction';
import type { IncidentType } from '#contract/incident-type';
import type { ReportedPosition } from '#contract/position';
import { isVague } from '#contract/vague-place';
import type { Fact, Statements } from './conversation.ts';

/** The statements after a fact has been applied. */
export function statementsAfter(statements: Statements, fact: Fact, at: Date): Statements {
  const when = at.toISOString();
  switch (fact.kind) {
    case 'type-chosen':
    case 'report-type-changed':
    case 'type-confirmed':
      return { ...statements, type: when, typeFromText: fact.fromText ?? false };
    case 'phone-given':
    case 'report-phone-added': {
      const { phone, canTakeCalls } = fact.kind === 'phone-given' ? fact : fact.payload;
      return {
        ...statements,
        ...(phone !== null && { number: when }),
        ...(isNewest(statements.calls, at) && { calls: when, canTakeCalls }),
      };
    }
    case 'position-missing':
      return { ...statements, positionError: fact.reason };
    case 'report-cancel-requested':
    case 'report-cancel-withdrawn':
      return { ...statements, cancel: when };
    default:
      return statements;
  }
}

/** Whether a statement made at `at` is not older than the current one. */
export function isNewest(counts: string | undefined, at: Date): boolean {
  return counts === undefined || at.toISOString() >= counts;
}

/**
 * Whether a type replaces the current one: known before unknown, chosen before found in text; among chosen ones the
 * last counts, among those found in text the first (later texts only tell the story).
 */
export function isTypeNews(
  counts: { type: IncidentType | null; statements: Statements },
  { type, at, fromText }: { type: IncidentType; at: Date; fromText: boolean },
): boolean {
  if (counts.type === null) return true;
  if (type === 'unknown') return false;
  if (counts.type === 'unknown') return true;
  const wasFromText = counts.statements.typeFromText ?? false;
  if (fromText !== wasFromText) return wasFromText;
  return fromText ? !isNewest(counts.statements.type, at) : isNewest(counts.statements.type, at);
}

/**
 * Whether a position replaces the current one. The name of a subdistrict never replaces a pin; otherwise the newer one
 * counts.
 */
export function isPositionNews(counts: ReportedPosition | null, position: ReportedPosition): boolean {
  if (counts === null) return true;
  if (isName(counts) !== isName(position)) return isName(counts);
  if (isRougher(counts, position)) return false;
  return position.at >= counts.at;
}

/** So long a better fix is not given up for a rougher one around it: phones lose their satellites indoors. */
const BETTER_FOR_MS = 5 * 60_000;
/** A pin has no accuracy; people put it about so exactly. */
const OF_A_PIN_METRES = 50;

/** Whether a fix, or a pin on a map without streets, only says with less accuracy what is known already. */
function isRougher(counts: ReportedPosition, { source, at, accuracyMetres, ...place }: ReportedPosition): boolean {
  const isArea = source === 'web-pin' && isVague(accuracyMetres);
  if (accuracyMetres === null || (source !== 'device-gps' && !isArea)) return false;
  const isFresh = new Date(at).getTime() - new Date(counts.at).getTime() < BETTER_FOR_MS;
  return (
    isFresh &&
    accuracyMetres > (counts.accuracyMetres ?? OF_A_PIN_METRES) &&
    distanceMetres(counts, place) <= accuracyMetres
  );
}

function isName({ source, accuracyMetres }: ReportedPosition): boolean {
  return source === 'typed' && accuracyMetres !== null;
}
