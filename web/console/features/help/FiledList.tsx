import { IconChevronRight } from '@tabler/icons-react';
import type { FiledHelp } from '#contract/help-api';
import { HELP_FORM_TEXTS } from '#contract/help-form-texts';
import { describeProblem } from '../../api/describe-problem.ts';
import { HELP_TEXT } from '../../text/help.ts';
import { formatDate } from '../../ui/format-time.ts';
import { listed } from '../../ui/list-keys.ts';
import { useText } from '../../ui/use-text.ts';
import css from './help.module.css';
import { useFiledHelp } from './help-data.ts';

const TONES: Partial<Record<FiledHelp['status'], string>> = {
  writing: 'amber',
  'please-correct': 'amber',
  refused: 'red',
  helped: 'green',
  done: 'green',
  granted: 'green',
};

/** What somebody filed for others: a name they can tell apart, the status, and nothing else. */
export function FiledList() {
  const { t, language } = useText(HELP_TEXT);
  const { data, error } = useFiledHelp();
  if (error) return <p role="alert">{describeProblem(error, language)}</p>;
  if (!data) return <p role="status">{t('loading')}</p>;
  if (data.length === 0) return <p className={css.empty}>{t('filed.none')}</p>;
  return (
    <>
      <p className={css.small}>{t('filed.hint')}</p>
      <ul className={css.rows}>
        {data.map((one) => (
          <Row key={one.id} one={one} />
        ))}
      </ul>
    </>
  );
}

function Row({ one }: { one: FiledHelp }) {
  const { t, language } = useText(HELP_TEXT);
  const isWritable = one.status === 'writing' || one.status === 'please-correct';
  const status = HELP_FORM_TEXTS[language].publicStatuses[one.status];
  const what = (
    <>
      <span className={css.what}>
        <b>{one.label ?? t('filed.noName')}</b>
        <span className={css.small}>
          {one.code} · {formatDate(one.statusSince, language)}
        </span>
        <span className={css.chip} data-tone={TONES[one.status]}>
          {status}
          {one.toCorrect > 0 && ` · ${t('filed.toCorrect', { count: one.toCorrect })}`}
        </span>
      </span>
      {isWritable && (
        <span className={css.go}>
          {t(one.status === 'writing' ? 'filed.goOn' : 'filed.correct')} <IconChevronRight aria-hidden size={22} />
        </span>
      )}
    </>
  );
  return (
    <li>
      {isWritable ? (
        <a className={css.row} href={`#draft/${one.id}`} {...listed()}>
          {what}
        </a>
      ) : (
        <div className={css.row}>{what}</div>
      )}
    </li>
  );
}
