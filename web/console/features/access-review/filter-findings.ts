import type { Unusual } from '#contract/access-review';
import type { Finding } from './views.ts';

/** Null means no filter. */
export type FindingFilter = { personId: string | null; why: Unusual | null };

export function filterFindings(findings: readonly Finding[], { personId, why }: FindingFilter): Finding[] {
  return findings.filter(
    (finding) => (personId === null || finding.person.id === personId) && (why === null || finding.why === why),
  );
}

/** Each person once, by name; people without an account come last. */
export function peopleIn(findings: readonly Finding[]): Finding['person'][] {
  const people = new Map(findings.map(({ person }) => [person.id, person]));
  return [...people.values()].sort((a, b) =>
    a.name === null || b.name === null
      ? Number(a.name === null) - Number(b.name === null)
      : a.name.localeCompare(b.name, 'th'),
  );
}
