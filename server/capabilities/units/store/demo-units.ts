import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { unitKindSchema } from '#contract/unit-status';

const FILE = join(import.meta.dirname, '../../../../database/demo-data/units.json');

const demoUnitsSchema = z.object({
  units: z.array(
    z.strictObject({
      /** The agency's code. */
      agency: z.string(),
      callSign: z.string(),
      kind: unitKindSchema,
      /** Names of the demonstration's people. */
      members: z.array(z.string()),
    }),
  ),
});

/** The invented units of the demonstration. */
export async function readDemoUnits(): Promise<z.infer<typeof demoUnitsSchema>['units']> {
  return demoUnitsSchema.parse(JSON.parse(await readFile(FILE, 'utf8'))).units;
}
