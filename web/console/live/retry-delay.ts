/** After a restart of the server all consoles reconnect at once; jitter (between half and the full delay) spreads them. */
const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/** `attempt` counts from 0. `random` in 0..1. */
export function retryDelay(attempt: number, random: number): number {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(most / 2 + (most / 2) * random);
}
