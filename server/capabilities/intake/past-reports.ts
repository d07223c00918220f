import { z } from 'zod';
import { INCIDENT_TYPES, type IncidentType } from '#contract/incident-type';
import type { PublicLanguage } from '#contract/languages';
import type { LatLng, ReportedPosition } from '#contract/position';
import { addDays, momentOf, type ThaiDay } from '#contract/thai-day';
import type { Chance } from '#platform/chance';
import { newId } from '#platform/ids';

const typeSchema = z.enum(INCIDENT_TYPES);
const weighted = <One extends z.ZodType>(one: One) => z.array(z.tuple([one, z.number().positive()])).min(1);
const factor = z.number().positive();
const daySchema = z.string().regex(/^\d\d-\d\d$/);

/** The shape of an invented year: how often, when, where and what. */
export const pastYearSchema = z.object({
  province: z.string(),
  aYear: z.object({ nation: z.int().positive(), province: z.int().positive() }),
  /** January first. */
  months: z.array(factor).length(12),
  /** Monday first. */
  weekdays: z.array(factor).length(7),
  hours: z.array(factor).length(24),
  weekendNights: factor,
  holidays: z.record(daySchema, factor),
  payDays: z.object({ days: z.array(z.int()), factor }),
  types: weighted(typeSchema),
  channels: weighted(z.enum(['line', 'phone', 'web'])),
  languages: weighted(z.enum(['th', 'my', 'en', 'lo', 'km'])),
  /** Oldest month first. */
  hotSpots: z.array(
    z.object({
      ...{ lat: z.number(), lng: z.number(), spreadMetres: factor },
      types: weighted(typeSchema),
      byMonth: z.array(z.int().min(0)).length(12),
    }),
  ),
  doors: z.array(
    z.object({
      ...{ lat: z.number(), lng: z.number(), detail: z.string(), type: typeSchema, silent: z.boolean() },
      ...{ daysAgo: z.array(z.int().positive()), hour: z.int().min(0).max(23) },
    }),
  ),
});
export type PastYear = z.infer<typeof pastYearSchema>;

/** A report as it was made, long ago and by nobody. */
export type PastReport = {
  id: string;
  reporterId: string;
  /** The first tap or word. */
  startedAt: Date;
  /** Type and place were known: it became an incident. */
  submittedAt: Date;
  channel: 'line' | 'phone' | 'web';
  type: IncidentType;
  silent: boolean;
  language: PublicLanguage;
  position: ReportedPosition;
  placeDetail: string | null;
};

/** Around a station people live; around one of a provincial capital more of them. */
type Station = { position: LatLng; isInProvince: boolean; isLarge: boolean };

const DAYS = 365;
const METRES_OF_A_DEGREE = 111_320;
/** Larger than any day's number would be: what is drawn is thinned to the day's factor. */
const LARGE_STATION = 5;

/** A year of reports up to yesterday, oldest first: the same for the same day, shape and stations. */
export function drawPastReports(
  year: PastYear,
  stations: readonly Station[],
  today: ThaiDay,
  chance: Chance,
): PastReport[] {
  const days = Array.from({ length: DAYS }, (_, index) => addDays(today, index - DAYS));
  const weights = days.map((day) => weightOf(year, day));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / DAYS;
  const towns = (isOurs: boolean) =>
    stations
      .filter(({ isInProvince }) => isInProvince === isOurs)
      .flatMap(({ position, isLarge }) => new Array<LatLng>(isLarge ? LARGE_STATION : 1).fill(position));
  const around = [
    { places: towns(false), aYear: year.aYear.nation, metres: 3500 },
    { places: towns(true), aYear: year.aYear.province, metres: 2600 },
  ].filter(({ places }) => places.length > 0);
  const drawn: PastReport[] = [];
  const add = (day: ThaiDay, where: LatLng, more: Partial<PastReport> & { hour?: number } = {}) =>
    drawn.push(drawReport(year, day, where, more, chance));
  for (const [index, day] of days.entries()) {
    const share = (weights[index] ?? 1) / mean / DAYS;
    for (const { places, aYear, metres } of around)
      for (let n = chance.count(aYear * share); n > 0; n -= 1) add(day, beside(chance.one(places), metres, chance));
    const month = Math.min(11, Math.floor((index * 12) / DAYS));
    for (const { types, spreadMetres, byMonth, ...middle } of year.hotSpots)
      for (let n = chance.count(((byMonth[month] ?? 0) * 12) / DAYS); n > 0; n -= 1)
        add(day, beside(middle, spreadMetres, chance), { type: chance.pick(types) });
    for (const { daysAgo, detail: placeDetail, type, silent, hour, lat, lng } of year.doors)
      if (daysAgo.includes(DAYS - index))
        add(day, beside({ lat, lng }, 6, chance), {
          placeDetail,
          type,
          silent,
          hour,
          channel: silent ? 'line' : 'phone',
        });
  }
  return drawn.sort((one, other) => one.submittedAt.getTime() - other.submittedAt.getTime());
}

/** How much more or less than on an average day. */
function weightOf({ months, weekdays, holidays, payDays }: PastYear, day: ThaiDay): number {
  const date = new Date(`${day}T00:00:00Z`);
  const isPayDay = payDays.days.includes(date.getUTCDate());
  return (
    (months[date.getUTCMonth()] ?? 1) *
    (weekdays[(date.getUTCDay() + 6) % 7] ?? 1) *
    (holidays[day.slice(5)] ?? 1) *
    (isPayDay ? payDays.factor : 1)
  );
}

function beside({ lat, lng }: LatLng, metres: number, chance: Chance): LatLng {
  const degrees = metres / METRES_OF_A_DEGREE;
  return {
    lat: lat + degrees * chance.normal(),
    lng: lng + (degrees * chance.normal()) / Math.cos((lat * Math.PI) / 180),
  };
}

function drawReport(
  year: PastYear,
  day: ThaiDay,
  { lat, lng }: LatLng,
  { hour, ...given }: Partial<PastReport> & { hour?: number },
  chance: Chance,
): PastReport {
  const isWeekend = [0, 5, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
  const hours = year.hours.map(
    (weight, at) => [at, isWeekend && at >= 20 ? weight * year.weekendNights : weight] as const,
  );
  const startedAt = momentOf(day, (hour ?? chance.pick(hours)) * 60 + chance.float() * 60);
  const channel = given.channel ?? chance.pick(year.channels);
  const seconds = chance.around(channel === 'phone' ? 75 : 34, 0.5);
  const accuracyMetres = channel === 'web' ? Math.round(chance.around(18, 0.6)) : null;
  const source = ({ line: 'line-pin', phone: 'console-pin', web: 'device-gps' } as const)[channel];
  return {
    ...{ id: newId(), reporterId: newId(), startedAt, submittedAt: new Date(startedAt.getTime() + seconds * 1000) },
    ...{ channel, placeDetail: null, type: chance.pick(year.types), language: chance.pick(year.languages) },
    silent: channel !== 'phone' && chance.isTrue(0.06),
    position: { lat, lng, source, at: startedAt.toISOString(), accuracyMetres, label: null },
    ...given,
  };
}
