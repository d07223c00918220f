import type { ReactNode } from 'react';
import { useText } from '../../../ui/use-text.ts';
import css from './links.module.css';

/** Layout of a page shown before sign-in. */
export function LinkSheet({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useText();
  return (
    <main className={css.page}>
      <div className={css.sheet}>
        <header>
          <p className={css.brand}>{t('app.name')}</p>
          <p className={css.muted}>{t('app.fullName')}</p>
        </header>
        <h1 className={css.title}>{title}</h1>
        {children}
      </div>
    </main>
  );
}
