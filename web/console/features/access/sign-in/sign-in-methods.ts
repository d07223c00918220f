import { useQuery } from '@tanstack/react-query';
import {
  SECOND_FACTORS,
  type SignInAnswer,
  signInAnswerSchema,
  signInMethodsSchema,
  webAuthnOptionsSchema,
} from '#contract/access';
import { getJson, postJson } from '../../../api/request.ts';
import { type PasskeyOptions, provePasskey } from '../passkey.ts';

/** The organisation's own sign-in is a journey of whole pages, there and back. */
export const ORGANISATION_SIGN_IN = '/api/auth/sign-in/organisation';

/** What there is besides the password. */
export function useSignInMethods() {
  return useQuery({
    queryKey: ['sign-in-methods'],
    queryFn: async ({ signal }) => signInMethodsSchema.parse(await getJson('/api/v1/sign-in-methods', signal)),
  });
}

/** `name`: an e-mail address or a staff number. Signed in, or asked for a second factor. */
export async function signInByPassword(name: string, password: string): Promise<SignInAnswer> {
  const typed = name.trim();
  const who = typed.includes('@') ? { email: typed } : { staffNumber: typed };
  return signInAnswerSchema.parse(await postJson('/api/auth/sign-in/email', { ...who, password }));
}

/** What may be shown in the second step. */
export type SecondFactorMethod = (typeof SECOND_FACTORS)[number];

/** The ways named in an address, which anybody can write: only those there are. */
export function readSecondFactorMethods(named: string | null): SecondFactorMethod[] | null {
  const methods = SECOND_FACTORS.filter((method) => named?.split(',').includes(method));
  return methods.length > 0 ? methods : null;
}

export type SecondProof = { totp: string } | { recoveryCode: string };

export async function signInBySecondFactor(proof: SecondProof): Promise<void> {
  await postJson('/api/auth/sign-in/second-factor', proof);
}

/** The second step by a passkey of whoever gave the password. */
export async function signInBySecondPasskey(): Promise<void> {
  const path = '/api/auth/sign-in/second-factor';
  const options = webAuthnOptionsSchema.parse(await postJson(`${path}/passkey-options`, {}));
  await postJson(path, { passkey: await provePasskey(options) });
}

/** Challenges for passkeys that are offered without a name: whichever this device has for this house. */
export async function getPasskeyChallenge(): Promise<PasskeyOptions> {
  return webAuthnOptionsSchema.parse(await postJson('/api/auth/sign-in/passkey/options', {}));
}

export async function signInByPasskey(): Promise<void> {
  await postJson('/api/auth/sign-in/passkey', await provePasskey(await getPasskeyChallenge()));
}
