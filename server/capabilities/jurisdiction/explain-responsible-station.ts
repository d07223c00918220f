import type { Agency, ResponsibleStation } from '#contract/jurisdiction';
import { type Language, translate } from './messages.ts';

/** Stations named among those passed over; the rest are counted. */
const NAMED_AT_MOST = 5;

/** Explains the choice of station, one fact a line, for the timeline and the officer's screen. */
export function explainResponsibleStation(found: ResponsibleStation, language: Language): string[] {
  const { station, reason, passedOver, neighbours } = found;
  const more = passedOver.length - NAMED_AT_MOST;
  return [
    ...passedOver
      .slice(0, NAMED_AT_MOST)
      .map(({ agency, why }) =>
        translate(language, `station.passed-over.${why}`, { station: nameOf(agency, language) }),
      ),
    ...(more > 0 ? [translate(language, 'station.passed-over-more', { count: more })] : []),
    translate(
      language,
      reason.code === 'inside-area' && reason.isApproximate
        ? 'station.inside-area-approximate'
        : `station.${reason.code}`,
      {
        station: nameOf(station, language),
        distance: formatDistance(found.distanceMetres, language),
      },
    ),
    ...neighbours.map(({ agency, borderMetres }) =>
      translate(language, 'station.neighbour', {
        station: nameOf(agency, language),
        distance: formatDistance(borderMetres, language),
      }),
    ),
  ];
}

/** `850 m` below one kilometre, else `3.2 km`: a LINE pin is not more exact. */
export function formatDistance(metres: number, language: Language): string {
  if (metres < 995) return translate(language, 'distance.metres', { value: Math.round(metres / 10) * 10 });
  return translate(language, 'distance.kilometres', { value: (metres / 1000).toFixed(1) });
}

function nameOf(agency: Agency, language: Language): string {
  return language === 'en' ? (agency.nameEn ?? agency.nameTh) : agency.nameTh;
}
