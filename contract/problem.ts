import { z } from 'zod';

/**
 * Every error a person or a program can meet, with its HTTP status: the one place where facts become answers
 * (RFC 9457). Words for people stand under the same code in `texts/problems.{th,en}.json`.
 */
export const PROBLEMS = {
  'request/invalid': 400,
  'request/malformed-json': 400,
  'request/too-large': 413,
  'request/unsupported-media-type': 415,
  'request/not-found': 404,
  'request/too-many': 429,
  'request/idempotency-key-reused': 422,
  'server/failed': 500,
  'server/not-ready': 503,
  'server/overloaded': 503,
  'live/too-many-streams': 429,
  'server/not-configured': 503,
  'access/not-signed-in': 401,
  'access/not-permitted': 403,
  'access/person-not-found': 404,
  'access/wrong-credentials': 401,
  'access/origin-refused': 403,
  'access/email-taken': 409,
  'access/password-unfit': 422,
  'access/sign-in-again': 401,
  'access/wrong-code': 401,
  'access/passkey-refused': 401,
  'access/passkey-not-found': 404,
  'access/second-factor-needed': 403,
  'access/re-authentication-needed': 403,
  'access/password-guessable': 422,
  'access/staff-number-taken': 409,
  'access/totp-in-use': 409,
  'access/totp-not-enrolled': 409,
  'access/session-not-found': 404,
  'access/link-not-valid': 404,
  'access/sign-in-to-accept': 409,
  'access/invitation-not-found': 404,
  'access/role-not-yours-to-give': 403,
  'access/days-in-wrong-order': 422,
  'access/person-serves-elsewhere': 403,
  'access/membership-not-found': 404,
  'access/not-yourself': 403,
  'access/line-not-linked': 409,
  'access/organisation-refused': 401,
  'access/not-invited': 403,
  'line/signature-missing': 400,
  'line/signature-wrong': 401,
  'line/channel-not-configured': 503,
  'incident/not-found': 404,
  'incident/already-acknowledged': 409,
  'incident/change-not-allowed': 409,
  'incident/second-person-needed': 409,
  'incident/transfer-pending': 409,
  'incident/no-transfer-pending': 409,
  'incident/transfer-not-possible': 409,
  'incident/merge-not-possible': 409,
  'incident/not-merged': 409,
  'incident/report-not-found': 404,
  'incident/attachment-not-found': 404,
  'incident/officer-not-available': 409,
  'incident/conflict-exists': 409,
  'incident/conflict-not-found': 404,
  'incident/conflict-own': 422,
  'incident/guest-not-possible': 409,
  'incident/guest-not-found': 404,
  'incident/not-safe-to-write': 409,
  'incident/cancelled-under-duress': 409,
  'jurisdiction/agency-not-found': 404,
  'jurisdiction/no-station': 503,
  'jurisdiction/no-reference-data': 503,
  'jurisdiction/import-rejected': 422,
  'jurisdiction/outside-thailand': 422,
  'operator/alarm-not-found': 404,
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** RFC 9457 problem details. `title` and `detail` are in the language asked for; `code` is stable. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    /** Which part of the request was wrong, for `request/invalid`. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** Values of the sentence, e.g. who acknowledged first. */
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;
