import { lazy } from 'react';

/** Chunks of their own: seldom opened, and a station on a poor line must see its alarms first. */
export const ChannelsPage = lazy(() => import('./mine/ChannelsPage.tsx'));
export const StationChannelsPage = lazy(() => import('./station/StationChannelsPage.tsx'));
export const ChannelNews = lazy(() => import('./ChannelNews.tsx'));
