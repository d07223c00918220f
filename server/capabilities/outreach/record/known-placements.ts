import { buildPlacementTable, type KnownPlacement, type PlacementTable, type TableSize } from './placement-table.ts';

/** More changes than these are read with everything else. */
const MOST_CHANGES = 20_000;
/** Rows of one reading: as objects they take ten times what they take in the table. */
const AT_A_TIME = 1000;

/** Reads of the store; `after` and `since` give at most `limit`. */
export type Reading = {
  readMark(): Promise<string>;
  /** About how much there is. */
  measure(): Promise<TableSize>;
  listAfter(code: string, limit: number): Promise<KnownPlacement[]>;
  listSince(mark: string, limit: number): Promise<KnownPlacement[]>;
};
export type KnownPlacements = {
  find(code: string): KnownPlacement | undefined;
  size(): number;
  /** Reads what has changed since. Calls that wait share one reading. */
  refresh(): Promise<void>;
};

/** The codes of all placements in memory: a page that hundreds of people scan at once asks no database. */
export function keepPlacements(reading: Reading): KnownPlacements {
  let table: PlacementTable = buildPlacementTable().finish();
  let changed = new Map<string, KnownPlacement>();
  let mark: string | undefined;
  let last = Promise.resolve();
  let waiting: Promise<void> | undefined;

  const readAll = async () => {
    const building = buildPlacementTable(await reading.measure());
    for (let code = ''; ; ) {
      const found = await reading.listAfter(code, AT_A_TIME);
      for (const one of found) building.add(one);
      if (found.length < AT_A_TIME) break;
      code = found.at(-1)?.code ?? code;
    }
    table = building.finish();
    changed = new Map();
  };
  const read = async () => {
    const next = await reading.readMark();
    if (mark === undefined) await readAll();
    else {
      const found = await reading.listSince(mark, MOST_CHANGES);
      if (found.length === MOST_CHANGES || changed.size > MOST_CHANGES) await readAll();
      else for (const one of found) changed.set(one.code, one);
    }
    mark = next;
  };
  return {
    find: (code) => changed.get(code) ?? table.find(code),
    size: () => table.size + [...changed.keys()].filter((code) => !table.find(code)).length,
    refresh() {
      waiting ??= last.then(() => {
        waiting = undefined;
        return read();
      });
      last = waiting.catch(() => {});
      return waiting;
    },
  };
}
