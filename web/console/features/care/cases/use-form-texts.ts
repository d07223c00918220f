import { FORM_TEXTS, type FormTexts } from '../../../text/case-forms.ts';
import { useText } from '../../../ui/use-text.ts';

/** Names of forms, fields and codes in the language on the screen. */
export function useFormTexts(): FormTexts {
  return FORM_TEXTS[useText().language];
}
