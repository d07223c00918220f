import { UnstyledButton } from '@mantine/core';
import { Suspense } from 'react';
import type { Me } from '#contract/access';
import { HandOverCount } from '../features/dispatch/index.ts';
import { useKeys } from '../ui/use-keys.ts';
import { useWords } from '../ui/use-words.ts';
import { type PageName, pagesFor } from './DeskPage.tsx';
import { PAGE_ICONS } from './page-icons.tsx';
import css from './RoleBar.module.css';

/** What somebody comes to this page to do, most pressing first; everything else is in the menu. */
const MAIN = ['calls', 'call-backs', 'area', 'afterwards', 'units', 'duty'] as const satisfies PageName[];
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
  const { t } = useWords();
  const pages = mainPagesFor(me);
  useKeys(pages.includes('calls') ? { c: () => onGo('calls') } : {});
  if (pages.length === 0) return null;
  return (
    <nav className={css.bar} aria-label={t('nav.acts')}>
      {pages.map((page) => (
        <UnstyledButton
          key={page}
          className={css.act}
          data-first={page === 'calls' || undefined}
          aria-current={page === shown ? 'page' : undefined}
          aria-keyshortcuts={page === 'calls' ? 'c' : undefined}
          onClick={() => onGo(page)}
        >
          {PAGE_ICONS[page]} {t(`nav.act.${page}`)}
          {page === 'calls' && <kbd className={css.key}>C</kbd>}
          {page === 'call-backs' && callBacks > 0 && <strong className={css.count}>{callBacks}</strong>}
          {page === 'afterwards' && (
            <Suspense fallback={null}>
              <HandOverCount className={css.count} />
            </Suspense>
          )}
        </UnstyledButton>
      ))}
    </nav>
  );
}
