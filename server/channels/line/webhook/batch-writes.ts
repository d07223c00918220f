/** The rows of one caller, written together with those of others. */
type Waiting<Row> = { rows: Row[]; done: () => void; failed: (error: unknown) => void };

/** The most rows of one statement; a larger statement would itself take too long. */
const LARGEST_BATCH = 500;

/**
 * Group commit: during one write the next batch is collected, so a hundred webhooks cost one commit and not a hundred.
 * A failing batch is written again caller by caller if `isTheirFault` says that the rows may be the cause, so that one
 * bad webhook does not fail the others.
 */
export function batchWrites<Row>(
  write: (rows: Row[]) => Promise<void>,
  isTheirFault: (error: unknown) => boolean,
): (rows: Row[]) => Promise<void> {
  let waiting: Waiting<Row>[] = [];
  let isWriting = false;

  const writeBatch = async (batch: Waiting<Row>[]): Promise<void> => {
    try {
      await write(batch.flatMap(({ rows }) => rows));
      for (const { done } of batch) done();
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1 || !isTheirFault(error)) for (const { failed } of batch) failed(error);
      else if (only) for (const one of batch) await writeBatch([one]);
    }
  };

  const writeAll = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = takeBatch(waiting);
      waiting = waiting.slice(batch.length);
      await writeBatch(batch);
    }
    isWriting = false;
  };

  return (rows) =>
    new Promise((done, failed) => {
      waiting.push({ rows, done, failed });
      // Waits for the other webhooks of this tick.
      if (!isWriting) {
        isWriting = true;
        setImmediate(() => void writeAll());
      }
    });
}

function takeBatch<Row>(waiting: Waiting<Row>[]): Waiting<Row>[] {
  let rows = 0;
  const fits = waiting.findIndex((one) => {
    rows += one.rows.length;
    return rows > LARGEST_BATCH;
  });
  return waiting.slice(0, fits === -1 ? undefined : Math.max(fits, 1));
}
