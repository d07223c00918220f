import type { Stopwatch } from '#platform/clock';

/** The open incidents of a board as JSON, by their ids, oldest first. */
export type BoardRows = ReadonlyMap<string, Buffer>;

/** How a board comes about for the person who asks. */
export type BoardBuilder = {
  /** Reads all of it. */
  build(): Promise<BoardRows>;
  /** What the board became by the entries after the given one; undefined: only one built anew is sure to be right. */
  renew(rows: BoardRows, after: number): Promise<BoardRows | undefined>;
};

export type SharedBoards = {
  /**
   * The incidents that people with these rights see, brought up to date by whoever asks first after a change; who asks
   * meanwhile waits for the same.
   * @param cursor the last entry of the event log, read before what is built
   */
  share(rights: string, cursor: number, builder: BoardBuilder): Promise<BoardRows>;
};

/** `since`: when all of it was read. */
type Board = { cursor: number; since: number; rows: Promise<BoardRows> };

/**
 * Whatever changes an incident is in the event log. A change that somebody forgot to log is hidden no longer than this;
 * from a console that is open, which follows the log, it is hidden for as long as it is open.
 */
const KEPT_MS = 30_000;
/** Different rights whose boards are kept, the one used longest ago goes first: at a large event some megabytes each. */
const MOST_BOARDS = 50;

/**
 * Boards that stay true until the next entry of the event log, and of which then only what the entries name is read again:
 * the log says of every change of an incident that it happened, in the transaction of the change. So at the same cursor the
 * same rights see the same incidents.
 */
export function createSharedBoards(stopwatch: Stopwatch): SharedBoards {
  const boards = new Map<string, Board>();
  const renewed = (known: Board, cursor: number, { build, renew }: BoardBuilder): Board => {
    const board = { cursor, since: known.since, rows: known.rows };
    // What somebody else's request could not build may have to do with that request alone.
    const rows = known.rows.then((before) => renew(before, known.cursor)).catch(() => undefined);
    board.rows = rows.then((found) => {
      if (found) return found;
      board.since = stopwatch.elapsed();
      return build();
    });
    return board;
  };
  return {
    async share(rights, cursor, builder) {
      const now = stopwatch.elapsed();
      const known = boards.get(rights);
      // A smaller one: a database that was restored uses its numbers again.
      const isGood = known && now - known.since < KEPT_MS && cursor >= known.cursor;
      if (isGood && cursor === known.cursor) return known.rows.catch(builder.build);
      const board = isGood ? renewed(known, cursor, builder) : { cursor, since: now, rows: builder.build() };
      boards.delete(rights);
      boards.set(rights, board);
      board.rows.catch(() => boards.get(rights) === board && boards.delete(rights));
      const [oldest] = boards.keys();
      if (boards.size > MOST_BOARDS && oldest !== undefined) boards.delete(oldest);
      return board.rows;
    },
  };
}
