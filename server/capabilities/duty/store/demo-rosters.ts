import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { postSchema, type Turn } from '#contract/duty';

const FILE = join(import.meta.dirname, '../../../../database/demo-data/rosters.json');

const rostersSchema = z.object({
  comment: z.string(),
  /** Elsewhere neither the daily question nor the monthly exercise: a newcomer's alarm must not be passed over. */
  askedDaily: z.array(z.string()),
  rosters: z.array(
    z.strictObject({
      /** The part of the invented address before the @. */
      person: z.string(),
      agency: z.string(),
      post: postSchema,
      /** Monday to Friday, so that the list of gaps has something to show. */
      weekdaysOnly: z.boolean().default(false),
    }),
  ),
});

/** Changes at eight in the morning, as stations do. */
const TURN = { startsAt: 8 * 60, minutes: 24 * 60 };
/** A Monday long past: the cycles begin there whatever the clock says. */
export const MONDAY = '2020-01-06';

/** The invented rosters of the demonstration. */
export async function readDemoRosters() {
  const { rosters, askedDaily } = rostersSchema.parse(JSON.parse(await readFile(FILE, 'utf8')));
  return rosters.map(({ weekdaysOnly, ...roster }) => {
    const turns: Turn[] = weekdaysOnly ? [0, 1, 2, 3, 4].map((day) => ({ day, ...TURN })) : [{ day: 0, ...TURN }];
    return { ...roster, isAsked: askedDaily.includes(roster.agency), cycleDays: weekdaysOnly ? 7 : 1, turns };
  });
}
