import { Button } from '@mantine/core';
import css from './PageFailure.module.css';
import { useText } from './use-text.ts';

/** The page failed or cannot start. Says what to do meanwhile: incidents go on without it. `reason`: a sentence. */
export function PageFailure({ reason }: { reason?: string }) {
  const { t } = useText();
  return (
    <main className={css.page} role="alert">
      <h1>{t('app.failed')}</h1>
      {reason && <p>{reason}</p>}
      <p>{t('app.failedHint')}</p>
      <Button size="lg" onClick={() => window.location.reload()}>
        {t('app.reload')}
      </Button>
    </main>
  );
}
