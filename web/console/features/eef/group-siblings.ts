import type { EefChild } from '#contract/eef-api';

export type SiblingGroup = {
  /** Null for a child that was sent alone. */
  bundleId: string | null;
  children: EefChild[];
  /** All that were sent together, also those that are not in this list. */
  size: number;
  /** Brothers and sisters who are elsewhere: answered before, or further down. */
  others: EefChild['siblings'];
};

/** Brothers and sisters stand together where the first of them is; the order of the rest does not change. */
export function groupSiblings(children: readonly EefChild[]): SiblingGroup[] {
  const groups = new Map<string, SiblingGroup>();
  for (const child of children) {
    const { bundleId, id } = child.referral;
    const known = groups.get(bundleId ?? id);
    if (known) known.children.push(child);
    else
      groups.set(bundleId ?? id, {
        bundleId,
        children: [child],
        size: 1 + child.siblings.length,
        others: child.siblings,
      });
  }
  return [...groups.values()].map((group) => {
    const here = new Set(group.children.map(({ referral }) => referral.id));
    // Alone: its brothers and sisters were not sent with it, or may not be seen.
    const bundleId = group.size > 1 ? group.bundleId : null;
    return { ...group, bundleId, others: group.others.filter(({ id }) => !here.has(id)) };
  });
}
