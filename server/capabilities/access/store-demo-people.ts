import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { roleSchema } from '#contract/permission';

const FILE = join(import.meta.dirname, '../../../database/demo-data/people.json');

const demoPeopleSchema = z.object({
  /** Public, the same for all. */
  password: z.string().min(12),
  people: z.array(
    z
      .object({
        email: z.email(),
        name: z.string(),
        /** The agency's code and the role there. */
        memberships: z.array(z.object({ agency: z.string(), role: roleSchema })).min(1),
      })
      .strict(),
  ),
});
export type DemoPeople = z.infer<typeof demoPeopleSchema>;

/** The demonstration accounts. */
export async function readDemoPeople(): Promise<DemoPeople> {
  return demoPeopleSchema.parse(JSON.parse(await readFile(FILE, 'utf8')));
}
