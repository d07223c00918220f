import { z } from 'zod';
import { flexMessage } from './flex-message.ts';
import {
  audioMessage,
  couponMessage,
  imageMessage,
  imagemapMessage,
  locationMessage,
  stickerMessage,
  videoMessage,
} from './media-message.ts';
import { templateMessage } from './template-message.ts';
import { listValues, sized } from './text-length.ts';
import { textMessage, textV2Message } from './text-message.ts';

const kinds = [
  textMessage,
  textV2Message,
  stickerMessage,
  imageMessage,
  videoMessage,
  audioMessage,
  locationMessage,
  imagemapMessage,
  templateMessage,
  flexMessage,
  couponMessage,
] as const;

/** Every message type a bot may send, in the order LINE lists them. */
export const messageTypes = kinds.map((kind) => kind.shape.type.value);

export const message = z.discriminatedUnion('type', kinds, {
  error: (issue) => (issue.code === 'invalid_union' ? listValues(messageTypes) : undefined),
});
export const messages = sized(message, 1, 5);

/** A message as a bot sends it. */
export type BotMessage = z.infer<typeof message>;
