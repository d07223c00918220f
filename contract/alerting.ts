import { z } from 'zod';
import { accountActionSchema } from './account-actions.ts';
import { alertKindSchema } from './alert-kind.ts';
import { requiredName } from './text.ts';

/** How a person, a station's LINE group or a gateway is notified. */
export const CHANNELS = ['console', 'web-push', 'line', 'line-group', 'gateway'] as const;
export const channelSchema = z.enum(CHANNELS);
export type AlertChannel = (typeof CHANNELS)[number];

/**
 * `sent`: the channel accepted it, which is not yet delivery. Only `acknowledged` is a person's action. `suppressed`: not sent
 * because of quiet hours. `cancelled`: no longer needed, e.g. because somebody else acknowledged the incident.
 */
export const NOTIFICATION_STATES = [
  'pending',
  'sent',
  'failed',
  'seen',
  'acknowledged',
  'suppressed',
  'cancelled',
] as const;
export const notificationStateSchema = z.enum(NOTIFICATION_STATES);
export type NotificationState = (typeof NOTIFICATION_STATES)[number];

const at = z.iso.datetime();
const id = z.uuid();
/** `HH:MM` in Bangkok. */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const quietHoursSchema = z.strictObject({ from: timeOfDaySchema, until: timeOfDaySchema });

/** Whether a channel works now, judged by its latest notifications. */
export const CHANNEL_HEALTH = ['well', 'failing', 'unused', 'not-set-up'] as const;
export const channelHealthSchema = z.object({
  channel: channelSchema,
  health: z.enum(CHANNEL_HEALTH),
  /** Why it fails, as a code, e.g. `line/quota-exhausted`. */
  cause: z.string().nullable(),
  lastSentAt: at.nullable(),
  lastFailedAt: at.nullable(),
});
export type ChannelHealth = z.infer<typeof channelHealthSchema>;

export const notificationSchema = z
  .object({
    id,
    incidentId: id.nullable(),
    kind: alertKindSchema,
    step: z.int().nullable(),
    channel: channelSchema,
    state: notificationStateSchema,
    cause: z.string().nullable(),
    at,
    sentAt: at.nullable(),
    seenAt: at.nullable(),
    acknowledgedAt: at.nullable(),
  })
  .meta({ id: 'Notification' });

/**
 * Channel health, and the person's unseen console notifications: those without an incident, and news of units (a call for
 * back-up, an unseen order).
 */
export const channelNewsSchema = z.object({
  channels: z.array(channelHealthSchema),
  /** `unitName` and `code` are set for news of a unit, `accountAction` for a change to the person's account. */
  notifications: z.array(
    notificationSchema.extend({
      unitName: z.string().nullable(),
      code: z.string().nullable(),
      accountAction: accountActionSchema.nullable(),
    }),
  ),
});
export type ChannelNews = z.infer<typeof channelNewsSchema>;

export const mySettingsSchema = z.strictObject({
  webPush: z.boolean(),
  line: z.boolean(),
  quiet: quietHoursSchema.nullable(),
});
export type MySettings = z.infer<typeof mySettingsSchema>;

/** A person's channels and settings, and their latest notifications. */
export const myChannelsSchema = z.object({
  settings: mySettingsSchema,
  isOnDuty: z.boolean(),
  browsers: z.array(
    z.object({
      id,
      label: z.string(),
      createdAt: at,
      lastSentAt: at.nullable(),
      failure: z.string().nullable(),
      /** SHA-256 of its push address, so that a page finds its own browser among them. */
      fingerprint: z.string(),
    }),
  ),
  line: z.object({ isSetUp: z.boolean(), isLinked: z.boolean() }),
  /** Needed by a browser to subscribe; null if web push is not configured. */
  vapidPublicKey: z.string().nullable(),
  health: z.array(channelHealthSchema),
  notifications: z.array(notificationSchema),
});
export type MyChannels = z.infer<typeof myChannelsSchema>;

const key = z.string().regex(/^[\w-]{16,200}$/);
export const subscribeSchema = z.strictObject({
  endpoint: z.url().max(2000),
  keys: z.strictObject({ p256dh: key, auth: key }),
  label: requiredName(80),
  language: z.enum(['th', 'en']),
  /** The previous address of this browser, if its push service changed it. */
  replaces: z.url().max(2000).optional(),
});
export const seenSchema = z.strictObject({
  incidentIds: z.array(id).max(200).optional(),
  notificationId: id.optional(),
});

/** Acknowledges an order to the person's unit. */
export const acknowledgeOrderSchema = z.strictObject({ alertId: id });

/** When a machine of an agency is called; one for steps of referrals hears of no alarm. */
export const GATEWAY_CALLED = ['always', 'when-others-fail', 'referral-steps'] as const;
export type GatewayCalled = (typeof GATEWAY_CALLED)[number];
export const addGatewaySchema = z.strictObject({
  name: requiredName(80),
  url: z.url().max(500),
  called: z.enum(GATEWAY_CALLED),
});
const targetResult = { lastSentAt: at.nullable(), lastFailure: z.string().nullable() };
export const agencyChannelsSchema = z.object({
  groups: z.array(z.object({ id, enrolledAt: at, ...targetResult })),
  gateways: z.array(
    z.object({ id, name: z.string(), url: z.string(), called: z.enum(GATEWAY_CALLED), madeAt: at, ...targetResult }),
  ),
  isLineSetUp: z.boolean(),
});
export type AgencyChannels = z.infer<typeof agencyChannelsSchema>;
/** Shown once; writing it in a LINE group within ten minutes enrols the group. */
export const groupCodeSchema = z.object({ code: z.string(), expiresAt: at });
/** `secret`: for the gateway to check our signature. */
export const gatewayMadeSchema = z.object({ id, secret: z.string() });
export const testedSchema = z.object({ alertId: id });
