import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderMessage } from '../../server/channels/line/render/render-message.ts';
import type { Choice, MessagePart, OutgoingMessage } from '../../server/events/outgoing-message.ts';
import { messages as lineMessages } from '../../simulator/schemas/message.ts';

// Any text: Thai with marks, emoji of many parts, nothing at all, far too much.
const short = fc.string({
  unit: fc.constantFrom('ก', '้', 'ุ', 'า', 'a', '1', ' ', '\n', '👩‍👩‍👧', '🆘', '"', '{', '$'),
  maxLength: 60,
});
const long = fc.tuple(short, fc.integer({ min: 1, max: 400 })).map(([text, times]) => text.repeat(times));
const text = fc.oneof({ weight: 5, arbitrary: short }, { weight: 1, arbitrary: long });

const choice: fc.Arbitrary<Choice> = fc.oneof(
  fc.record({ kind: fc.constant('answer' as const), label: text, data: text }),
  fc.record({ kind: fc.constantFrom('location' as const, 'camera' as const, 'camera-roll' as const), label: text }),
  fc.record({
    kind: fc.constant('call' as const),
    label: text,
    number: fc.oneof(text, fc.constant('+66 55-123 456')),
  }),
);
const goodChoice = fc.record({
  kind: fc.constant('answer' as const),
  label: fc.constant('ใช่'),
  data: fc.constant('yes'),
});
const choices = fc.oneof(fc.array(choice, { maxLength: 20 }), fc.array(goodChoice, { minLength: 14, maxLength: 20 }));
const part: fc.Arbitrary<MessagePart> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: text }),
  fc.record({
    kind: fc.constant('list' as const),
    title: text,
    options: fc.array(fc.record({ icon: fc.constantFrom('👊', '🔒', '', '⚠️'), label: text, data: text }), {
      maxLength: 15,
    }),
  }),
  fc.record(
    {
      kind: fc.constant('card' as const),
      tone: fc.constantFrom('good' as const, 'warning' as const, 'neutral' as const),
      title: text,
      label: text,
      big: text,
      lines: fc.oneof(fc.array(text, { maxLength: 8 }), fc.array(long, { minLength: 8, maxLength: 8 })),
      buttons: fc.array(choice, { maxLength: 6 }),
    },
    { requiredKeys: ['kind', 'tone', 'title', 'lines', 'buttons'] },
  ),
);
const outgoing: fc.Arbitrary<OutgoingMessage> = fc.record({
  channel: fc.constant('line' as const),
  address: fc.constant(`U${'a'.repeat(32)}`),
  quiet: fc.boolean(),
  preview: text,
  parts: fc.array(part, { maxLength: 7 }),
  choices,
  about: fc.constant(null),
});

test('LINE accepts every message that intake can send', () => {
  fc.assert(
    fc.property(outgoing, (message) => {
      const rendered = renderMessage(message);
      expect(rendered.length).toBeGreaterThan(0);
      for (let at = 0; at < rendered.length; at += 5) {
        const portion = JSON.parse(JSON.stringify(rendered.slice(at, at + 5)));
        expect(lineMessages.safeParse(portion).error?.issues ?? []).toEqual([]);
      }
    }),
    { seed: 20231116, numRuns: 400 },
  );
});
