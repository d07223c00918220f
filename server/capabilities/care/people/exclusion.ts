import type { ExclusionKind } from '#contract/case';

/** Nine digits decide whether two telephone numbers are the same; an ID number is never shorter. */
const ENOUGH: Record<Exclude<ExclusionKind, 'account'>, number> = { phone: 9, 'id-number': 6, reporter: 1 };

/** Whether somebody can be told apart by this value: a short one would bar strangers. */
export function isKnownBy(kind: Exclude<ExclusionKind, 'account'>, value: string): boolean {
  const compared = kind === 'phone' ? value.replace(/\D/g, '') : value.replace(/[\s-]/g, '');
  return compared.length >= ENOUGH[kind];
}
