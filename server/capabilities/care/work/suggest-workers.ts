/** A case that waits for a worker, the longest waiting first. */
export type ToSuggest = { caseId: string; agencyId: string; barredIds: readonly string[] };
/** Somebody who may take on cases of these agencies, with what they have or were named for. */
export type Suggestable = { personId: string; agencyIds: readonly string[]; open: number; lastAt: Date | null };

/**
 * Whom each case is proposed to: whoever of the owner has the fewest cases and is below the limit, then whoever has been
 * without a new one for longest; nobody who is barred. Each proposal counts for the next one. Null: nobody can take more.
 */
export function suggestWorkers<One extends ToSuggest>(
  cases: readonly One[],
  people: readonly Suggestable[],
  limit: number,
  now: Date,
): (One & { suggestedId: string | null })[] {
  const loads = people.map((person) => ({ ...person }));
  return cases.map((one) => {
    const [chosen] = loads
      .filter(({ personId, agencyIds, open }) => {
        return open < limit && agencyIds.includes(one.agencyId) && !one.barredIds.includes(personId);
      })
      .toSorted(byLoad);
    if (chosen) {
      chosen.open += 1;
      chosen.lastAt = now;
    }
    return { ...one, suggestedId: chosen?.personId ?? null };
  });
}

function byLoad(one: Suggestable, other: Suggestable): number {
  const [last, lastOther] = [one.lastAt?.getTime() ?? 0, other.lastAt?.getTime() ?? 0];
  return one.open - other.open || last - lastOther || (one.personId < other.personId ? -1 : 1);
}
