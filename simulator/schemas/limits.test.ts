import { expect, test } from 'vitest';
import type { z } from 'zod';
import { message } from './message.ts';
import { richMenuRequest } from './rich-menu.ts';
import { pushRequest } from './send-request.ts';
import { countGraphemes } from './text-length.ts';

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const text = (more: object) => ({ type: 'text', text: 'x', ...more });
const quick = (action: object, more: object = {}) =>
  text({ quickReply: { items: [{ type: 'action', action, ...more }] } });
const template = (body: object) => ({ type: 'template', altText: 'x', template: body });
const messageAction = (label: string) => ({ type: 'message', label, text: 'x' });
const bubble = (...contents: object[]) => ({ type: 'bubble', body: { type: 'box', layout: 'vertical', contents } });
const flex = (contents: object) => ({ type: 'flex', altText: 'x', contents });
const button = (action: object) => flex(bubble({ type: 'button', action }));
const https = (length: number) => `https://x.example/${'a'.repeat(length - 'https://x.example/'.length)}`;
const image = (more: object) => ({ type: 'image', originalContentUrl: https(50), previewImageUrl: https(50), ...more });
const place = (more: object) => ({
  type: 'location',
  title: 't',
  address: 'a',
  latitude: 16.8,
  longitude: 100.2,
  ...more,
});
const thai = (count: number) => 'ที่'.repeat(count);

test('graphemes, not code points: LINE counts what a reader sees', () => {
  expect(countGraphemes('แจ้งเหตุฉุกเฉิน')).toBe(11);
  expect([...'แจ้งเหตุฉุกเฉิน'].length).toBe(15);
  expect(countGraphemes(thai(40))).toBe(40);
});

