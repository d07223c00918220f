import { addDays, thaiDayOf } from '#contract/thai-day';
import { isVague } from '#contract/vague-place';
import { AppError } from '#platform/app-error';
import { inTransaction } from '#platform/database/transaction';
import type { MapContext } from '../../context.ts';
import { dayNumber, type MapPeriod, periodOf } from '../map-period.ts';
import { type ProvinceResult, RULES_VERSION } from '../map-province.ts';
import { YEAR } from '../prevention-map.ts';
import type { Polygons } from '../province-cells.ts';
import {
  addProvinces,
  listMapSources,
  lockNextProvince,
  type MapSource,
  type ProvinceMap,
  saveMap,
  sayTooFew,
} from '../store/map-rows.ts';
import { readProvinceOutlines } from '../store/province-outlines.ts';

/** None of the methods says anything of fewer in a year. */
const FEWEST = 30;
const SHUFFLES = 999;

/**
 * Makes the maps of this week, a province in each transaction: a kill loses the one under way, and whichever process is there
 * begins it again with the same chance. Ends after the one under way once `isStopping`.
 */
export async function makeMaps(context: MapContext, isStopping: () => boolean): Promise<void> {
  const { clock, db } = context;
  const period = periodOf(thaiDayOf(clock.now()));
  const outlines = readProvinceOutlines();
  await addProvinces(db, [...outlines.keys()]);
  await sayTooFew(db, { ...period, yearFrom: firstOfYear(period), fewest: FEWEST, madeAt: clock.now() });
  while (!isStopping() && (await makeNext(context, period, outlines)));
}

/** @returns whether there may be more to do */
function makeNext(context: MapContext, period: MapPeriod, outlines: ReadonlyMap<string, Polygons>): Promise<boolean> {
  return inTransaction(context.db, async ({ tx }) => {
    const province = await lockNextProvince(tx, period.week);
    if (province === undefined) return false;
    const sources = await listMapSources(tx, province, period);
    await saveMap(tx, province, await makeMap(context, period, outlines.get(province) ?? [], sources));
    return true;
  });
}

async function makeMap(
  { clock, log, mapProvince }: MapContext,
  period: MapPeriod,
  polygons: Polygons,
  sources: readonly MapSource[],
): Promise<ProvinceMap> {
  const { week, from, to, months } = period;
  const first = dayNumber(firstOfYear(period));
  const ofYear = sources.filter(({ day }) => day >= first);
  const used = sources.filter(isUsed);
  // The same in every province of a week.
  const seed = Number(week.replaceAll('-', ''));
  const job = {
    polygons,
    events: used,
    lastDay: dayNumber(to),
    months: months.map(dayNumber),
    seed,
    shuffles: SHUFFLES,
  };
  const made = {
    ...{ week, from, to, madeAt: clock.now(), seed, shuffles: SHUFFLES, rulesVersion: RULES_VERSION },
    n: ofYear.filter(isUsed).length,
    notReported: ofYear.filter(({ isReported }) => !isReported).length,
    vague: ofYear.filter(({ isReported, accuracyMetres }) => isReported && isVague(accuracyMetres)).length,
  };
  if (made.n < FEWEST) return { ...made, state: 'too-few', result: null };
  let result: ProvinceResult;
  try {
    result = await mapProvince(job);
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('file/')) throw error;
    log.warn({ error, n: made.n }, 'the maps of a province were given up');
    return { ...made, state: 'too-long', result: null };
  }
  return { ...made, state: 'made', result };
}

/** Reported, and its place is known well enough to lie in one cell and not in another. */
function isUsed({ isReported, accuracyMetres }: MapSource): boolean {
  return isReported && !isVague(accuracyMetres);
}

function firstOfYear({ to }: MapPeriod): string {
  return addDays(to, 1 - YEAR);
}
