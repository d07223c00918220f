import type { ReactNode } from 'react';
import css from './account.module.css';

type Props = { title: string; icon: ReactNode; state?: ReactNode; children: ReactNode };

/** One section of the account page: title, state and actions. */
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

/** The state, shown by icon and text and not by colour alone. */
export function State({ isGood, icon, children }: { isGood: boolean; icon: ReactNode; children: ReactNode }) {
  return (
    <p className={css.state} data-good={isGood || undefined}>
      {icon} {children}
    </p>
  );
}
