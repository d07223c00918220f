import { lazyPart } from '../../ui/lazy-part.ts';

/** Public API of the jurisdiction feature: finding a place or a station, and declaring readiness. */
export { searchPlaces } from './agencies.ts';
export { metresBetween } from './metres-between.ts';
export { useAgency } from './use-agency.ts';

// Apart: the shell asks this feature for an agency's place, and would load them and every input with it.
export const ReadinessSwitch = lazyPart(() =>
  import('./ReadinessSwitch.tsx').then(({ ReadinessSwitch: part }) => ({ default: part })),
);
export const StationSearch = lazyPart(() =>
  import('./StationSearch.tsx').then(({ StationSearch: part }) => ({ default: part })),
);
