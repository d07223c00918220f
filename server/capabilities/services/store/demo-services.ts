import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { serviceFactsSchema } from '#contract/services';

const FILE = join(import.meta.dirname, '../../../../database/demo-data/services.json');

const demoServicesSchema = z.object({
  services: z.array(
    z.strictObject({
      id: z.uuid(),
      /** The codes of its provider and of whose areas it serves. */
      provider: z.string(),
      areas: z.array(z.string()).min(1),
      facts: serviceFactsSchema.omit({ agencyId: true, areaIds: true }),
      checkedDaysAgo: z.int().min(0).nullable(),
      checkedBy: z.string().nullable(),
      /** How long ago its free places were counted. */
      countedHoursAgo: z.int().min(0).default(2),
    }),
  ),
});
export type DemoService = z.infer<typeof demoServicesSchema>['services'][number];

/** The invented services of the demonstration. */
export async function readDemoServices(): Promise<DemoService[]> {
  return demoServicesSchema.parse(JSON.parse(await readFile(FILE, 'utf8'))).services;
}
