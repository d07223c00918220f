import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import type { LadderFault, LadderTarget, ReachedAgency } from '#contract/escalation';
import en from '../../text/ladder.en.json';
import th from '../../text/ladder.th.json';
import type { Language } from '../../text/language.ts';

// With what shows them and not with the first load.
i18next.addResourceBundle('th', 'ladder', th);
i18next.addResourceBundle('en', 'ladder', en);

/** The words of the ladder. */
export function useLadderWords() {
  return useTranslation('ladder').t;
}

export type LadderWords = ReturnType<typeof useLadderWords>;

/** What can be wrong with a draft on the page; a step without anybody never reaches the server. */
export type DraftFault = LadderFault | 'nobody-chosen';

/** `เวร สภ.เมือง`, `ศูนย์ 191`: the office by its name, and of the own one whom there. */
export function sayReached({ target, nameTh, nameEn }: ReachedAgency, t: LadderWords, language: Language): string {
  const name = language === 'en' ? (nameEn ?? nameTh) : nameTh;
  return target === 'duty-chief' ? `${t('target.duty-chief')} ${name}` : name;
}

export function sayTargets(targets: readonly LadderTarget[], t: LadderWords): string {
  return targets.map((target) => t(`target.${target}`)).join(' · ');
}
