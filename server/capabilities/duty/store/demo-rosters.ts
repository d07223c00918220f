import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { postSchema, type Turn } from '#contract/duty';

const FILE = join(import.meta.dirname, '../../../../database/demo-data/rosters.json');

const rostersSchema = z.object({
  comment: z.string(),
  /** Only these get heartbeats and exercises: a newcomer's first alarm must not pass over another station. */
  askedDaily: z.array(z.string()),
  rosters: z.array(
    z.strictObject({
      /** The part of the invented address before the @. */
      person: z.string(),
      agency: z.string(),
      post: postSchema,
      /** Monday to Friday, so that the list of gaps is not empty. */
      weekdaysOnly: z.boolean().default(false),
    }),
  ),
});

/** The shift changes at eight in the morning, as at real stations. */
const TURN = { startsAt: 8 * 60, minutes: 24 * 60 };
/** A Monday long past: cycles start there whatever the clock is. */
export const MONDAY = '2020-01-06';

/** Reads the demonstration rosters. */
export async function readDemoRosters() {
  const { rosters, askedDaily } = rostersSchema.parse(JSON.parse(await readFile(FILE, 'utf8')));
  return rosters.map(({ weekdaysOnly, ...roster }) => {
    const turns: Turn[] = weekdaysOnly ? [0, 1, 2, 3, 4].map((day) => ({ day, ...TURN })) : [{ day: 0, ...TURN }];
    return { ...roster, isAsked: askedDaily.includes(roster.agency), cycleDays: weekdaysOnly ? 7 : 1, turns };
  });
}
