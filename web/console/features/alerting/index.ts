import { lazyPart } from '../../ui/lazy-part.ts';

export { CHANNELS_KEY } from './mark-seen.ts';
export { useSeen } from './use-seen.ts';

/** A separate chunk: seldom shown, and a station on a bad connection must see its alarms first. */
export const ChannelNews = lazyPart(() => import('./ChannelNews.tsx'));
