import type { CountedStep } from '#contract/outreach';
import { addDays, thaiDayOf } from '#contract/thai-day';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { OutreachContext } from '../../context.ts';
import { findCampaignRow, insertCampaign } from '../store/campaign-rows.ts';
import { addCounts, type Counted } from '../store/count-rows.ts';
import { readDemoPlacements } from '../store/demo-placements.ts';
import { insertPlacements } from '../store/placement-rows.ts';

const STEPS = {
  opened: 'opened',
  toLine: 'to-line',
  toWeb: 'to-web',
  preview: 'preview',
  bot: 'bot',
} as const satisfies Record<string, CountedStep>;

/** Adds the invented campaigns of the demonstration once, with what their placements have brought in so far. */
export async function seedDemoPlacements({ jurisdiction, clock }: OutreachContext, db: Database): Promise<void> {
  const demo = await readDemoPlacements();
  await inTransaction(db, async ({ tx }) => {
    const now = clock.now();
    const today = thaiDayOf(now);
    for (const { id, agency, startedDaysAgo, endsInDays, ...facts } of demo.campaigns) {
      const agencyId = jurisdiction.findAgencyByCode(agency)?.id;
      if (agencyId === undefined || (await findCampaignRow(tx, id))) continue;
      await insertCampaign(tx, {
        ...{ ...facts, id, agencyId, version: 1, changedByPersonId: null, changedAt: now },
        ...{
          startsOn: addDays(today, -startedDaysAgo),
          endsOn: endsInDays === null ? null : addDays(today, endsInDays),
        },
      });
      const mine = demo.placements.filter(({ campaign }) => campaign === id);
      await insertPlacements(
        tx,
        mine.map(({ campaign: _, counts: __, place, ...placement }) => ({
          ...{ ...placement, position: place, campaignId: id, agencyId, version: 1 },
          subdistrictCode: place && jurisdiction.describePlace(place).subdistrictCode,
          checkedOn: placement.status === 'checked' ? addDays(today, -6) : null,
        })),
      );
      // Three days, so that more than one is there to be added up.
      const counted = mine.flatMap(({ code, counts }) =>
        Object.entries(STEPS).flatMap(([name, step]): Counted[] => {
          const all = counts[name as keyof typeof STEPS];
          const parts = [Math.floor(all / 2), Math.floor(all / 3), all - Math.floor(all / 2) - Math.floor(all / 3)];
          return parts.flatMap((n, at) => (n > 0 ? [{ code, day: addDays(today, -1 - at * 4), step, n }] : []));
        }),
      );
      if (counted.length > 0) await addCounts(tx, counted);
    }
  });
}
