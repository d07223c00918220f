import { useQuery } from '@tanstack/react-query';
import type { SignInAnswer, SignInMethods } from '#contract/access';
import { SECOND_FACTORS } from '#contract/second-factor';
import { getAnswer, postAnswer, postJson } from '../../../api/request.ts';
import { type PasskeyOptions, provePasskey } from '../passkey.ts';

/** The organisation's sign-in uses full page navigations. */
export const ORGANISATION_SIGN_IN = '/api/auth/sign-in/organisation';

/** Sign-in methods besides the password. */
export function useSignInMethods() {
  return useQuery({
    queryKey: ['sign-in-methods'],
    queryFn: ({ signal }) => getAnswer<SignInMethods>('/api/v1/sign-in-methods', signal),
  });
}

/** `name`: e-mail address or staff number. Returns the person, or the second factors asked for. */
export function signInByPassword(name: string, password: string): Promise<SignInAnswer> {
  const typed = name.trim();
  const who = typed.includes('@') ? { email: typed } : { staffNumber: typed };
  return postAnswer<SignInAnswer>('/api/auth/sign-in/email', { ...who, password });
}

/** A method for the second step. */
export type SecondFactorMethod = (typeof SECOND_FACTORS)[number];

/** The methods in a query string, which anybody can write: only valid ones. */
export function readSecondFactorMethods(named: string | null): SecondFactorMethod[] | null {
  const methods = SECOND_FACTORS.filter((method) => named?.split(',').includes(method));
  return methods.length > 0 ? methods : null;
}

export type SecondProof = { totp: string } | { recoveryCode: string };

export async function signInBySecondFactor(proof: SecondProof): Promise<void> {
  await postJson('/api/auth/sign-in/second-factor', proof);
}

/** The second step by passkey. */
export async function signInBySecondPasskey(): Promise<void> {
  const path = '/api/auth/sign-in/second-factor';
  const options = await postAnswer<PasskeyOptions>(`${path}/passkey-options`, {});
  await postJson(path, { passkey: await provePasskey(options) });
}

/** A challenge for any passkey of this site on this device. */
export function getPasskeyChallenge(): Promise<PasskeyOptions> {
  return postAnswer<PasskeyOptions>('/api/auth/sign-in/passkey/options', {});
}

export async function signInByPasskey(): Promise<void> {
  await postJson('/api/auth/sign-in/passkey', await provePasskey(await getPasskeyChallenge()));
}
