import { type WebAuthnAnswer, webAuthnAnswerSchema } from '#contract/access';

/**
 * The browser knows passkeys and the JSON forms of WebAuthn Level 3, which the server speaks, and the page has a name:
 * a passkey belongs to one, and browsers make none for a bare address (WebAuthn, 5.1.3: a valid domain).
 */
export function canUsePasskeys(host = window.location.hostname): boolean {
  const isAddress = /^[\d.]+$|^\[/.test(host);
  return (
    !isAddress && typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential
  );
}

/** What the server asks for; its shape is the browser's business. */
export type PasskeyOptions = Record<string, unknown> & { challenge: string };

type Waiting = { signal?: AbortSignal; mediation?: CredentialMediationRequirement };

/** Has the person prove with a passkey. Throws `DOMException` when they do not. */
export async function provePasskey(options: PasskeyOptions, waiting: Waiting = {}): Promise<WebAuthnAnswer> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON);
  return answerOf(await navigator.credentials.get({ publicKey, ...waiting }));
}

/** Makes a passkey on this device or the one that the person picks. Throws `DOMException` when they do not. */
export async function makePasskey(options: PasskeyOptions): Promise<WebAuthnAnswer> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  return answerOf(await navigator.credentials.create({ publicKey }));
}

/** Why the browser gave no passkey: `known`, this device has one of the account already; `not-done`, anything else. */
export function passkeyFailure(error: unknown): 'known' | 'not-done' | null {
  if (!(error instanceof DOMException)) return null;
  return error.name === 'InvalidStateError' ? 'known' : 'not-done';
}

function answerOf(credential: Credential | null): WebAuthnAnswer {
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException('no passkey', 'NotAllowedError');
  return webAuthnAnswerSchema.parse(credential.toJSON());
}
