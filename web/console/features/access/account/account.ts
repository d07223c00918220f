import { queryOptions } from '@tanstack/react-query';
import { webAuthnOptionsSchema } from '#contract/access';
import {
  type AccountEvents,
  accountEventsSchema,
  lineLinkCodeSchema,
  type Protection,
  passkeyEnrolledSchema,
  protectionSchema,
  reauthenticatedSchema,
  recoveryCodesSchema,
  type Session,
  sessionsSchema,
  totpEnrolmentSchema,
} from '#contract/access-account';
import { type NewOwnNumber, type OwnNumber, ownNumbersSchema } from '#contract/access-people';
import { getJson, postJson } from '../../../api/request.ts';
import { makePasskey, provePasskey } from '../passkey.ts';

const MINE = '/api/v1/me';

/** How one's own account is protected. */
export const protectionQuery = queryOptions({
  queryKey: ['access', 'protection'],
  queryFn: async ({ signal }): Promise<Protection> =>
    protectionSchema.parse(await getJson(`${MINE}/protection`, signal)),
});

/** The current session first. */
export const sessionsQuery = queryOptions({
  queryKey: ['access', 'sessions'],
  queryFn: async ({ signal }): Promise<Session[]> => {
    const { sessions } = sessionsSchema.parse(await getJson(`${MINE}/sessions`, signal));
    return sessions.toSorted((a, b) => Number(b.isThis) - Number(a.isThis));
  },
});

export async function endSession(id: string): Promise<void> {
  await postJson(`${MINE}/sessions/${id}/end`, {});
}

/** `keepLinks`: the LINE link and push subscriptions stay. */
export async function endOtherSessions(keepLinks: boolean): Promise<void> {
  await postJson(`${MINE}/sessions/end-others`, { keepLinks });
}

/** Signs out everywhere, here too. */
export async function endAllSessions(keepLinks: boolean): Promise<void> {
  await postJson(`${MINE}/sessions/end-all`, { keepLinks });
}

/** Recent changes of the account. */
export const accountEventsQuery = queryOptions({
  queryKey: ['access', 'account-events'],
  queryFn: async ({ signal }): Promise<AccountEvents['events']> =>
    accountEventsSchema.parse(await getJson(`${MINE}/account-events`, signal)).events,
});

export async function beginTotp() {
  return totpEnrolmentSchema.parse(await postJson(`${MINE}/totp/begin`, {}));
}

/** Returns the recovery codes, to be shown once. */
export async function confirmTotp(totp: string): Promise<string[]> {
  return recoveryCodesSchema.parse(await postJson(`${MINE}/totp/confirm`, { totp })).recoveryCodes;
}

export async function removeTotp(): Promise<void> {
  await postJson(`${MINE}/totp/remove`, {});
}

export async function renewRecoveryCodes(): Promise<string[]> {
  return recoveryCodesSchema.parse(await postJson(`${MINE}/recovery-codes`, {})).recoveryCodes;
}

/** Returns new recovery codes if the account had none, to be shown once. */
export async function addPasskey(name: string): Promise<string[]> {
  const options = webAuthnOptionsSchema.parse(await postJson(`${MINE}/passkeys/options`, {}));
  const body = { name, answer: await makePasskey(options) };
  return passkeyEnrolledSchema.parse(await postJson(`${MINE}/passkeys`, body)).newRecoveryCodes;
}

export async function renamePasskey(id: string, name: string): Promise<void> {
  await postJson(`${MINE}/passkeys/${id}/rename`, { name });
}

export async function removePasskey(id: string): Promise<void> {
  await postJson(`${MINE}/passkeys/${id}/remove`, {});
}

export async function changePassword(change: {
  password: string;
  current?: string;
  keepLinks: boolean;
}): Promise<void> {
  await postJson(`${MINE}/password`, change);
}

/** One's own private numbers, by their last digits. */
export const ownNumbersQuery = queryOptions({
  queryKey: ['access', 'own-numbers'],
  queryFn: async ({ signal }): Promise<OwnNumber[]> =>
    ownNumbersSchema.parse(await getJson(`${MINE}/own-numbers`, signal)).numbers,
});

export async function addOwnNumber(own: NewOwnNumber): Promise<void> {
  await postJson(`${MINE}/own-numbers`, own);
}

/** A code to be sent to the staff LINE account. */
export async function getLineLinkCode() {
  return lineLinkCodeSchema.parse(await postJson(`${MINE}/line-link/code`, {}));
}

export async function removeLineLink(): Promise<void> {
  await postJson(`${MINE}/line-link/remove`, {});
}

export type Proof = { password: string } | { totp: string } | { recoveryCode: string };

/** Re-authentication. */
export async function proveAgain(proof: Proof): Promise<void> {
  reauthenticatedSchema.parse(await postJson(`${MINE}/re-authenticate`, proof));
}

export async function proveAgainByPasskey(): Promise<void> {
  const options = webAuthnOptionsSchema.parse(await postJson(`${MINE}/re-authenticate/passkey-options`, {}));
  reauthenticatedSchema.parse(await postJson(`${MINE}/re-authenticate`, { passkey: await provePasskey(options) }));
}
