import type { Page } from '@playwright/test';

/** Chromium's virtual authenticator: it can make passkeys, and its owner always unlocks it. */
export async function plugInPasskeyDevice(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/**
 * Whether passkeys may be offered under the name field. The virtual device accepts that offer by itself, where a person
 * would have to tap it.
 */
export async function allowPasskeyOffer(page: Page, isAllowed: boolean): Promise<void> {
  await page.evaluate(`PublicKeyCredential.isConditionalMediationAvailable = async () => ${isAllowed}`);
}
