import { z } from 'zod';
import { type ServiceCode, serviceCodeSchema } from './case-forms.ts';
import {
  EDUCATION_OUTCOMES,
  REFERRAL_URGENCIES,
  type ReferralOutcome,
  type ReferralUrgency,
  referralOutcomeSchema,
  referralPaperSchema,
} from './referral.ts';

/** Services whose outcome may be a way back to learning. */
const LEARNING_SERVICES: readonly ServiceCode[] = ['school-return', 'scholarship', 'childcare'];
export const isLearningService = (code: ServiceCode): boolean => LEARNING_SERVICES.includes(code);

/** What can become of a referral to this service, what it is for first. */
export function outcomesOf(code: ServiceCode): ReferralOutcome[] {
  const learning: readonly ReferralOutcome[] = EDUCATION_OUTCOMES;
  const others = referralOutcomeSchema.options.filter((outcome) => !learning.includes(outcome));
  return isLearningService(code) ? [...learning, ...others] : others;
}

/** What of a person a packet can hold. How to reach them safely, and what must not be told, is always in it. */
export const PACKET_FIELDS = [
  'name',
  'alias',
  'idNumber',
  'noIdReason',
  'birthDate',
  'birthYear',
  'sex',
  'nationality',
  'language',
  'disabilities',
  'pregnant',
  'schoolStatus',
  'caregiver',
  'guardian',
] as const;
export const packetFieldSchema = z.enum(PACKET_FIELDS);
export type PacketField = z.infer<typeof packetFieldSchema>;

const time = z.union([
  z.strictObject({ hours: z.number().positive() }),
  z.strictObject({ workdays: z.int().positive() }),
]);

/** Times and packets of referrals: data with its source, because none of it is confirmed yet. */
export const referralRulesSchema = z.strictObject({
  note: z.string(),
  source: z.string(),
  validFrom: z.iso.date(),
  unverified: z.boolean(),
  /** Until when an offer must be answered, by urgency. */
  answer: z.strictObject(
    Object.fromEntries(REFERRAL_URGENCIES.map((urgency) => [urgency, time])) as Record<ReferralUrgency, typeof time>,
  ),
  /** The province is alerted so long after both supervisors. */
  provinceAfterHours: z.int().positive(),
  /** The receiver says how it goes at least so often. */
  updateEveryDays: z.int().positive(),
  /** The person is asked again after this, and after it once more a worker asks. */
  confirmReminderDays: z.int().positive(),
  confirmByWorkerDays: z.int().positive(),
  /** What each service is told, which papers it usually asks for, and after how many days there should be an outcome. */
  services: z.record(
    serviceCodeSchema,
    z.strictObject({
      packet: z.array(packetFieldSchema),
      papers: z.array(referralPaperSchema),
      outcomeDays: z.int().positive(),
    }),
  ),
});
export type ReferralRules = z.infer<typeof referralRulesSchema>;
