import type { Action } from '../schemas/action.ts';
import type { BotMessage } from '../schemas/message.ts';

const single = new Set(['action', 'defaultAction']);

/** Every action a person can tap inside a bot message (Flex, template), quick replies not counted, top to bottom. */
export function listMessageActions(message: BotMessage): Action[] {
  const { quickReply: _, ...body } = message;
  if (message.type === 'imagemap') return message.actions.map(imagemapAction);
  return collect(body);
}

function collect(value: unknown): Action[] {
  if (Array.isArray(value)) return value.flatMap(collect);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (single.has(key)) return [inner as Action];
    if (key === 'actions' && Array.isArray(inner)) return inner as Action[];
    return collect(inner);
  });
}

type ImagemapAction = Extract<BotMessage, { type: 'imagemap' }>['actions'][number];

function imagemapAction(action: ImagemapAction): Action {
  const { label } = action;
  if (action.type === 'uri') return { type: 'uri', label, uri: action.linkUri };
  if (action.type === 'clipboard') return { type: 'clipboard', label, clipboardText: action.clipboardText };
  return { type: 'message', label, text: action.text };
}

/** The texts by which a person or a test would name an action. */
export function isNamed(action: Action, name: string): boolean {
  if (action.label === name) return true;
  if (action.type === 'postback') return action.displayText === name || action.data === name;
  if (action.type === 'message') return action.text === name;
  return action.type === 'uri' && action.uri === name;
}

/** All text of a bot message that a person can read, for searching in tests and as the lock screen's fallback. */
export function readText(message: BotMessage): string {
  const texts: string[] = [];
  collectTexts(message, texts);
  return texts.join('\n');
}

const shown = new Set(['text', 'altText', 'label', 'title', 'address']);

function collectTexts(value: unknown, texts: string[]): void {
  if (Array.isArray(value)) for (const inner of value) collectTexts(inner, texts);
  else if (value !== null && typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner !== 'string') collectTexts(inner, texts);
      else if (shown.has(key)) texts.push(inner);
    }
}
