const KEPT_AS = 'ess-recent-units';
const KEPT = 6;

/** Names of patrols used last on this device: a tap instead of typing at 02:00. */
export function listRecentUnits(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]');
    return Array.isArray(kept) ? kept.filter((name): name is string => typeof name === 'string').slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

export function keepUnit(name: string): void {
  const names = [name, ...listRecentUnits().filter((known) => known !== name)].slice(0, KEPT);
  localStorage.setItem(KEPT_AS, JSON.stringify(names));
}
