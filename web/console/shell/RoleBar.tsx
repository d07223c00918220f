import { UnstyledButton } from '@mantine/core';
import { Suspense } from 'react';
import type { Me } from '#contract/access';
import { goTo } from '../router.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { useKeys } from '../ui/use-keys.ts';
import { useText } from '../ui/use-text.ts';
import { mainTasksFor } from './pages.ts';
import css from './RoleBar.module.css';

type Props = {
  me: Me;
  /** The path of the open page. */
  shown?: string | undefined;
};

/** The main tasks of a role, visible and one click away; everything else is in the menu. */
export function RoleBar({ me, shown }: Props) {
  const { t } = useText();
  const tasks = mainTasksFor(me, shown === undefined ? 'list' : 'page');
  const open = (page: string): void => goTo({ name: 'page', page });
  useKeys(Object.fromEntries(tasks.flatMap(({ path, task: { key } }) => (key ? [[key, () => open(path)]] : []))));
  if (tasks.length === 0) return null;
  return (
    <nav className={css.bar} aria-label={t('nav.actions')}>
      {tasks.map(({ path, icon: Icon, task: { label, key, Count } }) => (
        <UnstyledButton
          key={path}
          className={css.action}
          data-first={key !== undefined || undefined}
          aria-current={path === shown ? 'page' : undefined}
          aria-keyshortcuts={key}
          onClick={() => open(path)}
        >
          <Icon aria-hidden size={20} /> {t(label)}
          {key && <kbd className={css.key}>{key.toUpperCase()}</kbd>}
          {Count && (
            <ErrorBoundary fallback={null}>
              <Suspense fallback={null}>
                <Count className={css.count} />
              </Suspense>
            </ErrorBoundary>
          )}
        </UnstyledButton>
      ))}
    </nav>
  );
}
