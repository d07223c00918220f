import { addDays, thaiDayOf } from '#contract/thai-day';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { ServicesContext } from '../context.ts';
import type { StoredService } from '../service.ts';
import { readDemoServices } from '../store/demo-services.ts';
import { insertServices, listServicesById } from '../store/service-rows.ts';

const HOUR_MS = 3_600_000;

/** Adds the invented services of the demonstration once; what is done with them later stays. */
export async function seedDemoServices({ jurisdiction, clock }: ServicesContext, db: Database): Promise<void> {
  const demo = await readDemoServices();
  await inTransaction(db, async ({ tx }) => {
    const now = clock.now();
    const known = await listServicesById(
      tx,
      demo.map(({ id }) => id),
    );
    const idOf = (code: string) => jurisdiction.findAgencyByCode(code)?.id;
    const added = demo
      .filter(({ id }) => !known.some((one) => one.id === id))
      .flatMap(({ id, provider, areas, facts, checkedDaysAgo, checkedBy, countedHoursAgo }): StoredService[] => {
        const [agencyId, areaIds] = [idOf(provider), areas.flatMap((code) => idOf(code) ?? [])];
        if (agencyId === undefined || areaIds.length === 0) return [];
        return [
          {
            ...{ ...facts, id, agencyId, areaIds, version: 1, checkedBy },
            freeAt: facts.free === null ? null : new Date(now.getTime() - countedHoursAgo * HOUR_MS),
            checkedOn: checkedDaysAgo === null ? null : addDays(thaiDayOf(now), -checkedDaysAgo),
            ...{ updatedByPersonId: null, updatedAt: now },
          },
        ];
      });
    await insertServices(tx, added);
  });
}
