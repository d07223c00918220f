import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { describeProblem } from '../../../api/describe-problem.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './banners.module.css';
import type { Sending } from './use-submission.ts';

/** Why an action failed, with a button to try the same one again. */
export function SendingBanner({ sending }: { sending: Sending }) {
  const { t, language } = useText();
  const { failed } = sending;
  if (!failed) return null;
  return (
    <div className={css.banner} data-tone="bad" role="alert">
      <IconAlertTriangle aria-hidden size={24} />
      <div className={css.body}>
        <strong>{failed.canRetry ? t('action.failed') : describeProblem(failed.error, language)}</strong>
        {failed.canRetry && <p>{describeProblem(failed.error, language)}</p>}
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
