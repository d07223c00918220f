/** Long enough to speak on the radio, too short to forget. */
export const HUSH_SECONDS = 30;

/** Whole seconds of quiet left; 0 when the alarm may sound. */
export function hushLeft(hushedAt: number | null, now: number): number {
  return hushedAt === null ? 0 : Math.max(0, Math.ceil(HUSH_SECONDS - (now - hushedAt) / 1000));
}
