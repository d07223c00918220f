import { z } from 'zod';
import { messages } from './message.ts';
import { demographicFilter, narrowcastRecipient } from './narrowcast.ts';
import { sized } from './text-length.ts';

const notificationDisabled = z.boolean().optional();
const customAggregationUnits = sized(z.string().regex(/^[A-Za-z0-9_]{1,30}$/, 'invalid unit name'), 0, 1).optional();
const present = z.string().min(1, 'May not be empty');

export const replyRequest = z.strictObject({ replyToken: present, messages, notificationDisabled });

/** `to` is checked by its form apart, because LINE answers a malformed one with a text of its own. */
export const pushRequest = z.strictObject({ to: present, messages, notificationDisabled, customAggregationUnits });

export const multicastRequest = z.strictObject({
  to: sized(present, 1, 500),
  messages,
  notificationDisabled,
  customAggregationUnits,
});

export const narrowcastRequest = z.strictObject({
  messages,
  recipient: narrowcastRecipient.optional(),
  filter: z.strictObject({ demographic: demographicFilter }).optional(),
  limit: z
    .strictObject({
      max: z.int32().min(1, 'must be greater than or equal to 1').optional(),
      upToRemainingQuota: z.boolean().optional(),
      forbidPartialDelivery: z.boolean().optional(),
    })
    .refine((limit) => !limit.forbidPartialDelivery || limit.upToRemainingQuota, {
      path: ['forbidPartialDelivery'],
      error: 'can be true only when upToRemainingQuota is true',
    })
    .optional(),
  notificationDisabled,
});

export const broadcastRequest = z.strictObject({ messages, notificationDisabled });

export const validateRequest = z.strictObject({ messages });

/** Where a push may go: a person, a group or a room. */
export const chatIdPattern = /^[UCR][0-9a-f]{32}$/;
