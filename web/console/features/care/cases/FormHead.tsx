import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { linkTo } from '../../../router.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import cases from './cases.module.css';
import css from './forms.module.css';

type Props = { caseId: string; title: string; about: string; children?: ReactNode };

/** Back to the case, what this is, of whom, and at the end its state. */
export function FormHead({ caseId, title, about, children }: Props) {
  const { t } = useText(CASES_TEXT);
  return (
    <header className={css.formHead}>
      <a className={css.close} {...linkTo({ name: 'page', page: 'cases', id: caseId })}>
        <IconX aria-hidden size={24} />
        <span className="visually-hidden">{t('form.close')}</span>
      </a>
      <div className={work.what}>
        <h2 className={css.formTitle}>{title}</h2>
        <p className={cases.small}>{about}</p>
      </div>
      {children}
    </header>
  );
}
