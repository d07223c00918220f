import { IconAntenna, IconBell } from '@tabler/icons-react';
import type { Page } from '../../page.ts';
import { hrefOf } from '../../router.ts';
import { lazyPart } from '../../ui/lazy-part.ts';

/** Separate chunks: seldom opened, and a station on a bad connection must see its alarms first. */
const ChannelsPage = lazyPart(() => import('./mine/ChannelsPage.tsx'));
const StationChannelsPage = lazyPart(() => import('./station/StationChannelsPage.tsx'));

const Channels = () => <ChannelsPage accountPath={hrefOf({ name: 'page', page: 'account' })} />;

export const PAGES: readonly Page[] = [
  {
    path: 'channels',
    title: 'nav.channels',
    icon: IconBell,
    // Somebody who serves nowhere is never alerted, and has no channels to set.
    permissions: ['duty:serve'],
    order: 100,
    Component: Channels,
  },
  {
    path: 'station-channels',
    title: 'nav.stationChannels',
    icon: IconAntenna,
    permissions: ['alerting:manage'],
    // An administrator begins with people.
    order: 125,
    Component: StationChannelsPage,
  },
];
