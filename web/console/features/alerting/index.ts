import { lazy } from 'react';

export { CHANNELS_KEY } from './mark-seen.ts';
export { useSeen } from './use-seen.ts';

/** Separate chunks: seldom opened, and a station on a bad connection must see its alarms first. */
export const ChannelsPage = lazy(() => import('./mine/ChannelsPage.tsx'));
export const StationChannelsPage = lazy(() => import('./station/StationChannelsPage.tsx'));
export const ChannelNews = lazy(() => import('./ChannelNews.tsx'));
