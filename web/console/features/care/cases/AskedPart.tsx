import { type ReactNode, useState } from 'react';
import css from './cases.module.css';

/** Folded, and read only when somebody opens it: reading is recorded, and most days nobody asks. */
export function AskedPart({ title, children }: { title: ReactNode; children: ReactNode }) {
  const [isAsked, setAsked] = useState(false);
  return (
    <details className={css.more} onToggle={(event) => event.currentTarget.open && setAsked(true)}>
      <summary>{title}</summary>
      {isAsked && children}
    </details>
  );
}
