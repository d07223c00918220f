/** Public API of the jurisdiction feature: finding a place or a station, and declaring readiness. */
export { searchPlaces } from './agencies.ts';
export { metresBetween } from './metres-between.ts';
export { ReadinessSwitch } from './ReadinessSwitch.tsx';
export { StationSearch } from './StationSearch.tsx';
export { useAgency } from './use-agency.ts';
