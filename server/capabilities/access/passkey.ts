import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { WebAuthnAnswer } from '#contract/access';
import { trustedOrigins } from './better-auth.ts';

/** A public key of a person's device. */
export type Credential = { credentialId: string; publicKey: Buffer; counter: number; transports: string[] };

/**
 * The site to which a passkey is bound. On one's own machine always `localhost`: browsers bind no passkey to an
 * address in numbers.
 */
export function siteOf(publicUrl: string): { id: string; origins: string[] } {
  const { hostname } = new URL(publicUrl);
  return { id: ['127.0.0.1', '[::1]'].includes(hostname) ? 'localhost' : hostname, origins: trustedOrigins(publicUrl) };
}

/** Asks for a new key that needs no name to be typed and that its device opens by PIN, finger or face: two factors. */
export function enrolmentOptions(
  site: { id: string },
  person: { id: string; name: string; email: string },
  known: Credential[],
) {
  return generateRegistrationOptions({
    rpName: 'ESS Help Me',
    rpID: site.id,
    userID: new TextEncoder().encode(person.id),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: 'none',
    excludeCredentials: known.map(describe),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Asks for any passkey of this site, or for one of these. */
export function proofOptions(site: { id: string }, known: Credential[] = []) {
  const allowCredentials = known.length > 0 ? { allowCredentials: known.map(describe) } : {};
  return generateAuthenticationOptions({ rpID: site.id, userVerification: 'required', ...allowCredentials });
}

type Site = ReturnType<typeof siteOf>;

/** The new key, or undefined for an answer that is not one to this challenge, from this site, with the owner present. */
export async function readEnrolment(
  site: Site,
  answer: WebAuthnAnswer,
  challenge: string,
): Promise<Credential | undefined> {
  const checked = await verifyRegistrationResponse({
    response: answer as unknown as RegistrationResponseJSON,
    ...expected(site, challenge),
  }).catch(() => undefined);
  if (!checked?.verified) return undefined;
  const { id, publicKey, counter, transports = [] } = checked.registrationInfo.credential;
  return { credentialId: id, publicKey: Buffer.from(publicKey), counter, transports };
}

/** The key's new count of uses, or undefined for an answer that proves nothing; a count that went back is a copy. */
export async function readProof(
  site: Site,
  answer: WebAuthnAnswer,
  challenge: string,
  known: Credential,
): Promise<number | undefined> {
  const { credentialId: id, counter } = known;
  const checked = await verifyAuthenticationResponse({
    response: answer as unknown as AuthenticationResponseJSON,
    ...expected(site, challenge),
    credential: { id, publicKey: new Uint8Array(known.publicKey), counter },
  }).catch(() => undefined);
  return checked?.verified ? checked.authenticationInfo.newCounter : undefined;
}

const expected = (site: Site, challenge: string) => ({
  expectedChallenge: challenge,
  expectedOrigin: site.origins,
  expectedRPID: site.id,
  requireUserVerification: true,
});

const describe = ({ credentialId, transports }: Credential) => ({
  id: credentialId,
  transports: transports as AuthenticatorTransport[],
});