// Each row: what is just allowed, and what is one too many.
const limits: [string, unknown, unknown][] = [
  ['text 5000 UTF-16 units', text({ text: 'ก'.repeat(5000) }), text({ text: 'ก'.repeat(5001) })],
  ['an emoji is two units', text({ text: '🆘'.repeat(2500) }), text({ text: '🆘'.repeat(2501) })],
  [
    '20 LINE emoji',
    text({ text: '$'.repeat(20), emojis: emojis(20) }),
    text({ text: '$'.repeat(21), emojis: emojis(21) }),
  ],
  ['an emoji stands at a $', text({ text: 'a$', emojis: emojis(1, 1) }), text({ text: 'a$', emojis: emojis(1) })],
  ['textV2 braces are doubled', { type: 'textV2', text: '{{a}}' }, { type: 'textV2', text: '{a' }],
  [
    'textV2 placeholders are filled',
    { type: 'textV2', text: '{me}', substitution: { me: { type: 'mention', mentionee: { type: 'all' } } } },
    { type: 'textV2', text: '{me}' },
  ],
  ['13 quick replies', text({ quickReply: { items: items(13) } }), text({ quickReply: { items: items(14) } })],
  ['quick reply label 20', quick(messageAction(thai(20))), quick(messageAction(thai(21)))],
  ['quick reply label needed', quick(messageAction('x')), quick({ type: 'message', text: 'x' })],
  ['quick reply items are actions', quick(messageAction('x')), quick(messageAction('x'), { type: 'button' })],
  [
    'quick reply icon https',
    quick(messageAction('x'), { imageUrl: https(50) }),
    quick(messageAction('x'), { imageUrl: 'http://x.example/a' }),
  ],
  ['postback data 300', quick(back({ data: 'x'.repeat(300) })), quick(back({ data: 'x'.repeat(301) }))],
  ['postback data needed', quick(back({})), quick({ type: 'postback', label: 'x' })],
  ['displayText 300', quick(back({ displayText: thai(300) })), quick(back({ displayText: thai(301) }))],
  ['displayText or text', quick(back({ text: 'x' })), quick(back({ text: 'x', displayText: 'x' }))],
  [
    'fillInText only with the keyboard',
    quick(back({ fillInText: 'x', inputOption: 'openKeyboard' })),
    quick(back({ fillInText: 'x', inputOption: 'openVoice' })),
  ],
  [
    'message action text 300',
    quick({ ...messageAction('x'), text: thai(300) }),
    quick({ ...messageAction('x'), text: thai(301) }),
  ],
  ['message action text needed', quick(messageAction('x')), quick({ type: 'message', label: 'x' })],
  ['uri 1000', quick(link(https(1000))), quick(link(https(1001)))],
  ['uri tel', quick(link('tel:191')), quick(link('sms:191'))],
  ['uri percent-encoded', quick(link('https://x.example/%E0%B8%81')), quick(link('https://x.example/ก'))],
  ['clipboard 1000', quick(clip(1000)), quick(clip(1001))],
  ['location only in quick replies', quick({ type: 'location', label: 'x' }), button({ type: 'location', label: 'x' })],
  [
    'camera only in quick replies',
    quick({ type: 'camera', label: 'x' }),
    template(confirm({ type: 'camera', label: 'x' })),
  ],
  ['Flex label 40', button(messageAction(thai(40))), button(messageAction(thai(41)))],
  ['Flex button label needed', button(messageAction('x')), button({ type: 'message', text: 'x' })],
  [
    'richmenuswitch only in rich menus',
    quick(messageAction('x')),
    quick({ type: 'richmenuswitch', label: 'x', richMenuAliasId: 'a', data: 'x' }),
  ],
  [
    'altText 1500',
    { ...button(messageAction('x')), altText: 'ก'.repeat(1500) },
    { ...button(messageAction('x')), altText: 'ก'.repeat(1501) },
  ],
  ['location title 100', place({ title: thai(100) }), place({ title: thai(101) })],
  ['location address needed', place({ address: thai(100) }), place({ address: undefined })],
  ['location on the globe', place({ latitude: -90, longitude: 180 }), place({ latitude: 90.1 })],
  ['sender name 20', text({ sender: { name: 'ก'.repeat(20) } }), text({ sender: { name: 'ก'.repeat(21) } })],
  ['sender not LINE', text({ sender: { name: 'ESS' } }), text({ sender: { name: 'LINE ESS' } })],
  ['sender icon https', text({ sender: { iconUrl: https(2000) } }), text({ sender: { iconUrl: https(2001) } })],
  ['buttons: 4 actions', template(buttons({ actions: list(4) })), template(buttons({ actions: list(5) }))],
  ['buttons text 160', template(buttons({ text: thai(160) })), template(buttons({ text: thai(161) }))],
  [
    'buttons text 60 under a title',
    template(buttons({ title: 'x', text: thai(60) })),
    template(buttons({ title: 'x', text: thai(61) })),
  ],
  ['buttons title 40', template(buttons({ title: thai(40) })), template(buttons({ title: thai(41) }))],
  [
    'confirm text 240',
    template(confirm(messageAction('x'), thai(240))),
    template(confirm(messageAction('x'), thai(241))),
  ],
  [
    'confirm has two actions',
    template(confirm(messageAction('x'))),
    template({ type: 'confirm', text: 'x', actions: list(1) }),
  ],
  ['image carousel label 12', template(pictures(thai(12))), template(pictures(thai(13)))],
  ['12 bubbles', flex(carousel(12)), flex(carousel(13))],
  ['a bubble of 30 KB', flex(heavy(29_000)), flex(heavy(31_000))],
  [
    'a carousel of 50 KB',
    flex({ type: 'carousel', contents: Array(2).fill(heavy(24_000)) }),
    flex({ type: 'carousel', contents: Array(2).fill(heavy(26_000)) }),
  ],
  ['Flex text has a text', flex(bubble({ type: 'text', text: 'x' })), flex(bubble({ type: 'text' }))],
  [
    'Flex text of spans',
    flex(bubble({ type: 'text', contents: [{ type: 'span', text: 'x' }] })),
    flex(bubble({ type: 'text', contents: [] })),
  ],
  ['media url 2000', image({ originalContentUrl: https(2000) }), image({ originalContentUrl: https(2001) })],
  ['image preview needed', image({}), image({ previewImageUrl: undefined })],
  ['media https', image({}), image({ previewImageUrl: 'http://x.example/a.jpg' })],
];

test.each(limits)('%s', (_name, fits, tooMuch) => {
  expect(accepts(message, fits)).toBe(true);
  expect(accepts(message, tooMuch)).toBe(false);
});

const pushOf = (more: object) => ({ to: `U${'0'.repeat(32)}`, messages: [text({})], ...more });
const menu = (more: object) => ({
  size: { width: 2500, height: 1686 },
  selected: true,
  name: 'main',
  chatBarText: 'เมนู',
  areas: [area({})],
  ...more,
});

