import { fillIn } from '#contract/text';
import english from './messages/en.json' with { type: 'json' };
import thai from './messages/th.json' with { type: 'json' };

export type Language = 'th' | 'en';
export type MessageKey = keyof typeof thai;
export type MessageParams = Record<string, string | number>;

const MESSAGES: Record<Language, Record<MessageKey, string>> = { th: thai, en: english };

/** The text in this language, with `{name}` filled in from the params. */
export function translate(language: Language, key: MessageKey, params: MessageParams = {}): string {
  return fillIn(MESSAGES[language][key], params);
}
