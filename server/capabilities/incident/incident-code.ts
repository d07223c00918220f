// Made once: making one costs more than all the rest of opening an incident.
const BANGKOK_MONTH = new Intl.DateTimeFormat('en-u-ca-buddhist', {
  timeZone: 'Asia/Bangkok',
  year: 'numeric',
  month: '2-digit',
});

/**
 * What people and the radio call an incident: `ES-6911-0412` = Buddhist year 2569, November, running number.
 * The month is Bangkok's, as people there count it.
 */
export function incidentCode(number: number, at: Date): string {
  const parts = BANGKOK_MONTH.formatToParts(at);
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  return `ES-${part('year').slice(-2)}${part('month')}-${String(number).padStart(4, '0')}`;
}
