/** The latest position of a unit, with the facts that decide who may see it. */
export type KnownPosition = {
  unitId: string;
  callSign: string;
  status: string;
  agencyId: string;
  /** Incidents of its open jobs. */
  incidentIds: string[];
  lat: number;
  lng: number;
  accuracyMetres: number | null;
  at: Date;
  isVague: boolean;
  batteryPercent: number | null;
};
export type PositionChanges = { changed: KnownPosition[]; gone: KnownPosition[] };

/** Applies rows and returns what changed. `isWhole`: these are all rows, so units missing among them are gone. */
export function applyRows(
  known: Map<string, KnownPosition>,
  rows: readonly KnownPosition[],
  isWhole: boolean,
): PositionChanges {
  const changed = rows.filter((row) => !isSame(row, known.get(row.unitId)));
  for (const row of changed) known.set(row.unitId, row);
  if (!isWhole) return { changed, gone: [] };
  const there = new Set(rows.map(({ unitId }) => unitId));
  const gone = [...known.values()].filter(({ unitId }) => !there.has(unitId));
  for (const { unitId } of gone) known.delete(unitId);
  return { changed, gone };
}

function isSame(row: KnownPosition, before: KnownPosition | undefined): boolean {
  return (
    before !== undefined &&
    row.at.getTime() === before.at.getTime() &&
    row.lat === before.lat &&
    row.lng === before.lng &&
    row.isVague === before.isVague &&
    row.status === before.status &&
    row.incidentIds.join() === before.incidentIds.join()
  );
}
