import type { IncidentType } from '#contract/incident-type';
import type { ReportedPosition } from '#contract/position';
import type { Fact } from './conversation.ts';

/**
 * When that was said which counts now (ISO 8601). LINE delivers late, twice and out of order; what a person says is
 * applied by the time they said it, so every arrival order of the same statements ends alike.
 */
export type Statements = {
  type?: string;
  /** The type was found in their own words, not chosen. */
  typeFromText?: boolean;
  /** The telephone number, and whether they can take calls. */
  number?: string;
  calls?: string;
  canTakeCalls?: boolean;
  /** "Cancel" or "keep helping". */
  cancel?: string;
};

/** What was said when, once a fact has been applied. */
export function statementsAfter(statements: Statements, fact: Fact, at: Date): Statements {
  const when = at.toISOString();
  switch (fact.kind) {
    case 'type-chosen':
    case 'type-changed':
    case 'type-confirmed':
      return { ...statements, type: when, typeFromText: fact.fromText ?? false };
    case 'phone-added':
      return {
        ...statements,
        ...(fact.phone !== null && { number: when }),
        ...(isNewest(statements.calls, at) && { calls: when, canTakeCalls: fact.canTakeCalls }),
      };
    case 'cancel-requested':
    case 'cancel-withdrawn':
      return { ...statements, cancel: when };
    default:
      return statements;
  }
}

/** Whether something said at `at` is not older than what counts so far. */
export function isNewest(counts: string | undefined, at: Date): boolean {
  return counts === undefined || at.toISOString() >= counts;
}

/**
 * Whether a type said now replaces the one that counts: known before unknown, chosen before found in words; then the
 * last choice counts, and the first words (later ones are part of the story).
 */
export function isTypeNews(
  counts: { type: IncidentType | null; statements: Statements },
  { type, at, fromText }: { type: IncidentType; at: Date; fromText: boolean },
): boolean {
  if (counts.type === null) return true;
  if (type === 'unknown') return false;
  if (counts.type === 'unknown') return true;
  const wasByWords = counts.statements.typeFromText ?? false;
  if (fromText !== wasByWords) return wasByWords;
  return fromText ? !isNewest(counts.statements.type, at) : isNewest(counts.statements.type, at);
}

/**
 * Whether a position said now replaces the one that counts. The name of a subdistrict must not move the patrol away from
 * a pin, whenever it was said; among equals the last word counts.
 */
export function isPositionNews(counts: ReportedPosition | null, position: ReportedPosition): boolean {
  if (counts === null) return true;
  if (isName(counts) !== isName(position)) return isName(counts);
  return position.at >= counts.at;
}

function isName({ source, accuracyMetres }: ReportedPosition): boolean {
  return source === 'typed' && accuracyMetres !== null;
}
