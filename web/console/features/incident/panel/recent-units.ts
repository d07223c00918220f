import type { QueryClient } from '@tanstack/react-query';

const KEY = ['recent-units'] as const;
const MAX_NAMES = 6;

// Earlier versions stored the names on the device, where its next user could read them.
localStorage.removeItem('ess-recent-units');

/** Names of patrols used recently in this session: a tap instead of typing at 02:00. Gone when the session ends. */
export function listRecentUnits(client: QueryClient): readonly string[] {
  return client.getQueryData<readonly string[]>(KEY) ?? [];
}

export function addRecentUnit(client: QueryClient, name: string): void {
  client.setQueryDefaults(KEY, { gcTime: Number.POSITIVE_INFINITY });
  client.setQueryData<readonly string[]>(KEY, (known = []) =>
    [name, ...known.filter((one) => one !== name)].slice(0, MAX_NAMES),
  );
}
