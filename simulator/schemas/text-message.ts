import { z } from 'zod';
import { messageBase } from './quick-reply.ts';
import { sized, utf16 } from './text-length.ts';

const messageText = utf16(5000, 0);
const quoteToken = z.string().min(1, 'May not be empty').optional();
const emojiName = { productId: z.string().min(1, 'May not be empty'), emojiId: z.string().min(1, 'May not be empty') };

/** Plain text; every LINE emoji stands where the text has a "$". */
export const textMessage = z
  .strictObject({
    type: z.literal('text'),
    text: messageText,
    emojis: sized(z.strictObject({ index: z.int32().min(0), ...emojiName }), 0, 20).optional(),
    quoteToken,
    ...messageBase,
  })
  .superRefine((message, context) => {
    const taken = new Set<number>();
    for (const [at, emoji] of (message.emojis ?? []).entries()) {
      if (message.text[emoji.index] === '$' && !taken.has(emoji.index)) taken.add(emoji.index);
      else context.addIssue({ code: 'custom', path: ['emojis', at, 'index'], message: 'invalid emoji index' });
    }
  });

const mentionee = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('user'), userId: z.string().regex(/^U[0-9a-f]{32}$/, 'invalid user id') }),
  z.strictObject({ type: z.literal('all') }),
]);
const substitution = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('mention'), mentionee }),
  z.strictObject({ type: z.literal('emoji'), ...emojiName }),
]);

/** Text with {placeholders}; a brace that is meant as a brace is doubled. */
export const textV2Message = z
  .strictObject({
    type: z.literal('textV2'),
    text: messageText,
    substitution: z.record(z.string().regex(/^[A-Za-z0-9_]{1,20}$/, 'invalid key'), substitution).optional(),
    quoteToken,
    ...messageBase,
  })
  .superRefine((message, context) => {
    const plain = message.text.replaceAll('{{', '').replaceAll('}}', '');
    const names = [...plain.matchAll(/\{([A-Za-z0-9_]{1,20})\}/g)].map((match) => match[1] ?? '');
    if (/[{}]/.test(plain.replace(/\{[A-Za-z0-9_]{1,20}\}/g, '')))
      context.addIssue({ code: 'custom', path: ['text'], message: 'invalid placeholder' });
    for (const name of names)
      if (message.substitution?.[name] === undefined)
        context.addIssue({ code: 'custom', path: ['text'], message: `no substitution for ${name}` });
    const emojis = Object.values(message.substitution ?? {}).filter((one) => one.type === 'emoji');
    if (emojis.length > 20)
      context.addIssue({ code: 'custom', path: ['substitution'], message: 'Size must be between 0 and 20' });
  });
