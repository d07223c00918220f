import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Access, Actor } from '#capabilities/access';
import { demoCaseId, listHeldNeeds } from '#capabilities/care';
import { domainSchema, serviceCodeSchema } from '#contract/case-forms';
import {
  type ReferralDecline,
  type ReferralFailure,
  type ReferralHoldReason,
  type ReferralWithdrawal,
  referralBasisSchema,
  referralOutcomeSchema,
  referralPaperSchema,
  referralStatusSchema,
  referralUrgencySchema,
} from '#contract/referral';
import { addDays, thaiDayOf } from '#contract/thai-day';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { ReferralContext } from '../context.ts';
import { expire } from '../referral.ts';
import { listReferralsOfCases } from '../store/published-referrals.ts';
import { findReferralForChange } from '../store/referral-rows.ts';
import { acceptReferral, declineReferral } from './answer-referral.ts';
import { proposeLoss } from './choose-for-need.ts';
import { confirmReferral } from './confirm-referral.ts';
import { createReferral } from './create-referral.ts';
import { recordReferralChange } from './record-referral.ts';
import { withdrawReferral } from './withdraw-referral.ts';
import { completeReferral, failReferral, holdReferral, startReferral } from './work-on-referral.ts';

const FILE = join(import.meta.dirname, '../../../../database/demo-data/referrals.json');
const HOUR_MS = 3_600_000;
const HOLD_DAYS = 14;
/** Who sends and who answers, by the agency's code. */
const SENDER = 'social-office';
const RECEIVERS: Record<string, string> = { 'SV-65-SHELTER': 'shelter', 'SV-65-LEARN': 'learning-centre' };

const referralSchema = z.strictObject({
  /** The number of a demo case, and which of its needs. */
  case: z.int(),
  need: domainSchema,
  to: z.string(),
  service: serviceCodeSchema,
  serviceId: z.uuid(),
  hoursAgo: z.number(),
  urgency: referralUrgencySchema.default('normal'),
  basis: referralBasisSchema.default('consent'),
  papers: z.array(referralPaperSchema).default([]),
  why: z.string(),
  /** Sent together with the others of the same agency. */
  bundle: z.boolean().default(false),
  state: referralStatusSchema,
  /** Why it was declined, withdrawn, put on hold or did not come about. */
  reason: z.string().optional(),
  outcome: referralOutcomeSchema.optional(),
  confirmed: z.enum(['received', 'partly', 'not-received']).optional(),
});
type DemoReferral = z.infer<typeof referralSchema>;
const fileSchema = z.strictObject({
  note: z.string(),
  referrals: z.array(referralSchema),
  losses: z.array(z.strictObject({ case: z.int(), need: domainSchema, by: z.string(), reason: z.string() })),
});

type Seeding = ReferralContext & { access: Pick<Access, 'findActorOfPerson'> };

/** Sends invented referrals once, by the commands that people use; what is done with them later stays. */
export async function seedDemoReferrals(
  context: Seeding,
  db: Database,
  findPersonId: (email: string) => string | undefined,
): Promise<void> {
  const read = fileSchema.safeParse(JSON.parse(await readFile(FILE, 'utf8')));
  if (!read.success) throw new Error(`the demo referrals are not valid: ${z.prettifyError(read.error)}`);
  const { referrals, losses } = read.data;
  await inTransaction(db, async (work) => {
    const cases = referrals.map((one) => demoCaseId(one.case));
    const known = new Set((await listReferralsOfCases(work.tx, cases)).map(({ caseId }) => caseId));
    if (known.size > 0) return;
    const actorOf = async (name: string): Promise<Actor> => {
      const id = findPersonId(`${name}@demo.ess.example`);
      const actor = id === undefined ? undefined : await context.access.findActorOfPerson(work, id);
      if (!actor) throw new Error(`there is no demo person ${name}`);
      return actor;
    };
    const sender = await actorOf(SENDER);
    const bundleId = newId();
    for (const one of referrals) {
      const receiver = await actorOf(RECEIVERS[one.to] ?? one.to);
      await seedReferral(context, work, { sender, receiver }, one, one.bundle ? bundleId : null);
    }
    for (const { case: number, need, by, reason } of losses) {
      const caseId = demoCaseId(number);
      const needId = (await listHeldNeeds(work.tx, caseId)).find(
        ({ code, isEnded }) => code === need && !isEnded,
      )?.needId;
      if (needId) await proposeLoss(context, work, await actorOf(by), { caseId, needId }, { reason });
    }
  });
}

async function seedReferral(
  now: Seeding,
  work: Work,
  { sender, receiver }: Record<'sender' | 'receiver', Actor>,
  one: DemoReferral,
  bundleId: string | null,
): Promise<void> {
  const caseId = demoCaseId(one.case);
  const need = (await listHeldNeeds(work.tx, caseId)).find(({ code, isEnded }) => code === one.need && !isEnded);
  const to = now.jurisdiction.findAgencyByCode(one.to);
  if (!need || !to) throw new Error(`demo case ${one.case} can't be sent to ${one.to}`);
  let hoursAgo = one.hoursAgo;
  /** Each step came somewhat later than the one before. */
  const next = (): Seeding => {
    const at = new Date(now.clock.now().getTime() - hoursAgo * HOUR_MS);
    hoursAgo *= 0.7;
    return { ...now, clock: { ...now.clock, now: () => at } };
  };
  const { service: serviceCode, serviceId, urgency, basis, papers, why, state } = one;
  const sent = { serviceCode, serviceId, toAgencyId: to.id, urgency, basis, papers, why, offer: state !== 'draft' };
  const { id } = await createReferral(next(), work, sender, caseId, { needId: need.needId, ...sent }, bundleId);
  const because = <Code extends string>() => ({ reason: (one.reason ?? '') as Code });
  switch (state) {
    case 'draft':
    case 'offered':
      return;
    case 'declined':
    case 'declined-proposed':
      await declineReferral(next(), work, receiver, id, because<ReferralDecline>());
      return;
    case 'withdrawn':
      await withdrawReferral(next(), work, sender, id, because<ReferralWithdrawal>());
      return;
    case 'expired': {
      const was = await findReferralForChange(work.tx, id);
      const change = was && { was, now: expire(was, was.dueAt ?? now.clock.now()) };
      if (change) await recordReferralChange(now, work, change, { kind: 'expired', by: 'timer' });
      return;
    }
    default:
  }
  await acceptReferral(next(), work, receiver, id);
  if (state === 'accepted') return;
  await startReferral(next(), work, receiver, id);
  if (state === 'on-hold') {
    const until = addDays(thaiDayOf(now.clock.now()), HOLD_DAYS);
    await holdReferral(next(), work, receiver, id, { ...because<ReferralHoldReason>(), until });
  }
  if (state === 'not-completed') await failReferral(next(), work, receiver, id, because<ReferralFailure>());
  if (state !== 'completed' || !one.outcome) return;
  const ended = next();
  await completeReferral(ended, work, receiver, id, { outcome: one.outcome, on: thaiDayOf(ended.clock.now()) });
  if (one.confirmed) await confirmReferral(next(), work, sender, id, { way: 'call', answer: one.confirmed });
}
