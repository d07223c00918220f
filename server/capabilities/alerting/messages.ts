import type { NotifiedAccountAction } from '#contract/account-actions';
import type { AlertKind } from '#contract/alert-kind';
import type { IncidentType } from '#contract/incident-type';
import { fillIn } from '#contract/text';
import accountActionsEn from '../../../contract/texts/account-actions.en.json' with { type: 'json' };
import accountActionsTh from '../../../contract/texts/account-actions.th.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };

const TEXTS = { th, en };
const ACCOUNT_ACTIONS = { th: accountActionsTh, en: accountActionsEn };
export type Language = keyof typeof TEXTS;
export type MessageKey = Exclude<keyof typeof th, 'kind' | 'type'>;

/** One text with its values filled in. */
export function translate(language: Language, key: MessageKey, values: Record<string, string | number> = {}): string {
  return fillIn(TEXTS[language][key], values);
}

/** Thai first, English below: the language of a chat's owner is unknown. */
export function translateBoth(key: MessageKey, values: Record<string, string | number> = {}): string {
  return `${translate('th', key, values)}\n${translate('en', key, values)}`;
}

/** The name of an alert kind, marked if it is an exercise. */
export function nameKind(language: Language, kind: AlertKind, isExercise: boolean): string {
  const name = TEXTS[language].kind[kind];
  return isExercise ? `[${TEXTS[language].exercise}] ${name}` : name;
}

/** The name of a change to an account. */
export function nameAccountAction(language: Language, action: NotifiedAccountAction): string {
  return ACCOUNT_ACTIONS[language][action];
}

export function nameType(language: Language, type: IncidentType): string {
  return TEXTS[language].type[type];
}
