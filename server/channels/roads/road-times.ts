import { z } from 'zod';
import type { Stopwatch } from '#platform/clock';
import type { Log } from '#platform/log';

type Place = { lat: number; lng: number };
/** Minutes and metres by road from each place, null where no road leads; undefined if OSRM cannot answer now. */
export type RoadTimes = (
  from: Place[],
  to: Place,
) => Promise<({ minutes: number; metres: number } | null)[] | undefined>;

/** A dispatcher is waiting: an estimate now is better than a road time later. */
const TIMEOUT_MS = 1500;
/** OSRM is not asked again for this long after a failure. */
const PAUSE_MS = 30_000;
/** OSRM's own usual limit for a table. */
const MAX_PLACES = 90;

const column = z.array(z.tuple([z.number().nullable()]));
const tableSchema = z.object({ code: z.literal('Ok'), durations: column, distances: column });

/** Uses the table service of an OSRM at `url`. */
export function createRoadTimes(url: string, clock: Stopwatch, log: Log): RoadTimes {
  let pausedUntil = -Infinity;
  return async (from, to) => {
    if (clock.elapsed() < pausedUntil || from.length === 0 || from.length > MAX_PLACES) return undefined;
    const places = [to, ...from].map(({ lat, lng }) => `${lng.toFixed(6)},${lat.toFixed(6)}`).join(';');
    const sources = from.map((_, index) => index + 1).join(';');
    const query = `sources=${sources}&destinations=0&annotations=duration,distance`;
    try {
      const answer = await fetch(`${url.replace(/\/$/, '')}/table/v1/driving/${places}?${query}`, {
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!answer.ok) throw new Error(`OSRM answered ${answer.status}`);
      const table = tableSchema.safeParse(await answer.json());
      if (!table.success) throw new Error('OSRM sent an unexpected answer');
      const { durations, distances } = table.data;
      return from.map((_, index) => {
        const [seconds, metres] = [durations[index]?.[0], distances[index]?.[0]];
        return typeof seconds === 'number' && typeof metres === 'number' ? { minutes: seconds / 60, metres } : null;
      });
    } catch (error) {
      pausedUntil = clock.elapsed() + PAUSE_MS;
      // The request URL contains where somebody is in danger, so only the kind of failure is logged.
      log.warn({ kind: error instanceof Error ? error.name : 'unknown' }, 'OSRM did not answer; times are estimated');
      return undefined;
    }
  };
}
