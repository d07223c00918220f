/** A time to read at a glance: `45 s`, `1.5 min`, `12 min`, `2.3 h`. */
export function splitSeconds(seconds: number): { unit: 'seconds' | 'minutes' | 'hours' | 'days'; n: number } {
  const short = (n: number) => (n < 10 ? Math.round(n * 10) / 10 : Math.round(n));
  if (seconds < 59.5) return { unit: 'seconds', n: short(seconds) };
  if (seconds < 3570) return { unit: 'minutes', n: short(seconds / 60) };
  if (seconds < 48 * 3600) return { unit: 'hours', n: short(seconds / 3600) };
  return { unit: 'days', n: short(seconds / 86_400) };
}
