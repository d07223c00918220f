import { etaMinutesSchema } from '#contract/incident-actions';

/** A typed number, Thai digits too; null if it is not a possible ETA. */
export function readMinutes(text: string): number | null {
  const latin = text.trim().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  const minutes = etaMinutesSchema.safeParse(/^\d+$/.test(latin) ? Number(latin) : Number.NaN);
  return minutes.success ? minutes.data : null;
}
