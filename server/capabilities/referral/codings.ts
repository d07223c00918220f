import { z } from 'zod';
import { type ServiceCode, serviceCodeSchema } from '#contract/case-forms';
import {
  type ReferralOutcome,
  type ReferralStatus,
  referralDeclineSchema,
  referralFailureSchema,
  referralOutcomeSchema,
  referralStatusSchema,
  referralWithdrawalSchema,
} from '#contract/referral';
import known from '../../../database/reference-data/referral-codings.json' with { type: 'json' };

const ACCEPTANCE = z.enum(['accepted', 'referred-again', 'not-accepted', 'returned', 'other']);
const PROCESSING = z.enum(['pending', 'completed', 'failed', 'other']);
const displays = z.record(z.string(), z.string());

/** Each of our codes stands in it, with its counterpart or with none: the server does not start with one that is missing. */
const codingsSchema = z.strictObject({
  note: z.string(),
  unverified: z.boolean(),
  validFrom: z.iso.date(),
  sdoh: z.strictObject({
    source: z.string(),
    licence: z.string(),
    system: z.url(),
    unspecified: z.string(),
    displays,
    services: z.record(serviceCodeSchema, z.string().nullable()),
  }),
  taiwan: z.strictObject({
    source: z.string(),
    licence: z.string(),
    acceptance: z.strictObject({
      system: z.url(),
      outputSystem: z.url(),
      outputCode: z.string(),
      outputDisplay: z.string(),
      displays: z.record(ACCEPTANCE, z.string()),
    }),
    processing: z.strictObject({ system: z.url(), displays: z.record(PROCESSING, z.string()) }),
    statuses: z.record(
      referralStatusSchema,
      z.strictObject({ acceptance: ACCEPTANCE.nullable(), processing: PROCESSING.nullable() }),
    ),
    declines: z.record(referralDeclineSchema, ACCEPTANCE.nullable()),
    failures: z.record(referralFailureSchema, PROCESSING.nullable()),
    withdrawals: z.record(referralWithdrawalSchema, PROCESSING.nullable()),
    outcomes: z.record(referralOutcomeSchema, PROCESSING.nullable()),
    services: z.strictObject({ why: z.string(), codes: z.record(serviceCodeSchema, z.string().nullable()) }),
  }),
});

/** What other standards call our codes: data with its source, none of it confirmed. */
export const CODINGS = codingsSchema.parse(known);

export type Coding = { system: string; code: string; display?: string };

/** A code of SDOH Clinical Care. */
export function sdohCoding(code: string): Coding {
  const { system, displays: names } = CODINGS.sdoh;
  const display = names[code];
  return { system, code, ...(display !== undefined && { display }) };
}

/** The category of a service there; "unspecified" where none is known to fit. */
export const sdohCategory = (service: ServiceCode): Coding =>
  sdohCoding(CODINGS.sdoh.services[service] ?? CODINGS.sdoh.unspecified);

type Ended = { status: ReferralStatus; endReason: string | null; outcome: ReferralOutcome | null };

/** Whether the receiver took it on, in Taiwanese codes. */
export function taiwanAcceptance({ status, endReason }: Ended): Coding | undefined {
  const { acceptance, statuses, declines } = CODINGS.taiwan;
  const reason = referralDeclineSchema.safeParse(endReason).data;
  const code = status === 'declined' && reason ? declines[reason] : statuses[status].acceptance;
  return code ? { system: acceptance.system, code, display: acceptance.displays[code] } : undefined;
}

/** How far it is, in Taiwanese codes: a reason or an outcome says it more exactly than the status. */
export function taiwanProcessing({ status, endReason, outcome }: Ended): Coding | undefined {
  const { processing, statuses, failures, withdrawals, outcomes } = CODINGS.taiwan;
  const codeOf = () => {
    if (status === 'completed' && outcome) return outcomes[outcome];
    const failure = referralFailureSchema.safeParse(endReason).data;
    if (status === 'not-completed' && failure) return failures[failure];
    const withdrawal = referralWithdrawalSchema.safeParse(endReason).data;
    if (status === 'withdrawn' && withdrawal) return withdrawals[withdrawal];
    return statuses[status].processing;
  };
  const code = codeOf();
  return code ? { system: processing.system, code, display: processing.displays[code] } : undefined;
}
