/** An item of one caller, and whom to tell what became of it. */
type Waiting<Item, Result> = { item: Item; done: (result: Result) => void; failed: (error: unknown) => void };

type Options<Item> = {
  /** How long the first item waits for others; without it, for the others of this turn of the event loop. */
  delayMs?: number;
  /** What an item counts, and the most that one write takes; a single larger item is still written. */
  sizeOf?: (item: Item) => number;
  largest?: number;
  /** True where an item may be the cause of the failure: then each is written again by itself, so that one fails no other. */
  isFaultOfItem?: (error: unknown) => boolean;
};

/**
 * Group commit: what arrives during a write is written together by the next, one write at a time. A hundred callers cost
 * one statement and not a hundred, and with a slow database the batches grow, but the statements do not pile up.
 * @param write returns the results in the order of the items
 * @returns a function that resolves to the caller's own result once it is written
 */
export function createBatcher<Item, Result>(
  write: (items: Item[]) => Promise<readonly Result[]>,
  { delayMs, sizeOf = () => 1, largest = Infinity, isFaultOfItem = () => false }: Options<Item> = {},
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let isUnderWay = false;

  const writeBatch = async (batch: Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await write(batch.map(({ item }) => item));
      if (results.length !== batch.length) throw new Error('a batch was answered with another number of results');
      for (const [at, result] of results.entries()) batch[at]?.done(result);
    } catch (error) {
      if (batch.length === 1 || !isFaultOfItem(error)) for (const { failed } of batch) failed(error);
      else for (const one of batch) await writeBatch([one]);
    }
  };
  const takeBatch = (): Waiting<Item, Result>[] => {
    let size = 0;
    const fits = waiting.findIndex(({ item }) => {
      size += sizeOf(item);
      return size > largest;
    });
    return waiting.splice(0, fits === -1 ? waiting.length : Math.max(fits, 1));
  };
  const begin = (): void => {
    isUnderWay = true;
    if (delayMs === undefined) setImmediate(() => void writeNext());
    else setTimeout(() => void writeNext(), delayMs);
  };
  const writeNext = async (): Promise<void> => {
    await writeBatch(takeBatch());
    isUnderWay = waiting.length > 0;
    if (!isUnderWay) return;
    if (delayMs === undefined) void writeNext();
    else begin();
  };

  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed });
      if (!isUnderWay) begin();
    });
}
