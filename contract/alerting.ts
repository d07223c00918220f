import { z } from 'zod';

/** How one of our own people, a station's group or a gateway is reached. */
export const CHANNELS = ['console', 'web-push', 'line', 'line-group', 'gateway'] as const;
export const channelSchema = z.enum(CHANNELS);
export type AlertChannel = (typeof CHANNELS)[number];

/**
 * What became of one attempt to tell somebody. `accepted`: the channel took it, which is not delivery; only
 * `acknowledged` is a human act. `quiet`: in the person's quiet hours, not sent. `overtaken`: somebody had it first.
 */
export const NOTICE_STATES = ['owed', 'accepted', 'failed', 'seen', 'acknowledged', 'quiet', 'overtaken'] as const;
export const noticeStateSchema = z.enum(NOTICE_STATES);
export type NoticeState = (typeof NOTICE_STATES)[number];

/** Why somebody is alerted. */
export const ALERT_KINDS = [
  'new',
  'again',
  'called',
  'reopened',
  'eta-passed',
  'heartbeat',
  'group-lost',
  'test',
] as const;
export const alertKindSchema = z.enum(ALERT_KINDS);
export type AlertKind = (typeof ALERT_KINDS)[number];
