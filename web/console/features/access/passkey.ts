import type { WebAuthnAnswer } from '#contract/access';

/**
 * True when the browser supports passkeys and the JSON methods of WebAuthn Level 3, and the page has a domain name:
 * browsers create no passkeys for IP addresses (WebAuthn, 5.1.3: a valid domain).
 */
export function canUsePasskeys(host = window.location.hostname): boolean {
  const isAddress = /^[\d.]+$|^\[/.test(host);
  return (
    !isAddress && typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential
  );
}

/** Options from the server, passed to the browser unchanged. */
export type PasskeyOptions = Record<string, unknown> & { challenge: string };

type Waiting = { signal?: AbortSignal; mediation?: CredentialMediationRequirement };

/** Asks the person for a passkey. Throws `DOMException` when they cancel. */
export async function provePasskey(options: PasskeyOptions, waiting: Waiting = {}): Promise<WebAuthnAnswer> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
  return answerOf(await navigator.credentials.get({ publicKey, ...waiting }));
}

/** Creates a passkey on this or another device. Throws `DOMException` when the person cancels. */
export async function makePasskey(options: PasskeyOptions): Promise<WebAuthnAnswer> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  return answerOf(await navigator.credentials.create({ publicKey }));
}

/** Why the browser returned no passkey. `known`: this device has one of the account already. `not-done`: anything else. */
export function passkeyFailure(error: unknown): 'known' | 'not-done' | null {
  if (!(error instanceof DOMException)) return null;
  return error.name === 'InvalidStateError' ? 'known' : 'not-done';
}

function answerOf(credential: Credential | null): WebAuthnAnswer {
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException('no passkey', 'NotAllowedError');
  return credential.toJSON() as object as WebAuthnAnswer;
}
