import { z } from 'zod';
import {
  referralDeclineSchema,
  referralFailureSchema,
  referralOutcomeSchema,
  referralStatusSchema,
} from './referral.ts';
import { referralPacketSchema, referralSummarySchema } from './referral-api.ts';
import { optionalText, requiredName } from './text.ts';

/** Letters and digits that nobody mistakes for each other, read out or typed from paper: no I, L, O, U. */
export const LINK_SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** So many signs of a link: 80 bits, which nobody guesses. */
export const LINK_LENGTH = 16;

/** What somebody typed of a link, as it was made: `k7qm-4t2p …` and `KTQM4T2P…` are the same. */
export function normalizeLinkToken(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

/** A link for a receiver without an account; its code is told on the phone, never sent along with it. */
export const newAnswerLinkSchema = z.strictObject({
  /** To whom it is given: a person or an office. */
  to: requiredName(150),
  /** Also as a letter to print. */
  letter: z.boolean(),
  language: z.enum(['th', 'en']).default('th'),
});
export type NewAnswerLink = z.infer<typeof newAnswerLinkSchema>;

/** Shown once: the server keeps neither the token nor the code. */
export const madeAnswerLinkSchema = z
  .object({
    id: z.uuid(),
    /** The whole address; the token stands after `#`, which no server is sent. */
    url: z.string(),
    /** As it stands on the letter, in groups of four. */
    token: z.string(),
    code: z.string(),
    expiresAt: z.iso.datetime(),
    /** The letter as a PDF, base64. */
    letter: z.string().nullable(),
  })
  .meta({ id: 'MadeAnswerLink' });
export type MadeAnswerLink = z.infer<typeof madeAnswerLinkSchema>;

/** Links of a referral, newest first: neither token nor code. */
export const answerLinksSchema = z.object({
  links: z.array(
    z.object({
      id: z.uuid(),
      to: z.string(),
      madeAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      openedAt: z.iso.datetime().nullable(),
      views: z.int(),
      endedAt: z.iso.datetime().nullable(),
      /** `tries`: the code was wrong too often; `replaced`: a newer one was made. */
      endReason: z.enum(['tries', 'replaced', 'revoked']).nullable(),
    }),
  ),
});
export type AnswerLinks = z.infer<typeof answerLinksSchema>;

/** Both are sent each time, in the body: nothing of it stands in an address or a log. */
export const answerKeySchema = z.strictObject({
  token: z.string().min(1).max(60),
  code: z.string().regex(/^\s*\d(?:\s*\d){5}\s*$/),
});
const who = { answeredBy: requiredName(100) };

/** What a receiver may do by a link. */
export const linkAnswerSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('accept'), ...who }),
  z.strictObject({ action: z.literal('decline'), reason: referralDeclineSchema, note: optionalText(500), ...who }),
  z.strictObject({
    action: z.literal('complete'),
    outcome: referralOutcomeSchema,
    on: z.iso.date(),
    note: optionalText(500),
    ...who,
  }),
  z.strictObject({ action: z.literal('not-complete'), reason: referralFailureSchema, note: optionalText(500), ...who }),
]);
export type LinkAnswer = z.infer<typeof linkAnswerSchema>;
export const answerByLinkSchema = answerKeySchema.extend({ answer: linkAnswerSchema });

/** What the holder of a link sees: who it is about only after acceptance. */
export const linkViewSchema = z
  .object({
    referral: referralSummarySchema.omit({ caseId: true, caseCode: true }),
    status: referralStatusSchema,
    packet: referralPacketSchema.nullable(),
    /** What can be done now. */
    actions: z.array(z.enum(['accept', 'decline', 'complete', 'not-complete'])),
    /** Whom to call with questions: the sender. */
    senderPhone: z.string().nullable(),
    expiresAt: z.iso.datetime(),
    isDemonstration: z.boolean(),
  })
  .meta({ id: 'ReferralLinkView' });
export type LinkView = z.infer<typeof linkViewSchema>;
