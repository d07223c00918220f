// Created once: creating one is the most expensive part of opening an incident.
const BANGKOK_MONTH = new Intl.DateTimeFormat('en-u-ca-buddhist', {
  timeZone: 'Asia/Bangkok',
  year: 'numeric',
  month: '2-digit',
});

/**
 * The number people and the radio use for an incident: `ES-6911-0412` is Buddhist year 2569, November, running number.
 * The month follows Bangkok time.
 */
export function incidentCode(number: number, at: Date): string {
  const parts = BANGKOK_MONTH.formatToParts(at);
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  return `ES-${part('year').slice(-2)}${part('month')}-${String(number).padStart(4, '0')}`;
}
