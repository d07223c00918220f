import type { Stopwatch } from '#platform/clock';

/** The incidents of a board as JSON, and how many they are. */
export type WrittenIncidents = { json: Buffer; count: number };

export type SharedBoards = {
  /**
   * The incidents that people with these rights see, built by whoever asks first after a change; who asks meanwhile waits
   * for the same.
   * @param cursor the last entry of the event log, read before what is built
   */
  share(rights: string, cursor: number, build: () => Promise<WrittenIncidents>): Promise<WrittenIncidents>;
};

/** Whatever changes an incident is in the event log; a change that somebody forgot to log is hidden no longer than this. */
const KEPT_MS = 5000;
/** Different rights whose boards are kept, the one used longest ago goes first: at a large event some megabytes each. */
const MOST_BOARDS = 50;

/**
 * Boards that stay true until the next entry of the event log: it says of every change of an incident that it happened,
 * in the transaction of the change. So at the same cursor the same rights see the same incidents.
 */
export function createSharedBoards(stopwatch: Stopwatch): SharedBoards {
  const boards = new Map<string, { built: Promise<WrittenIncidents>; since: number }>();
  let at = Number.NaN;
  return {
    share(rights, cursor, build) {
      const now = stopwatch.elapsed();
      // Also for a smaller one: a database that was restored uses its numbers again.
      if (cursor !== at) boards.clear();
      at = cursor;
      const known = boards.get(rights);
      // What somebody else's request could not build may have to do with that request alone.
      if (known && now - known.since < KEPT_MS) return known.built.catch(build);
      const built = build();
      boards.delete(rights);
      boards.set(rights, { built, since: now });
      built.catch(() => boards.get(rights)?.built === built && boards.delete(rights));
      const [oldest] = boards.keys();
      if (boards.size > MOST_BOARDS && oldest !== undefined) boards.delete(oldest);
      return built;
    },
  };
}
