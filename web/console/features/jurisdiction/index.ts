/** Door of the jurisdiction feature: choosing a station, and saying who is on duty. */
export { metresBetween } from './metres-between.ts';
export { ReadinessSwitch } from './ReadinessSwitch.tsx';
export { StationSearch } from './StationSearch.tsx';
export { useAgency } from './use-agency.ts';
