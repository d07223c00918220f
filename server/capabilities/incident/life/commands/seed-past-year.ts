import { drawPastReports, getPastYear, keepPastReports } from '#capabilities/intake';
import { thaiDayOf } from '#contract/thai-day';
import { createChance } from '#platform/chance';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IncidentContext } from '../../context.ts';
import { incidentCode } from '../incident-code.ts';
import { livePastIncident } from '../past-incident.ts';
import { routeToStation } from '../route-to-station.ts';
import { hasIncidents, insertPastIncidents, takeCodeNumbers } from '../store/past-incident-rows.ts';
import { describeAlert } from './alert-stations.ts';

const SEED = 2569;
/** In a set: as much as one statement writes quickly. */
const MOST_AT_ONCE = 1000;

/**
 * A demonstration begins with a year that is over, once: whole incidents and not only figures, so that everything that is counted
 * from them, now and later, is right by itself (decision 0095). They ring nobody and stand in no audit, because nobody did them.
 */
export async function seedPastYear(context: IncidentContext, db: Database): Promise<void> {
  if (await hasIncidents(db)) return;
  const { jurisdiction, clock } = context;
  const now = clock.now();
  const year = await getPastYear();
  const chance = createChance(SEED);
  const stations = jurisdiction.listAgencies({ kinds: ['station'], onlyActive: true }).map(({ position, nameTh }) => ({
    position,
    isInProvince: jurisdiction.describePlace(position).provinceCode === year.province,
    isLarge: nameTh.startsWith('สภ.เมือง'),
  }));
  const reports = drawPastReports(year, stations, thaiDayOf(now), chance).filter(({ position }) =>
    jurisdiction.isInThailand(position),
  );
  await inTransaction(db, async ({ tx }) => {
    const numbers = await takeCodeNumbers(tx, reports.length);
    const lived = reports.map((report, place) => {
      const code = incidentCode(numbers[place] ?? 0, report.submittedAt);
      const { routing, neighbours } = routeToStation(context, report.position);
      const station = jurisdiction.getAgency(routing.responsibleAgencyId);
      const beginning = { id: newId(), code, routing, ...describeAlert({ station, neighbours }) };
      return { report, ...livePastIncident(report, beginning, chance) };
    });
    // Soon after midnight yesterday's last ones have not ended yet.
    const past = lived.filter(({ endedAt }) => endedAt < now);
    for (let from = 0; from < past.length; from += MOST_AT_ONCE) {
      const some = past.slice(from, from + MOST_AT_ONCE);
      await keepPastReports(
        tx,
        some.map(({ report, incident: { code }, endedAt }) => ({ ...report, code, endedAt })),
      );
      await insertPastIncidents(tx, some);
    }
  });
}
