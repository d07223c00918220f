import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Access } from '#capabilities/access';
import { demoCaseId, listHeldNeeds } from '#capabilities/care';
import {
  acceptReferral,
  completeReferral,
  declineReferral,
  listReferralsOfCases,
  sendReferral,
  startReferral,
} from '#capabilities/referral';
import { schoolPacketSchema, schoolServiceSchema } from '#contract/eef';
import {
  referralDeclineSchema,
  referralOutcomeSchema,
  referralPaperSchema,
  referralUrgencySchema,
} from '#contract/referral';
import { addDays, thaiDayOf } from '#contract/thai-day';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { EefContext } from '../context.ts';
import { rememberReferral } from '../store/check-rows.ts';

const FILE = join(import.meta.dirname, '../../../../database/demo-data/eef-children.json');
/** The same at every start. */
const BUNDLE_ID = '0199e650-ee00-7000-8000-000000000001';

const childSchema = z.strictObject({
  /** The number of a demo case. */
  case: z.int(),
  bundle: z.boolean().default(false),
  service: schoolServiceSchema,
  urgency: referralUrgencySchema,
  papers: z.array(referralPaperSchema),
  why: z.string(),
  packet: schoolPacketSchema,
  /** How far it is; without it nobody has answered. */
  state: z.enum(['in-progress', 'completed', 'declined']).optional(),
  outcome: referralOutcomeSchema.optional(),
  /** Since when the child is back. */
  daysAgo: z.int().default(0),
  placeCode: z.string().optional(),
  reason: referralDeclineSchema.optional(),
});
type DemoChild = z.infer<typeof childSchema>;
const fileSchema = z.object({ note: z.string(), children: z.array(childSchema) });

type Seeding = EefContext & { access: Pick<Access, 'findActorOfPerson'> };

/** Sends the invented children of the demonstration once, by the commands that people use; what is done with them later stays. */
export async function seedDemoChildren(
  context: Seeding,
  db: Database,
  findPersonId: (email: string) => string | undefined,
): Promise<void> {
  const read = fileSchema.safeParse(JSON.parse(await readFile(FILE, 'utf8')));
  if (!read.success) throw new Error(`the demo children are not valid: ${z.prettifyError(read.error)}`);
  await inTransaction(db, async (work) => {
    const actorOf = async (name: string) => {
      const id = findPersonId(`${name}@demo.ess.example`);
      return id === undefined ? undefined : context.access.findActorOfPerson(work, id);
    };
    const [worker, officer] = [await actorOf('social-office'), await actorOf('eef')];
    if (!worker || !officer) return;
    const { children } = read.data;
    const cases = children.map((child) => demoCaseId(child.case));
    const known = new Set((await listReferralsOfCases(work.tx, cases)).map(({ caseId }) => caseId));
    for (const child of children) {
      if (!known.has(demoCaseId(child.case))) await seedChild(context, work, { worker, officer }, child);
    }
  });
}

type People = Record<'worker' | 'officer', Parameters<typeof sendReferral>[2]>;

async function seedChild(context: Seeding, work: Work, { worker, officer }: People, child: DemoChild): Promise<void> {
  const caseId = demoCaseId(child.case);
  const need = (await listHeldNeeds(work.tx, caseId)).find(
    ({ code, isEnded }) => code === 'school-learning' && !isEnded,
  );
  const fund = context.jurisdiction.findAgencyByCode('EEF');
  if (!need || !fund) return;
  const { service: serviceCode, urgency, papers, why, packet: extra } = child;
  const sent = {
    ...{ needId: need.needId, serviceCode, toAgencyId: fund.id, urgency, basis: 'public-task' as const, papers, why },
    ...{ extra, offer: true },
  };
  const { id } = await sendReferral(context, work, worker, caseId, sent, child.bundle ? BUNDLE_ID : null);
  if (child.state === undefined) return;
  if (child.state === 'declined') {
    await declineReferral(context, work, officer, id, { reason: child.reason ?? 'no-capacity' });
    return;
  }
  await acceptReferral(context, work, officer, id);
  await startReferral(context, work, officer, id);
  if (child.state !== 'completed' || !child.outcome) return;
  const on = addDays(thaiDayOf(context.clock.now()), -child.daysAgo);
  await completeReferral(context, work, officer, id, { outcome: child.outcome, on, placeCode: child.placeCode });
  // Reactions begin after the demonstration is there.
  rememberReferral(work, id);
}
