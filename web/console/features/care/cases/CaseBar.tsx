import { IconAlertTriangle, IconPencil } from '@tabler/icons-react';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './CaseBar.module.css';
import { formHash } from './case-route.ts';
import forms from './forms.module.css';

/** Always at the thumb: write something down, and ask about danger. */
export function CaseBar() {
  const { t } = useText(CASES_TEXT);
  return (
    <nav className={css.bar}>
      <a className={forms.bigLink} href={formHash('note', 'new')}>
        <IconPencil aria-hidden size={22} /> {t('note')}
      </a>
      <a className={forms.bigLink} href={formHash('danger')} data-tone="danger">
        <IconAlertTriangle aria-hidden size={22} /> {t('danger')}
      </a>
    </nav>
  );
}
