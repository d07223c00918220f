import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };

export type Language = 'th' | 'en';
export type MessageKey = keyof typeof th;
export type Params = Record<string, string | number>;

const MESSAGES: Record<Language, Record<string, string>> = { th, en };

/** Finds the words for a key. */
export type Words = ((key: MessageKey, params?: Params) => string) & { language: Language; isHushed: boolean };

/** The words of a conversation: a hushed one has words of its own wherever the usual ones would betray. */
export function wordsFor(language: Language, isHushed: boolean): Words {
  const messages = MESSAGES[language];
  const words = (key: MessageKey, params: Params = {}) => {
    const text = (isHushed ? messages[`silent.${key}`] : undefined) ?? messages[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
  };
  return Object.assign(words, { language, isHushed });
}

/** Metres below a kilometre, else kilometres with one decimal: finer would claim what nobody measured. */
export function sayDistance(words: Words, metres: number): string {
  const rounded = Math.round(metres / 10) * 10;
  if (rounded < 1000) return words('distance.metres', { metres: rounded });
  return words('distance.kilometres', { kilometres: (metres / 1000).toFixed(1) });
}

/** 24-hour clock in Bangkok, e.g. `02:22`; midnight is `00:00`. */
export function sayTime(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Bangkok',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}
