import type { Page } from '@playwright/test';

/** A device that can make passkeys and whose owner always unlocks it, as Chromium plays it for tests. */
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
 * Whether the page may have passkeys offered under the name field. The device above answers that offer by itself, where
 * a person would have to tap it.
 */
export async function allowPasskeyOffer(page: Page, isAllowed: boolean): Promise<void> {
  await page.evaluate(`PublicKeyCredential.isConditionalMediationAvailable = async () => ${isAllowed}`);
}
