import type { FamilyRow } from '#contract/self-reliance';
import { FAMILIES_TEXT } from '../../text/families.ts';
import { useText } from '../../ui/use-text.ts';

/** What a family is called in a list: never by the name of a child. */
export function useFamilyTitle() {
  const { t } = useText(FAMILIES_TEXT);
  return ({ isMinor, personName, caseCode }: Pick<FamilyRow, 'isMinor' | 'personName' | 'caseCode'>): string => {
    if (isMinor) return t('child', { code: caseCode });
    return personName ? t('familyOf', { name: personName }) : t('family', { code: caseCode });
  };
}
