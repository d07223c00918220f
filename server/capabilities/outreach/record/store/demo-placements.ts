import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { campaignFactsSchema, placementFactsSchema } from '#contract/outreach';
import { isPlacementCode } from '#contract/placement-code';
import { latLngSchema } from '#contract/position';

const FILE = join(import.meta.dirname, '../../../../../database/demo-data/placements.json');

const { name, aim, languages, budgetBaht, status } = campaignFactsSchema.shape;
const n = z.int().min(0);
const demoSchema = z.strictObject({
  campaigns: z.array(
    z.strictObject({
      ...{ id: z.uuid(), agency: z.string(), name, aim, languages, budgetBaht, status },
      startedDaysAgo: z.int(),
      endsInDays: z.int().nullable(),
    }),
  ),
  placements: z.array(
    placementFactsSchema.omit({ position: true }).extend({
      code: z.string().refine(isPlacementCode),
      campaign: z.uuid(),
      place: latLngSchema.nullable(),
      counts: z.strictObject({ opened: n, toLine: n, toWeb: n, preview: n, bot: n }),
    }),
  ),
});

/** The invented campaigns and placements of the demonstration. */
export async function readDemoPlacements() {
  return demoSchema.parse(JSON.parse(await readFile(FILE, 'utf8')));
}
