/** Long enough to speak on the radio, too short to forget. */
export const MUTE_SECONDS = 30;

/** Whole seconds left of the muting; 0 when the alarm may sound. */
export function muteLeft(mutedAt: number | null, now: number): number {
  return mutedAt === null ? 0 : Math.max(0, Math.ceil(MUTE_SECONDS - (now - mutedAt) / 1000));
}
