import { BUDDHIST, thaiDayOf } from '#contract/thai-day';

/**
 * The number people and the radio use for an incident: `ES-6911-0412` is Buddhist year 2569, November, running number.
 * The month is Thailand's.
 */
export function incidentCode(number: number, at: Date): string {
  const [year = '', month = ''] = thaiDayOf(at).split('-');
  const buddhistYear = String(Number(year) + BUDDHIST);
  return `ES-${buddhistYear.slice(-2)}${month}-${String(number).padStart(4, '0')}`;
}
