import type { Problem } from './problem.ts';
import en from './texts/winners.en.json' with { type: 'json' };
import th from './texts/winners.th.json' with { type: 'json' };

const WINNERS: Record<'th' | 'en', Record<string, string>> = { th, en };
const WHEN = {
  th: new Intl.DateTimeFormat('th-TH-u-ca-buddhist', {
    timeZone: 'Asia/Bangkok',
    dateStyle: 'medium',
    timeStyle: 'short',
  }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Bangkok', dateStyle: 'medium', timeStyle: 'short' }),
};

/** Who was faster, for which agency, with which action and when; undefined where nobody was. */
export function describeWinner(params: Problem['params'] & {}, language: 'th' | 'en'): string | undefined {
  const { did, at, name, by } = params;
  const done = WINNERS[language][String(did)];
  if (did === undefined || !done || typeof at !== 'string') return undefined;
  const agency = language === 'th' ? params.agencyTh : params.agencyEn;
  const who = name && by === undefined ? `${name}${agency ? ` (${agency})` : ''}` : WINNERS[language][`by/${by}`];
  const when = WHEN[language].format(new Date(at));
  return language === 'th' ? `${who ?? ''} ${done} เมื่อ ${when} น.` : `${who ?? ''} ${done}, ${when}`;
}