const requests: [string, z.ZodType, unknown, unknown][] = [
  [
    '5 messages',
    pushRequest,
    pushOf({ messages: Array(5).fill(text({})) }),
    pushOf({ messages: Array(6).fill(text({})) }),
  ],
  [
    'one aggregation unit of 30',
    pushRequest,
    pushOf({ customAggregationUnits: ['a'.repeat(30)] }),
    pushOf({ customAggregationUnits: ['a'.repeat(31)] }),
  ],
  [
    'aggregation unit letters',
    pushRequest,
    pushOf({ customAggregationUnits: ['a_1'] }),
    pushOf({ customAggregationUnits: ['a-1'] }),
  ],
  [
    'menu width 800',
    richMenuRequest,
    menu({ size: { width: 800, height: 250 }, areas: [area({ width: 800, height: 250 })] }),
    menu({ size: { width: 799, height: 250 } }),
  ],
  ['menu width 2500', richMenuRequest, menu({}), menu({ size: { width: 2501, height: 1686 } })],
  [
    'menu height 250',
    richMenuRequest,
    menu({ size: { width: 2500, height: 250 }, areas: [area({ height: 250 })] }),
    menu({ size: { width: 2500, height: 249 } }),
  ],
  [
    'menu at least 1.45 as wide as high',
    richMenuRequest,
    menu({ size: { width: 1450, height: 1000 }, areas: [area({ width: 9, height: 9 })] }),
    menu({ size: { width: 1449, height: 1000 } }),
  ],
  ['20 areas', richMenuRequest, menu({ areas: Array(20).fill(area({})) }), menu({ areas: Array(21).fill(area({})) })],
  [
    'areas inside the picture',
    richMenuRequest,
    menu({ areas: [area({ x: 2000, width: 500 })] }),
    menu({ areas: [area({ x: 2000, width: 501 })] }),
  ],
  ['chatBarText 14 graphemes', richMenuRequest, menu({ chatBarText: thai(14) }), menu({ chatBarText: thai(15) })],
  ['menu name 300', richMenuRequest, menu({ name: thai(300) }), menu({ name: thai(301) })],
  [
    'menu label 20',
    richMenuRequest,
    menu({ areas: [area({}, messageAction(thai(20)))] }),
    menu({ areas: [area({}, messageAction(thai(21)))] }),
  ],
  [
    'no location action in a menu',
    richMenuRequest,
    menu({ areas: [area({}, { type: 'message', text: 'x' })] }),
    menu({ areas: [area({}, { type: 'location' })] }),
  ],
  ['a menu is never empty', richMenuRequest, menu({}), {}],
];

test.each(requests)('%s', (_name, schema, fits, tooMuch) => {
  expect(accepts(schema, fits)).toBe(true);
  expect(accepts(schema, tooMuch)).toBe(false);
});

function emojis(count: number, from = 0) {
  return [...Array(count).keys()].map((at) => ({ index: from + at, productId: 'p', emojiId: 'e' }));
}
function items(count: number) {
  return Array(count).fill({ type: 'action', action: messageAction('x') });
}
function list(count: number) {
  return Array(count).fill(messageAction('x'));
}
function back(more: object) {
  return { type: 'postback', label: 'x', data: 'x', ...more };
}
function link(uri: string) {
  return { type: 'uri', label: 'x', uri };
}
function clip(length: number) {
  return { type: 'clipboard', label: 'x', clipboardText: 'x'.repeat(length) };
}
function buttons(more: object) {
  return { type: 'buttons', text: 'x', actions: list(1), ...more };
}
function confirm(action: object, content = 'x') {
  return { type: 'confirm', text: content, actions: [action, messageAction('y')] };
}
function pictures(label: string) {
  return { type: 'image_carousel', columns: [{ imageUrl: https(50), action: messageAction(label) }] };
}
function carousel(count: number) {
  return { type: 'carousel', contents: Array(count).fill(bubble({ type: 'text', text: 'x' })) };
}
function heavy(bytes: number) {
  return bubble({ type: 'text', text: 'x'.repeat(bytes) });
}
function area(bounds: object, action: object = messageAction('x')) {
  return { bounds: { x: 0, y: 0, width: 2500, height: 200, ...bounds }, action };
}
