/** Door of the alerting feature: what an officer sets about being reached, and what a desk must know of it. */

export { ChannelNews, ChannelsPage, StationChannelsPage } from './later-pages.ts';
export { CHANNELS_KEY } from './tell-seen.ts';
export { useSeen } from './use-seen.ts';
