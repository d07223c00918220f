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

/** The public key of a person's device. */
export type Credential = { credentialId: string; publicKey: Buffer; counter: number; transports: string[] };

/**
 * The site passkeys are bound to. On the own machine always `localhost`: browsers bind no passkey to an IP address.
 */
export function siteOf(publicUrl: string): { id: string; origins: string[] } {
  const { hostname } = new URL(publicUrl);
  return { id: ['127.0.0.1', '[::1]'].includes(hostname) ? 'localhost' : hostname, origins: trustedOrigins(publicUrl) };
}

/** Options for a discoverable key that its device unlocks by PIN, finger or face, so that it counts as two factors. */
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

/** Options for a proof by one of these passkeys, or by any passkey of this site. */
export function proofOptions(site: { id: string }, known: Credential[] = []) {
  const allowCredentials = known.length > 0 ? { allowCredentials: known.map(describe) } : {};
  return generateAuthenticationOptions({ rpID: site.id, userVerification: 'required', ...allowCredentials });
}

type Site = ReturnType<typeof siteOf>;

/** The new key; undefined unless the response is to this challenge, from this site, with the user verified. */
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

/** The key's new use counter; undefined for an invalid response. A counter that went back means a copied key. */
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
