import type { ToldAccountAct } from '#contract/account-acts';
import type { AlertKind } from '#contract/alerting';
import type { IncidentType } from '#contract/incident-type';
import accountActsEn from '../../../contract/texts/account-acts.en.json' with { type: 'json' };
import accountActsTh from '../../../contract/texts/account-acts.th.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };

const TEXTS = { th, en };
const ACCOUNT_ACTS = { th: accountActsTh, en: accountActsEn };
export type Language = keyof typeof TEXTS;
export type Word = Exclude<keyof typeof th, 'kind' | 'type'>;

/** One sentence with its values filled in. */
export function say(language: Language, word: Word, values: Record<string, string | number> = {}): string {
  return TEXTS[language][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Thai first, English below: whose chat it is, nobody knows the language of. */
export function sayBoth(word: Word, values: Record<string, string | number> = {}): string {
  return `${say('th', word, values)}\n${say('en', word, values)}`;
}

/** What an alarm is, marked when it is an exercise. */
export function nameKind(language: Language, kind: AlertKind, isExercise: boolean): string {
  const name = TEXTS[language].kind[kind];
  return isExercise ? `[${TEXTS[language].exercise}] ${name}` : name;
}

/** What happened to somebody's account. */
export function nameAccountAct(language: Language, act: ToldAccountAct): string {
  return ACCOUNT_ACTS[language][act];
}

export function nameType(language: Language, type: IncidentType): string {
  return TEXTS[language].type[type];
}
