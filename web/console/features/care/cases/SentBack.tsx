import { IconArrowBackUp } from '@tabler/icons-react';
import { createContext, useContext } from 'react';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './forms.module.css';

/** What a second person sent back of the form on the page: the reason by the path of the field. */
export const SentBackContext = createContext<ReadonlyMap<string, string>>(new Map());

/** At the field itself: that it was sent back, and why. */
export function SentBackNote({ path }: { path: string }) {
  const { t } = useText(CASES_TEXT);
  const reason = useContext(SentBackContext).get(path);
  if (reason === undefined) return null;
  return (
    <p className={css.sentBack}>
      <IconArrowBackUp aria-hidden size={20} />
      <span>
        <strong>{t('form.toAmend')}</strong> {reason}
      </span>
    </p>
  );
}
