import { addDays, thaiDayOf } from '#contract/thai-day';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { OutreachContext } from '../../context.ts';
import { listCampaignRows } from '../../record/store/campaign-rows.ts';
import { addCounts, type Counted } from '../../record/store/count-rows.ts';
import { readDemoEvents } from '../store/demo-events.ts';
import { insertEvent, listEventRows } from '../store/event-rows.ts';

/** Adds the invented events of the demonstration once, with what was counted on their days. */
export async function seedDemoEvents({ clock }: OutreachContext, db: Database): Promise<void> {
  const demo = await readDemoEvents();
  await inTransaction(db, async ({ tx }) => {
    const now = clock.now();
    const owners = new Map((await listCampaignRows(tx)).map(({ id, agencyId }) => [id, agencyId]));
    const known = new Set((await listEventRows(tx, undefined)).map(({ id }) => id));
    const counted: Counted[] = [];
    for (const { campaign: campaignId, startedDaysAgo, lastedDays, place, counts, ...facts } of demo) {
      const agencyId = owners.get(campaignId);
      if (agencyId === undefined || known.has(facts.id)) continue;
      const startsOn = addDays(thaiDayOf(now), -startedDaysAgo);
      await insertEvent(tx, {
        ...{ ...facts, version: 1, campaignId, agencyId, position: place, startsOn },
        ...{ endsOn: addDays(startsOn, lastedDays - 1), changedByPersonId: null, changedAt: now },
      });
      const [code = ''] = facts.codes;
      const steps = {
        opened: counts.opened,
        'to-web': counts.toWeb,
        practised: counts.practised,
        passed: counts.passed,
      };
      for (const [step, n] of Object.entries(steps) as [keyof typeof steps, number][])
        if (n > 0) counted.push({ code, day: startsOn, step, n });
    }
    if (counted.length > 0) await addCounts(tx, counted);
  });
}
