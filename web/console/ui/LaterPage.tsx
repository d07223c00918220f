import { Button } from '@mantine/core';
import { type ReactNode, Suspense } from 'react';
import { Boundary } from './Boundary.tsx';
import css from './LaterPage.module.css';
import { useWords } from './use-words.ts';
import { Waiting } from './Waiting.tsx';

/** A page that is fetched when it is opened: waiting and failing stay inside its own frame. */
export function LaterPage({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const failed = (
    <div className={css.failed} role="alert">
      <p>{t('app.pageFailed')}</p>
      <Button onClick={() => window.location.reload()}>{t('app.reload')}</Button>
    </div>
  );
  return (
    <Boundary instead={failed}>
      <Suspense fallback={<Waiting className={css.waiting} words={t('app.loading')} />}>{children}</Suspense>
    </Boundary>
  );
}
