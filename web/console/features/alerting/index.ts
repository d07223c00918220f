/** Door of the alerting feature: what an officer sets about being reached, and what a desk must know of it. */

export { ChannelNews, ChannelsPage, StationChannelsPage } from './lazy-pages.ts';
export { CHANNELS_KEY } from './mark-seen.ts';
export { useSeen } from './use-seen.ts';
