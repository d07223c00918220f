import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };

export type Language = 'th' | 'en';
export type MessageKey = keyof typeof th;
export type Params = Record<string, string | number>;

const MESSAGES: Record<Language, Record<string, string>> = { th, en };

/** Finds the words for a key. */
export type Words = (key: MessageKey, params?: Params) => string;

/** The words of a conversation: a silent one has words of its own wherever the usual ones would betray. */
export function wordsFor(language: Language, silent: boolean): Words {
  const messages = MESSAGES[language];
  return (key, params = {}) => {
    const text = (silent ? messages[`silent.${key}`] : undefined) ?? messages[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
  };
}

/** Metres below a kilometre, else kilometres with one decimal: finer would claim what nobody measured. */
export function sayDistance(words: Words, metres: number): string {
  if (metres < 1000) return words('distance.metres', { metres: Math.round(metres / 10) * 10 });
  return words('distance.kilometres', { kilometres: (metres / 1000).toFixed(1) });
}

/** 24-hour clock in Bangkok, e.g. `02:22`. */
export function sayTime(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Bangkok', hour: '2-digit', minute: '2-digit' }).format(at);
}
