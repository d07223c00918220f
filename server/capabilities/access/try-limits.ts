import { countedAddress } from '#platform/ip-address';
import { hashShort } from './sealing.ts';
import type { Limit } from './store-sign-in-tries.ts';

const MINUTES = 60;
/** For one account from one device or address. */
const PER_ACCOUNT = { most: 10, seconds: 5 * MINUTES, grows: true };
/** At a change of shift, all stations of a province may sign in from one address. */
const PER_ADDRESS = { most: 300, seconds: 5 * MINUTES, grows: false };
/** NIST SP 800-63B, 5.2.2: at most 100 failures for one account, from however many addresses. */
const EVERYWHERE = { most: 100, seconds: 60 * MINUTES, grows: true };
/** Six digits are guessed in half a million tries on average; the password was already given. */
const SECOND_FACTOR = { most: 10, seconds: 5 * MINUTES, grows: true };
/** Eight digits, valid for ten minutes, sent by chat. */
const LINE_CODE = { most: 5, seconds: 10 * MINUTES, grows: true };

/**
 * The source of a try: a browser in which the person has signed in before, or an address. For IPv6 the /64 counts,
 * because one customer has all of it.
 */
export type Trier = { device: string } | { address: string };

/**
 * The limits on passwords. A known browser is counted by itself, so that strangers cannot lock the duty officer out,
 * even from the same address. `account` is the same for all names of an account.
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

/** For re-authentication in an open session. */
export function proofLimits(key: Buffer, sessionId: string): Limit[] {
  return [{ key: hashShort(key, 'proof', sessionId), ...PER_ACCOUNT }];
}

/** For invitation and password links. */
export function linkLimits(key: Buffer, address: string): Limit[] {
  return [{ key: hashShort(key, 'link', countedAddress(address)), ...PER_ADDRESS, most: 60 }];
}

export function lineCodeLimits(key: Buffer, lineUserId: string): Limit[] {
  return [{ key: hashShort(key, 'line', lineUserId), ...LINE_CODE }];
}
