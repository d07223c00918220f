import type { EarlierIncident, SafetyFlags } from '#contract/safety';

const WEAPONS = ['gun', 'knife', 'some'] as const;

/** The flags of all earlier incidents together, with the worst weapon; without injuries, which are over by now. */
export function flagsOfAll(earlier: Pick<EarlierIncident, 'flags'>[]): SafetyFlags {
  const wasKnown = (flag: 'children' | 'mentalHealth' | 'dog' | 'officerAttacked') =>
    earlier.some(({ flags }) => flags[flag]);
  return {
    weapon: WEAPONS.find((weapon) => earlier.some(({ flags }) => flags.weapon === weapon)) ?? null,
    children: wasKnown('children'),
    hurt: false,
    mentalHealth: wasKnown('mentalHealth'),
    dog: wasKnown('dog'),
    officerAttacked: wasKnown('officerAttacked'),
  };
}
