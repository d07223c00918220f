import fc from 'fast-check';
import { action, anyText, extras, https, is, one, some, whole } from './arbitrary-action.ts';

const color = one('#ffffff', '#0B6B4Fcc');
const gap = one('none', 'md', 'xxl', '7px');
const padding = one('md', '5px', '10%');
const length = one('10px', '50%');
const flex = fc.nat(5);
const placed = {
  margin: gap,
  position: one('relative', 'absolute'),
  offsetTop: one('sm', '-3px', '10%'),
  offsetBottom: gap,
  offsetStart: gap,
  offsetEnd: gap,
};
const gravity = one('top', 'bottom', 'center');
const letters = {
  size: one('xxs', '5xl', '17px'),
  color,
  weight: one('regular', 'bold'),
  style: one('normal', 'italic'),
  decoration: one('none', 'underline', 'line-through'),
};
const span = some({ type: is('span'), text: anyText(50) }, letters);
const textLook = {
  ...placed,
  ...letters,
  flex,
  gravity,
  align: one('start', 'end', 'center'),
  wrap: fc.boolean(),
  lineSpacing: is('4px'),
  maxLines: fc.nat(3),
  adjustMode: is('shrink-to-fit'),
  scaling: fc.boolean(),
  action,
};
const flexText = fc.oneof(
  some({ type: is('text'), text: anyText(100) }, textLook),
  some({ type: is('text'), contents: fc.array(span, { minLength: 1, maxLength: 2 }) }, textLook),
);
const button = some(
  { type: is('button'), action },
  {
    ...placed,
    flex,
    gravity,
    height: one('sm', 'md'),
    style: one('primary', 'secondary', 'link'),
    color,
    adjustMode: is('shrink-to-fit'),
    scaling: fc.boolean(),
  },
);
const image = some(
  { type: is('image'), url: https },
  {
    ...placed,
    flex,
    gravity,
    align: one('start', 'end', 'center'),
    size: one('full', 'md', '30%', '80px'),
    aspectRatio: one('20:13', '1:3'),
    aspectMode: one('fit', 'cover'),
    backgroundColor: color,
    action,
    animated: fc.boolean(),
  },
);
const icon = some(
  { type: is('icon'), url: https },
  { ...placed, size: one('sm', '20px'), aspectRatio: is('2:1'), scaling: fc.boolean() },
);
const separator = some({ type: is('separator') }, { margin: gap, color });
const filler = some({ type: is('filler') }, { flex });
const gradient = some(
  { type: is('linearGradient'), angle: is('90deg'), startColor: color, endColor: color },
  { centerColor: color, centerPosition: is('10%') },
);
const boxLook = {
  ...placed,
  flex,
  spacing: gap,
  backgroundColor: color,
  borderColor: color,
  borderWidth: one('light', '2px'),
  cornerRadius: gap,
  width: length,
  maxWidth: length,
  height: length,
  maxHeight: length,
  paddingAll: padding,
  paddingTop: padding,
  paddingBottom: padding,
  paddingStart: padding,
  paddingEnd: padding,
  justifyContent: one('center', 'flex-start', 'space-evenly'),
  alignItems: one('center', 'flex-end'),
  background: gradient,
  action,
};

const { box } = fc.letrec((tie) => ({
  child: fc.oneof({ maxDepth: 2, withCrossShrink: true }, flexText, button, image, separator, filler, tie('box')),
  wide: some(
    { type: is('box'), layout: one('horizontal', 'vertical'), contents: fc.array(tie('child'), { maxLength: 3 }) },
    boxLook,
  ),
  baseline: some(
    {
      type: is('box'),
      layout: is('baseline'),
      contents: fc.array(fc.oneof(flexText, icon, filler), { maxLength: 3 }),
    },
    boxLook,
  ),
  box: fc.oneof(tie('wide'), tie('wide'), tie('baseline')),
}));

const blockStyle = some({}, { backgroundColor: color, separator: fc.boolean(), separatorColor: color });
const video = some(
  { type: is('video'), url: https, previewUrl: https, altContent: fc.oneof(image, box) },
  { aspectRatio: is('20:13'), action },
);
const bubble = (size: string, hero: fc.Arbitrary<unknown>) =>
  some(
    { type: is('bubble'), size: is(size), body: box },
    {
      direction: one('ltr', 'rtl'),
      header: box,
      hero,
      footer: box,
      action,
      styles: some({}, { header: blockStyle, hero: blockStyle, body: blockStyle, footer: blockStyle }),
    },
  );
const carousel = some({
  type: is('carousel'),
  contents: fc.array(bubble('micro', fc.oneof(image, box)), { minLength: 1, maxLength: 2 }),
});
const container = fc.oneof(bubble('mega', fc.oneof(image, box, video)), bubble('nano', image), carousel);

