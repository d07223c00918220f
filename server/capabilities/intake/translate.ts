import { fillIn } from '#contract/text';
import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };

export type Language = 'th' | 'en';
export type MessageKey = keyof typeof th;
export type Params = Record<string, string | number>;

const MESSAGES: Record<Language, Record<string, string>> = { th, en };

/** Returns the text for a key. */
export type Translate = ((key: MessageKey, params?: Params) => string) & { language: Language; isSilent: boolean };

/** The translator of a conversation: silent mode uses the neutral `silent.` texts where there are any. */
export function translatorFor(language: Language, isSilent: boolean): Translate {
  const messages = MESSAGES[language];
  const translate = (key: MessageKey, params: Params = {}) => {
    const text = (isSilent ? messages[`silent.${key}`] : undefined) ?? messages[key] ?? key;
    return fillIn(text, params);
  };
  return Object.assign(translate, { language, isSilent });
}

/** Metres below a kilometre, else kilometres with one decimal: more digits would claim an accuracy we do not have. */
export function formatDistance(translate: Translate, metres: number): string {
  const rounded = Math.round(metres / 10) * 10;
  if (rounded < 1000) return translate('distance.metres', { metres: rounded });
  return translate('distance.kilometres', { kilometres: (metres / 1000).toFixed(1) });
}

/** 24-hour clock in Bangkok, e.g. `02:22`; midnight is `00:00`. */
export function formatTime(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Bangkok',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}
