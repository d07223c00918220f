import type { Agency, ResponsibleStation } from '#contract/jurisdiction';
import { type Language, say } from './messages.ts';

/** Stations named in full among those passed over; the rest are counted. */
const NAMED_AT_MOST = 5;

/** Why this station, one fact a line, for the timeline and the officer's screen. */
export function explainResponsibleStation(found: ResponsibleStation, language: Language): string[] {
  const { station, reason, passedOver, neighbours } = found;
  const more = passedOver.length - NAMED_AT_MOST;
  return [
    ...passedOver
      .slice(0, NAMED_AT_MOST)
      .map(({ agency, why }) => say(language, `station.passed-over.${why}`, { station: nameOf(agency, language) })),
    ...(more > 0 ? [say(language, 'station.passed-over-more', { count: more })] : []),
    say(
      language,
      reason.code === 'inside-area' && reason.isApproximate
        ? 'station.inside-area-approximate'
        : `station.${reason.code}`,
      {
        station: nameOf(station, language),
        distance: sayDistance(found.distanceMetres, language),
      },
    ),
    ...neighbours.map(({ agency, borderMetres }) =>
      say(language, 'station.neighbour', {
        station: nameOf(agency, language),
        distance: sayDistance(borderMetres, language),
      }),
    ),
  ];
}

/** `850 m` below one kilometre, else `3.2 km`: finer would claim more than a pin knows. */
export function sayDistance(metres: number, language: Language): string {
  if (metres < 995) return say(language, 'distance.metres', { value: Math.round(metres / 10) * 10 });
  return say(language, 'distance.kilometres', { value: (metres / 1000).toFixed(1) });
}

function nameOf(agency: Agency, language: Language): string {
  return language === 'en' ? (agency.nameEn ?? agency.nameTh) : agency.nameTh;
}
