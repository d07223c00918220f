import type { ReactNode } from 'react';
import css from './account.module.css';

type Props = { title: string; icon: ReactNode; state?: ReactNode; children: ReactNode };

/** One matter of the account: what it is, how it stands, what can be done. */
export function Section({ title, icon, state, children }: Props) {
  return (
    <section className={css.section} aria-label={title}>
      <div className={css.head}>
        <h3 className={css.subtitle}>
          {icon} {title}
        </h3>
        {state}
      </div>
      {children}
    </section>
  );
}

/** How a matter stands, never by colour alone. */
export function State({ isGood, icon, children }: { isGood: boolean; icon: ReactNode; children: ReactNode }) {
  return (
    <p className={css.state} data-good={isGood || undefined}>
      {icon} {children}
    </p>
  );
}
