import { z } from 'zod';
import { actionAt, quickReplyPlace } from './action.ts';
import { sized, utf16 } from './text-length.ts';
import { mediaUri } from './uri.ts';

const item = z.strictObject({
  type: z.literal('action', 'Must be one of the following values: [action]'),
  imageUrl: mediaUri.optional(),
  action: actionAt(quickReplyPlace),
});

/** What every message type may carry: quick replies and another sender's name. */
export const messageBase = {
  quickReply: z.strictObject({ items: sized(item, 1, 13) }).optional(),
  sender: z
    .strictObject({
      name: utf16(20)
        .refine((name) => !/line/i.test(name), 'invalid sender name')
        .optional(),
      iconUrl: mediaUri.optional(),
    })
    .optional(),
};
