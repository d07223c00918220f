import type { Work } from '#platform/database/transaction';
import { insertHolding, lockOpenNeed, type NeedHolding, removeHolding, removeHoldings } from '../store/holder-rows.ts';

/**
 * Somebody works on an open need from now on: a referral or an own service. Nobody else can at the same time.
 * @returns `held`; `taken` where another one holds it; `ended` where it has an outcome or is not theirs
 */
export async function holdNeed({ tx }: Work, holding: NeedHolding): Promise<'held' | 'taken' | 'ended'> {
  if (!(await lockOpenNeed(tx, holding.needId))) return 'ended';
  return (await insertHolding(tx, holding)) ? 'held' : 'taken';
}

/**
 * What held a need has ended: it is on the list of whoever owns its case again.
 * @returns false when this did not hold it
 */
export function releaseNeed({ tx }: Work, needId: string, holderId: string): Promise<boolean> {
  return removeHolding(tx, needId, holderId);
}

/** The same for any number of needs, with one statement. */
export async function releaseNeeds({ tx }: Work, held: readonly { needId: string; holderId: string }[]): Promise<void> {
  await removeHoldings(tx, held);
}
