/**
 * Ends a connection on which a statement has had no answer for so long. One timer for the connection, which looks again
 * later, and not the driver's own for each statement: with those what a statement read stays in memory until V8 goes through
 * all of it, which was 150 MB for 400,000 rows (decision 0086).
 * @param end called once for each silence
 */
export function limitSilence(withinMs: number, end: () => void): { asked(): void; answered(): void } {
  /** When each statement that is not answered yet was asked, the oldest first: they are answered in this order. */
  const waiting: number[] = [];
  let isWatched = false;
  const watch = (afterMs: number) => {
    isWatched = true;
    setTimeout(() => {
      isWatched = false;
      const [oldest] = waiting;
      if (oldest === undefined) return;
      const restMs = oldest + withinMs - performance.now();
      if (restMs > 0) watch(restMs);
      else end();
    }, afterMs).unref();
  };
  return {
    asked() {
      waiting.push(performance.now());
      if (!isWatched) watch(withinMs);
    },
    answered() {
      waiting.shift();
    },
  };
}
