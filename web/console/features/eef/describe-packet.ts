import { type SchoolPacket, STATUS_POINTS } from '#contract/eef';
import { BUDDHIST } from '#contract/thai-day';

type Say = (key: string, values?: Record<string, unknown>) => string;
export type Line = { key: string; value: string };

/** What the packet says of school, in words; what nobody knows is left out. The eight points are one line. */
export function describePacket(packet: SchoolPacket, say: Say): Line[] {
  const line = (key: keyof SchoolPacket, value: (known: string | number) => string): Line[] => {
    const known = packet[key];
    return known === null || known === undefined || known === '' || typeof known === 'boolean'
      ? []
      : [{ key, value: value(known) }];
  };
  const points = STATUS_POINTS.filter((point) => packet[point] === true).map((point) => say(`point.${point}`));
  const asked = STATUS_POINTS.some((point) => typeof packet[point] === 'boolean');
  const kept = (['house-point-kept', 'house-photo-kept'] as const).filter((key) => packet[key] === true);
  const code = packet['school-code'] ? ` (${packet['school-code']})` : '';
  return [
    ...line('school', (name) => `${name}${code}`),
    ...line('grade', (grade) => say(`grade.${grade}`)),
    ...line('years-out', (years) => say('years', { count: Number(years) })),
    ...line('reason-out', (reason) => say(`reasonOut.${reason}`)),
    ...line('income-per-head', (baht) => say('bahtPerMonth', { baht: Number(baht).toLocaleString('en') })),
    ...(asked ? [{ key: 'points', value: points.length > 0 ? points.join(' · ') : say('pointsNone') }] : []),
    ...(kept.length > 0 ? [{ key: 'kept', value: kept.map((key) => say(`kept.${key}`)).join(' · ') }] : []),
    ...line('bank-holder', (holder) => say(`holder.${holder}`)),
    ...line('wish', (wish) => say(`wish.${wish}`)),
  ];
}

/** In the order in which one looks for them. */
const PERSON_FIELDS = [
  ...(['name', 'alias', 'idNumber', 'birthDate', 'birthYear', 'sex', 'caregiver', 'guardian', 'safeContact'] as const),
];

/** What a packet says of the person; codes in words, and what has no words is left out. */
export function describePerson(person: Record<string, unknown>, say: Say, language: string): Line[] {
  return PERSON_FIELDS.flatMap((key): Line[] => {
    const text = sayOf(key, person[key], say, language);
    return text === '' ? [] : [{ key, value: text }];
  });
}

function sayOf(key: string, value: unknown, say: Say, language: string): string {
  if (value === null || value === undefined) return '';
  switch (key) {
    case 'name':
    case 'alias':
    case 'idNumber':
      return String(value);
    case 'birthDate':
    case 'birthYear': {
      const [year = '', ...rest] = String(value).split('-');
      const shown = language === 'en' ? year : String(Number(year) + BUDDHIST);
      return [...rest.toReversed(), shown].join('/');
    }
    case 'caregiver':
    case 'guardian': {
      const { kind, name, phone } = value as { kind?: string; name?: string; phone?: string };
      return [kind && say(`relation.${kind}`), name, phone].filter(Boolean).join(' · ');
    }
    case 'safeContact': {
      const { channel, detail, hours, mustNotKnow } = value as {
        channel?: string;
        detail?: string;
        hours?: 'any' | { from: string; to: string };
        mustNotKnow?: string[];
      };
      const when = hours && (hours === 'any' ? say('anyHour') : `${hours.from}–${hours.to}`);
      const who = mustNotKnow?.length ? say('mustNotKnow', { who: mustNotKnow.join(', ') }) : undefined;
      return [channel && say(`channel.${channel}`), detail, when, who].filter(Boolean).join(' · ');
    }
    case 'sex':
      return say(`sex.${value}`);
    default:
      return '';
  }
}
