import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { eventFactsSchema } from '#contract/outreach';
import { latLngSchema } from '#contract/position';

const FILE = join(import.meta.dirname, '../../../../../database/demo-data/outreach-events.json');

const n = z.int().min(0);
const demoSchema = z.array(
  eventFactsSchema.omit({ startsOn: true, endsOn: true, position: true }).extend({
    id: z.uuid(),
    campaign: z.uuid(),
    /** Negative: it is still to come. */
    startedDaysAgo: z.int(),
    lastedDays: z.int().min(1),
    place: latLngSchema.nullable(),
    counts: z.strictObject({ opened: n, toWeb: n, practised: n, passed: n }),
  }),
);

/** The invented events of the demonstration. */
export async function readDemoEvents() {
  return demoSchema.parse(JSON.parse(await readFile(FILE, 'utf8')));
}
