import type { CaseRecord } from '#contract/case-api';
import type { RecordKind } from '#contract/case-forms';

type Body = CaseRecord['body'];
export type Side = 'mine' | 'theirs';

/** Whose parts are chosen one by one: each question, and each domain. */
const INNER: Partial<Record<RecordKind, string>> = { danger: 'answers', assessment: 'domains' };

const asBody = (value: unknown): Body => (typeof value === 'object' && value !== null ? (value as Body) : {});
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
/** The order of keys is no difference. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted()
      .map(([key, part]) => [key, sorted(part)]),
  );
}
const keysOf = (...bodies: Body[]): string[] => [...new Set(bodies.flatMap(Object.keys))];

/** The fields in which two versions of a form differ. */
export function listDifferences(kind: RecordKind, mine: Body, theirs: Body): string[] {
  const inner = INNER[kind];
  return keysOf(mine, theirs).flatMap((key) => {
    if (key !== inner) return isSame(mine[key], theirs[key]) ? [] : [key];
    const [own, other] = [asBody(mine[key]), asBody(theirs[key])];
    return keysOf(own, other).flatMap((part) => (isSame(own[part], other[part]) ? [] : [`${key}.${part}`]));
  });
}

/** Their version with what was chosen of mine. */
export function mergeForms(kind: RecordKind, mine: Body, theirs: Body, chosen: Readonly<Record<string, Side>>): Body {
  const inner = INNER[kind];
  const merged = takeMine(theirs, mine, (key) => key !== inner && chosen[key] === 'mine');
  if (inner === undefined) return merged;
  const isMine = (part: string) => chosen[`${inner}.${part}`] === 'mine';
  return { ...merged, [inner]: takeMine(asBody(theirs[inner]), asBody(mine[inner]), isMine) };
}

/** What is empty in mine is empty then. */
function takeMine(theirs: Body, mine: Body, isMine: (key: string) => boolean): Body {
  const both = keysOf(theirs, mine).map((key) => [key, isMine(key) ? mine[key] : theirs[key]]);
  return Object.fromEntries(both.filter(([, value]) => value !== undefined));
}
