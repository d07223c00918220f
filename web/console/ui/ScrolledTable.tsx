import type { ReactNode } from 'react';

/** A table that may be wider or taller than its part of the screen: the arrow keys scroll only what can have the focus (WCAG 2.1.1). */
export function ScrolledTable({
  className,
  label,
  children,
}: {
  className: string | undefined;
  label: string;
  children: ReactNode;
}) {
  const scrolled = { className, role: 'group', tabIndex: 0, 'aria-label': label };
  return <div {...scrolled}>{children}</div>;
}
