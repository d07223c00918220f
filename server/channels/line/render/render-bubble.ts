import type { messagingApi } from '@line/bot-sdk';
import type { MessagePart } from '#events/outgoing-message';
import { flexAction, postback } from './render-action.ts';
import { shorten } from './text-length.ts';

type List = Extract<MessagePart, { kind: 'list' }>;
type Card = Extract<MessagePart, { kind: 'card' }>;
type Text = messagingApi.FlexText;

/** White on these passes WCAG AA (4.5:1). The text says the same as the colour. */
const TONES = { good: '#0b6b3a', warning: '#9a3412', neutral: '#334155' } as const;
const INK = '#0f172a';
const MUTED = '#475569';
const LINE_COLOUR = '#e2e8f0';

/** Every text wraps, because clients cut off what does not. */
const text = (content: string, style: Partial<Text> = {}): Text => ({
  type: 'text',
  text: content || ' ',
  wrap: true,
  color: INK,
  ...style,
});

/** Rows to tap, each an icon and a text. */
export function listBubble({ title, options }: List): messagingApi.FlexBubble {
  const rows = options.flatMap(({ icon, label, data }) => {
    const action = postback(shorten(label.trim(), 40) || '…', data);
    return action ? [optionRow(icon, label, action)] : [];
  });
  return {
    type: 'bubble',
    size: 'mega',
    body: {
      type: 'box',
      layout: 'vertical',
      spacing: 'sm',
      paddingAll: 'lg',
      contents: [text(title, { weight: 'bold', size: 'md' }), ...rows],
    },
  };
}

function optionRow(icon: string, label: string, action: messagingApi.Action): messagingApi.FlexBox {
  return {
    type: 'box',
    layout: 'horizontal',
    spacing: 'md',
    paddingAll: 'md',
    cornerRadius: 'md',
    borderWidth: 'normal',
    borderColor: LINE_COLOUR,
    alignItems: 'center',
    action,
    contents: [text(icon, { flex: 0, size: 'xl' }), text(label, { flex: 1, size: 'md' })],
  };
}

/** A coloured header with the title, one large fact, then lines and buttons. Quiet cards have no colour. */
export function cardBubble(card: Card, quiet: boolean): messagingApi.FlexBubble {
  const buttons = card.buttons.flatMap((choice, at) => {
    const action = flexAction(choice);
    return action ? [button(action, at === 0)] : [];
  });
  const body = [
    ...(card.label ? [text(card.label, { size: 'sm', color: MUTED })] : []),
    ...(card.big ? [text(card.big, { size: '3xl', weight: 'bold' })] : []),
    ...card.lines.map((line) => text(line, { size: 'md' })),
  ];
  return {
    type: 'bubble',
    size: 'mega',
    header: {
      type: 'box',
      layout: 'vertical',
      paddingAll: 'lg',
      backgroundColor: TONES[quiet ? 'neutral' : card.tone],
      contents: [text(card.title, { color: '#ffffff', weight: 'bold', size: 'lg' })],
    },
    ...(body.length > 0 && {
      body: { type: 'box', layout: 'vertical', spacing: 'sm', paddingAll: 'lg', contents: body },
    }),
    ...(buttons.length > 0 && { footer: { type: 'box', layout: 'vertical', spacing: 'sm', contents: buttons } }),
  };
}

function button(action: messagingApi.Action, isFirst: boolean): messagingApi.FlexButton {
  const style = isFirst ? { style: 'primary' as const, color: TONES.neutral } : { style: 'secondary' as const };
  return { type: 'button', height: 'md', adjustMode: 'shrink-to-fit', action, ...style };
}