const card = {
  thumbnailImageUrl: https,
  imageBackgroundColor: is('#ffffff'),
  title: anyText(40),
  defaultAction: action,
};
const imageLook = { imageAspectRatio: one('rectangle', 'square'), imageSize: one('cover', 'contain') };
const actions = (min: number, max: number) => fc.array(action, { minLength: min, maxLength: max });
const template = fc.oneof(
  some({ type: is('buttons'), text: anyText(60), actions: actions(1, 4) }, { ...card, ...imageLook }),
  some({ type: is('confirm'), text: anyText(240), actions: actions(2, 2) }),
  some(
    {
      type: is('carousel'),
      columns: fc.array(some({ text: anyText(60), actions: actions(1, 1) }, card), { minLength: 1, maxLength: 3 }),
    },
    imageLook,
  ),
  some({
    type: is('image_carousel'),
    columns: fc.array(some({ imageUrl: https, action }), { minLength: 1, maxLength: 3 }),
  }),
);

const area = some({ x: fc.nat(1000), y: fc.nat(1000), width: whole(1000), height: whole(1000) });
const imagemapAction = fc.oneof(
  some({ type: is('message'), text: anyText(400), area }, { label: anyText(50) }),
  some({ type: is('uri'), linkUri: https, area }, { label: anyText(50) }),
  some({ type: is('clipboard'), clipboardText: anyText(1000), area }, { label: anyText(50) }),
);

const user = some({ type: is('user'), userId: is(`U${'0'.repeat(32)}`) });
const mention = some({ type: is('mention'), mentionee: fc.oneof(user, some({ type: is('all') })) });
const emoji = some({ type: is('emoji'), productId: is('p1'), emojiId: is('001') });

/** A message of any type, as LINE's documentation allows it. */
export const arbitraryMessage = fc.oneof(
  some({ type: is('text'), text: anyText(200) }, { ...extras, quoteToken: is('q') }),
  some({ type: is('text'), text: is('$ ok'), emojis: is([{ index: 0, productId: 'p', emojiId: 'e' }]) }, extras),
  some(
    { type: is('textV2'), text: is('{who} {{x}}'), substitution: some({ who: fc.oneof(mention, emoji) }) },
    { ...extras, quoteToken: is('q') },
  ),
  some({ type: is('sticker'), packageId: is('446'), stickerId: is('1988') }, { ...extras, quoteToken: is('q') }),
  some({ type: is('image'), originalContentUrl: https, previewImageUrl: https }, extras),
  some({ type: is('video'), originalContentUrl: https, previewImageUrl: https }, { ...extras, trackingId: is('t-1') }),
  some({ type: is('audio'), originalContentUrl: https, duration: whole(60_000) }, extras),
  some(
    {
      type: is('location'),
      title: anyText(100),
      address: anyText(100),
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    },
    extras,
  ),
  some(
    {
      type: is('imagemap'),
      baseUrl: https,
      altText: anyText(100),
      baseSize: some({ width: is(1040), height: whole(2080) }),
      actions: fc.array(imagemapAction, { maxLength: 3 }),
    },
    {
      ...extras,
      video: some(
        { originalContentUrl: https, previewImageUrl: https, area },
        { externalLink: some({ linkUri: https, label: anyText(30) }) },
      ),
    },
  ),
  some({ type: is('template'), altText: anyText(100), template }, extras),
  some({ type: is('flex'), altText: anyText(100), contents: container }, extras),
  some({ type: is('flex'), altText: anyText(100), contents: container }, extras),
  some({ type: is('coupon'), couponId: is('c-1') }, { ...extras, deliveryTag: is('tag') }),
);

const messages = fc.array(arbitraryMessage, { minLength: 1, maxLength: 3 });
const notificationDisabled = fc.boolean();

const gender = some({ type: is('gender'), oneOf: is(['female']) });
const demographic = fc.oneof(
  gender,
  some({ type: is('age') }, { gte: is('age_20'), lt: is('age_30') }),
  some({ type: is('appType'), oneOf: is(['ios', 'android']) }),
  some({ type: is('area'), oneOf: is(['th_01', 'th_08']) }),
  some({ type: is('subscriptionPeriod') }, { gte: is('day_7') }),
  some({ type: is('operator'), not: gender }),
  some({ type: is('operator'), and: fc.array(gender, { minLength: 1, maxLength: 2 }) }),
);
const audience = some({ type: is('audience'), audienceGroupId: whole(1_000_000) });
const recipient = fc.oneof(
  audience,
  some({ type: is('redelivery'), requestId: is('r-1') }),
  some({ type: is('operator'), or: fc.array(audience, { minLength: 1, maxLength: 2 }) }),
);

/** Every request that carries messages, by the name LINE's file gives it. */
export const arbitraryRequests: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  ReplyMessageRequest: some({ replyToken: is('0'.repeat(32)), messages }, { notificationDisabled }),
  PushMessageRequest: some(
    { to: is(`U${'0'.repeat(32)}`), messages },
    { notificationDisabled, customAggregationUnits: is(['unit_1']) },
  ),
  MulticastRequest: some(
    { to: is([`U${'0'.repeat(32)}`]), messages },
    { notificationDisabled, customAggregationUnits: is(['unit_1']) },
  ),
  NarrowcastRequest: some(
    { messages },
    {
      notificationDisabled,
      recipient,
      filter: some({ demographic }),
      limit: some({}, { max: whole(1000), upToRemainingQuota: is(true) }),
    },
  ),
  BroadcastRequest: some({ messages }, { notificationDisabled }),
  ValidateMessageRequest: some({ messages }),
};
