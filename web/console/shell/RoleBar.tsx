import { UnstyledButton } from '@mantine/core';
import { Suspense } from 'react';
import type { Me } from '#contract/access';
import { HandOverCount } from '../features/control-room/index.ts';
import { useKeys } from '../ui/use-keys.ts';
import { useText } from '../ui/use-text.ts';
import { PAGE_ICONS } from './page-icons.tsx';
import css from './RoleBar.module.css';
import { type PageName, pagesFor } from './ShellPage.tsx';

/** What somebody comes to this page to do, most pressing first; everything else is in the menu. */
const MAIN = ['calls', 'call-backs', 'area', 'aftercare', 'units', 'duty'] as const satisfies PageName[];
/** As many as stand side by side above the list. */
const SHOWN = 3;

export function mainPagesFor(me: Pick<Me, 'permissions'>) {
  const pages = pagesFor(me);
  return MAIN.filter((page) => pages.includes(page)).slice(0, SHOWN);
}

type Props = {
  me: Me;
  /** The page that is open. */
  shown?: string | undefined;
  /** People somebody should be calling now. */
  callBacks?: number;
  onGo: (page: PageName) => void;
};

/** The main tasks of a role, in view and one press away. */
export function RoleBar({ me, shown, callBacks = 0, onGo }: Props) {
  const { t } = useText();
  const pages = mainPagesFor(me);
  useKeys(pages.includes('calls') ? { c: () => onGo('calls') } : {});
  if (pages.length === 0) return null;
  return (
    <nav className={css.bar} aria-label={t('nav.actions')}>
      {pages.map((page) => (
        <UnstyledButton
          key={page}
          className={css.action}
          data-first={page === 'calls' || undefined}
          aria-current={page === shown ? 'page' : undefined}
          aria-keyshortcuts={page === 'calls' ? 'c' : undefined}
          onClick={() => onGo(page)}
        >
          {PAGE_ICONS[page]} {t(`nav.action.${page}`)}
          {page === 'calls' && <kbd className={css.key}>C</kbd>}
          {page === 'call-backs' && callBacks > 0 && <strong className={css.count}>{callBacks}</strong>}
          {page === 'aftercare' && (
            <Suspense fallback={null}>
              <HandOverCount className={css.count} />
            </Suspense>
          )}
        </UnstyledButton>
      ))}
    </nav>
  );
}
