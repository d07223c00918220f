import { Button } from '@mantine/core';
import { type ReactNode, Suspense } from 'react';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import css from './LazyPage.module.css';
import { useText } from './use-text.ts';
import { Waiting } from './Waiting.tsx';

/** A page whose code is loaded when it is opened; waiting and a failure are shown in its place. */
export function LazyPage({ children }: { children: ReactNode }) {
  const { t } = useText();
  const failed = (
    <div className={css.failed} role="alert">
      <p>{t('app.pageFailed')}</p>
      <Button onClick={() => window.location.reload()}>{t('app.reload')}</Button>
    </div>
  );
  return (
    <ErrorBoundary fallback={failed}>
      <Suspense fallback={<Waiting className={css.waiting} label={t('app.loading')} />}>{children}</Suspense>
    </ErrorBoundary>
  );
}
