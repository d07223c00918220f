import { Button } from '@mantine/core';
import css from './PageFailure.module.css';
import { useText } from './use-text.ts';

/** The page broke or cannot begin. Says what to do meanwhile: the incidents go on without it. `reason`: the cause in words. */
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
