import type { AuditEntry } from '#capabilities/audit';
import type { IncidentViews } from '#contract/access-review';
import { LIMITS } from './unusual-viewing.ts';

export type Visit = IncidentViews['people'][number]['visits'][number];

/** Groups entries of one person into visits, newest first: same address and session, without a long pause. */
export function toVisits(entries: readonly AuditEntry[]): Visit[] {
  const visits: AuditEntry[][] = [];
  for (const entry of entries.toSorted((one, other) => one.at.getTime() - other.at.getTime())) {
    const open = visits.findLast((visit) => continues(visit.at(-1), entry));
    if (open) open.push(entry);
    else visits.push([entry]);
  }
  return visits.map(toVisit).sort((one, other) => (one.lastAt < other.lastAt ? 1 : -1));
}

function continues(last: AuditEntry | undefined, entry: AuditEntry): boolean {
  if (!last || last.from !== entry.from || last.sessionId !== entry.sessionId) return false;
  return entry.at.getTime() - last.at.getTime() <= LIMITS.visitGapMs;
}

function toVisit(entries: AuditEntry[]): Visit {
  const [first, last] = [entries[0], entries.at(-1)];
  const parts = [...Map.groupBy(entries, ({ action }) => action)].map(([action, same]) => ({
    action,
    kind: same[0]?.kind ?? 'view',
    times: same.length,
    reasons: [...new Set(same.flatMap(({ details }) => (typeof details.reason === 'string' ? [details.reason] : [])))],
  }));
  return {
    firstAt: (first?.at ?? new Date(0)).toISOString(),
    lastAt: (last?.at ?? new Date(0)).toISOString(),
    from: first?.from ?? '',
    // Enough to distinguish sessions on the page; the whole id stays in the audit.
    session: first?.sessionId?.slice(-6) ?? null,
    parts,
  };
}
