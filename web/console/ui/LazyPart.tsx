import { type ReactNode, Suspense } from 'react';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useText } from './use-text.ts';

type Props = { waiting?: ReactNode; children: ReactNode };

/** A part of a page, loaded apart. A failure is shown in its place: what stands around it stays, above all an alarm. */
export function LazyPart({ waiting = null, children }: Props) {
  const { t } = useText();
  return (
    <ErrorBoundary fallback={<p role="alert">{t('app.pageFailed')}</p>}>
      <Suspense fallback={waiting}>{children}</Suspense>
    </ErrorBoundary>
  );
}
