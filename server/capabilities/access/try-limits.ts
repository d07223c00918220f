import { countedAddress } from '#platform/ip-address';
import { hashShort } from './sealing.ts';
import type { Limit } from './store-sign-in-tries.ts';

const MINUTES = 60;
/** For one account from one place. */
const PER_ACCOUNT = { most: 10, seconds: 5 * MINUTES, grows: true };
/** A whole province's stations may come through one address when the shift changes. */
const PER_ADDRESS = { most: 300, seconds: 5 * MINUTES, grows: false };
/** NIST SP 800-63B, 5.2.2: no more than 100 failures for one account, however many addresses they come from. */
const EVERYWHERE = { most: 100, seconds: 60 * MINUTES, grows: true };
/** Six digits are guessed in half a million tries; who is asked for them knows the password already. */
const SECOND_FACTOR = { most: 10, seconds: 5 * MINUTES, grows: true };
/** Eight digits that live ten minutes, sent by chat. */
const LINE_CODE = { most: 5, seconds: 10 * MINUTES, grows: true };

/**
 * Who tries: a browser that the person signed in with before, or a stranger at an address. Of an IPv6 address its /64
 * counts: whoever has one has all of it.
 */
export type Trier = { device: string } | { address: string };

/**
 * What counts against a password. A known browser is counted by itself: neither a stranger elsewhere nor one behind
 * the same address can keep the duty officer out of it. `account` is one and the same for all names of an account.
 */
export function passwordLimits(key: Buffer, trier: Trier, account: string): { all: Limit[]; own: Limit[] } {
  if ('device' in trier) {
    const own = [{ key: hashShort(key, 'device', trier.device, account), ...PER_ACCOUNT }];
    return { all: own, own };
  }
  const address = countedAddress(trier.address);
  const own = [{ key: hashShort(key, 'account', address, account), ...PER_ACCOUNT }];
  return {
    all: [
      ...own,
      { key: hashShort(key, 'address', address), ...PER_ADDRESS },
      { key: hashShort(key, 'everywhere', account), ...EVERYWHERE },
    ],
    own,
  };
}

export function secondFactorLimits(key: Buffer, userId: string): Limit[] {
  return [{ key: hashShort(key, 'second-factor', userId), ...SECOND_FACTOR }];
}

/** The password asked for again in an open session. */
export function proofLimits(key: Buffer, sessionId: string): Limit[] {
  return [{ key: hashShort(key, 'proof', sessionId), ...PER_ACCOUNT }];
}

/** Links handed over on paper or by chat. */
export function linkLimits(key: Buffer, address: string): Limit[] {
  return [{ key: hashShort(key, 'link', countedAddress(address)), ...PER_ADDRESS, most: 60 }];
}

export function lineCodeLimits(key: Buffer, lineUserId: string): Limit[] {
  return [{ key: hashShort(key, 'line', lineUserId), ...LINE_CODE }];
}
