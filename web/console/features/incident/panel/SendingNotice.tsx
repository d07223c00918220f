import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { sayProblem } from '../../../api/problem-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import css from './notices.module.css';
import type { Sending } from './use-submission.ts';

/** Why an act was not taken, and the way to try the same one again. */
export function SendingNotice({ sending }: { sending: Sending }) {
  const { t, language } = useWords();
  const { failed } = sending;
  if (!failed) return null;
  return (
    <div className={css.notice} data-tone="bad" role="alert">
      <IconAlertTriangle aria-hidden size={24} />
      <div className={css.body}>
        <strong>{failed.canRetry ? t('act.failed') : sayProblem(failed.error, language)}</strong>
        {failed.canRetry && <p>{sayProblem(failed.error, language)}</p>}
        <div className={css.buttons}>
          {failed.canRetry && <Button onClick={sending.again}>{t('app.retry')}</Button>}
          <Button variant="default" onClick={sending.dismiss}>
            {t('app.close')}
          </Button>
        </div>
      </div>
    </div>
  );
}
