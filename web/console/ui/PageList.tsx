import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { describeProblem } from '../api/describe-problem.ts';
import css from './PageList.module.css';
import { useText } from './use-text.ts';
import { Waiting } from './Waiting.tsx';

type Props = {
  list: { isPending: boolean; error: unknown; refetch: () => unknown };
  isEmpty: boolean;
  empty: string;
  /** Shown instead of the problem's own text, without a retry: trying again would not help. */
  missing?: string | undefined;
  children: ReactNode;
};

/** A list that is loading, failed, empty, or there. */
export function PageList({ list, isEmpty, empty, missing, children }: Props) {
  const { t, language } = useText();
  if (list.error) {
    return (
      <div className={css.box} role="alert">
        <p>{missing ?? describeProblem(list.error, language)}</p>
        {missing === undefined && <Button onClick={() => void list.refetch()}>{t('app.retry')}</Button>}
      </div>
    );
  }
  if (list.isPending) return <Waiting className={css.box} label={t('app.loading')} />;
  if (isEmpty) return <p className={css.box}>{empty}</p>;
  return children;
}
