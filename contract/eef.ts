import { z } from 'zod';
import type { ServiceCode } from './case-forms.ts';
import { BACK_IN_SCHOOL_OUTCOMES, type ReferralOutcome } from './referral.ts';
import { optionalText } from './text.ts';

/**
 * A child's way back to learning: what a referral of these services says of the child, and what must last afterwards. The
 * form and the interface of the Equitable Education Fund (กสศ.) are not known; the fields follow its published screening.
 */
export const SCHOOL_SERVICES = ['school-return', 'scholarship'] as const satisfies ServiceCode[];
export const schoolServiceSchema = z.enum(SCHOOL_SERVICES);
export type SchoolService = (typeof SCHOOL_SERVICES)[number];
export const isSchoolService = (code: string): code is SchoolService => SCHOOL_SERVICES.some((one) => one === code);

/** Grades of Thai schools, the lowest first. */
export const SCHOOL_GRADES = [
  ...(['none', 'k1', 'k2', 'k3', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6'] as const),
  ...(['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'vocational-1', 'vocational-2', 'vocational-3', 'non-formal'] as const),
] as const;
export const REASONS_OUT = [
  ...(['poverty', 'care', 'work', 'pregnancy', 'violence', 'disability', 'bullying'] as const),
  ...(['moved', 'no-documents', 'justice', 'other'] as const),
] as const;
export const WANTED_SCHOOLING = [
  ...(['back-to-same', 'other-school', 'non-formal', 'mobile-school', 'vocation'] as const),
  ...(['learn-to-earn', 'not-asked'] as const),
] as const;
/** Into whose bank account a grant could be paid; the account itself is never sent. */
export const BANK_HOLDERS = ['child', 'guardian', 'relative', 'nobody'] as const;

/** The eight points of a household that the fund's screening looks at; `true`: the household is worse off there. */
export const STATUS_POINTS = [
  ...(['status-dependants', 'status-tenure', 'status-house', 'status-land'] as const),
  ...(['status-water', 'status-electricity', 'status-vehicles', 'status-goods'] as const),
] as const;
export type StatusPoint = (typeof STATUS_POINTS)[number];

const yesNo = z.boolean().nullable().optional();
const points = Object.fromEntries(STATUS_POINTS.map((point) => [point, yesNo])) as Record<StatusPoint, typeof yesNo>;

/**
 * What a referral to learning holds beside the person (`packet.extra` of a referral): codes and numbers, flat, so that a file
 * has one column for each. Nothing of it is needed to send it: what is missing shows as missing.
 */
export const schoolPacketSchema = z
  .strictObject({
    /** The school that the child is in, or was in last. */
    school: optionalText(120).nullable().optional(),
    'school-code': optionalText(40).nullable().optional(),
    grade: z.enum(SCHOOL_GRADES).nullable().optional(),
    'years-out': z.int().min(0).max(20).nullable().optional(),
    'reason-out': z.enum(REASONS_OUT).nullable().optional(),
    /** Income of the household in baht a month, divided by its members. */
    'income-per-head': z.int().min(0).max(1_000_000).nullable().optional(),
    ...points,
    /** The point and a photo of the home are not sent: whether the worker has them for when they are asked for. */
    'house-point-kept': yesNo,
    'house-photo-kept': yesNo,
    'bank-holder': z.enum(BANK_HOLDERS).nullable().optional(),
    wish: z.enum(WANTED_SCHOOLING).nullable().optional(),
  })
  .meta({ id: 'SchoolPacket' });
export type SchoolPacket = z.infer<typeof schoolPacketSchema>;
export type SchoolPacketField = keyof SchoolPacket;
export const SCHOOL_PACKET_FIELDS = Object.keys(schoolPacketSchema.shape) as SchoolPacketField[];

/** Without these nobody can find a place of learning: shown as missing to both sides, never a reason to wait. */
const NEEDED = ['grade', 'reason-out', 'wish'] as const satisfies SchoolPacketField[];
export function missingInPacket(packet: SchoolPacket): SchoolPacketField[] {
  return NEEDED.filter((field) => packet[field] === undefined || packet[field] === null);
}

/** Outcomes after which it is checked whether they last. A grant puts nobody back, but must not be all there is. */
export const LASTING_OUTCOMES = [...BACK_IN_SCHOOL_OUTCOMES, 'grant-awarded'] as const satisfies ReferralOutcome[];
export const mustLast = (outcome: ReferralOutcome): boolean =>
  (LASTING_OUTCOMES as readonly ReferralOutcome[]).includes(outcome);
export const isBackInSchool = (outcome: ReferralOutcome): boolean =>
  (BACK_IN_SCHOOL_OUTCOMES as readonly ReferralOutcome[]).includes(outcome);
