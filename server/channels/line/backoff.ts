/** The wait before the next try at LINE, in ms: 1, 2, 4 … 60 s. */
export function backoff(tries: number): number {
  return Math.min(1000 * 2 ** tries, 60_000);
}
