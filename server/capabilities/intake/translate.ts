import type { TranslatedFile } from '#contract/citizen-texts';
import type { PublicLanguage } from '#contract/languages';
import { fillIn } from '#contract/text';
import en from './messages/en.json' with { type: 'json' };
import km from './messages/km.json' with { type: 'json' };
import kmFindings from './messages/km-findings.json' with { type: 'json' };
import kmQuestions from './messages/km-questions.json' with { type: 'json' };
import lo from './messages/lo.json' with { type: 'json' };
import loFindings from './messages/lo-findings.json' with { type: 'json' };
import loQuestions from './messages/lo-questions.json' with { type: 'json' };
import my from './messages/my.json' with { type: 'json' };
import myFindings from './messages/my-findings.json' with { type: 'json' };
import myQuestions from './messages/my-questions.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };
import zh from './messages/zh.json' with { type: 'json' };
import zhFindings from './messages/zh-findings.json' with { type: 'json' };
import zhQuestions from './messages/zh-questions.json' with { type: 'json' };

export type MessageKey = keyof typeof th;
export type Params = Record<string, string | number>;

/** Thai and English are complete; the others have what a report needs, and the rest is in English. */
const MESSAGES: Record<PublicLanguage, Record<string, string>> = {
  th,
  en,
  my: { ...my.texts, ...myQuestions.texts, ...myFindings.texts },
  lo: { ...lo.texts, ...loQuestions.texts, ...loFindings.texts },
  km: { ...km.texts, ...kmQuestions.texts, ...kmFindings.texts },
  zh: { ...zh.texts, ...zhQuestions.texts, ...zhFindings.texts },
};

/** What of the conversation stands in languages that few can check: each file, and who has checked it (null: nobody yet). */
export const TRANSLATED_FILES = [
  { name: 'my', ...my },
  { name: 'my-questions', ...myQuestions },
  { name: 'my-findings', ...myFindings },
  { name: 'lo', ...lo },
  { name: 'lo-questions', ...loQuestions },
  { name: 'lo-findings', ...loFindings },
  { name: 'km', ...km },
  { name: 'km-questions', ...kmQuestions },
  { name: 'km-findings', ...kmFindings },
  { name: 'zh', ...zh },
  { name: 'zh-questions', ...zhQuestions },
  { name: 'zh-findings', ...zhFindings },
].map(({ name, language, checkedBy, texts }): TranslatedFile => {
  const rows = Object.entries(texts).map(([key, text]) => {
    const known = key as MessageKey;
    return { th: th[known], en: en[known], text };
  });
  return {
    path: `server/capabilities/intake/messages/${name}.json`,
    language: language as PublicLanguage,
    checkedBy,
    rows,
  };
});

/** Returns the text for a key. `names`: the language of the names of places and agencies, which have two. */
export type Translate = ((key: MessageKey, params?: Params) => string) & {
  language: PublicLanguage;
  names: 'th' | 'en';
  isSilent: boolean;
};

/** The translator of a conversation: silent mode uses the neutral `silent.` texts where there are any. */
export function translatorFor(language: PublicLanguage, isSilent: boolean): Translate {
  const messages = MESSAGES[language];
  const translate = (key: MessageKey, params: Params = {}) => {
    // A neutral text in English before one in their language that could betray them.
    const quiet = isSilent ? (messages[`silent.${key}`] ?? MESSAGES.en[`silent.${key}`]) : undefined;
    return fillIn(quiet ?? messages[key] ?? MESSAGES.en[key] ?? key, params);
  };
  return Object.assign(translate, { language, names: namesFor(language), isSilent });
}

/** Whoever reads neither Thai nor English can at least compare Latin letters with a road sign. */
export function namesFor(language: PublicLanguage): 'th' | 'en' {
  return language === 'th' ? 'th' : 'en';
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

/** A day in Thailand; the Buddhist era in Thai. */
export function formatDay({ language }: Translate, at: Date): string {
  const locale = language === 'th' ? 'th-TH-u-ca-buddhist' : 'en-GB';
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Bangkok', ...day }).format(at).replace(/ พ\.ศ\. | BE /, ' ');
}
