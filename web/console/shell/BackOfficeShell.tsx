import { UnstyledButton } from '@mantine/core';
import { useEffect } from 'react';
import type { Me } from '#contract/access';
import { ProofBar } from '../features/access/index.ts';
import { goTo, useView } from '../router.ts';
import { useText } from '../ui/use-text.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { ConnectionStatus } from './ConnectionStatus.tsx';
import { fetchRest } from './fetch-rest.ts';
import { findPage, pagesFor } from './pages.ts';
import css from './Shell.module.css';
import { ShellMenu } from './ShellMenu.tsx';
import { ShellPage } from './ShellPage.tsx';
import { StartPage } from './StartPage.tsx';
import bar from './TopBar.module.css';
import { useLiveEvents } from './use-live-events.ts';

type Props = { me: Me; onSignOut: () => void; onSignedOut: () => void; onExpired: () => void };

/** For people who may not see incidents: accounts, faults of the system, and whoever answers referrals. */
export function BackOfficeShell({ me, onSignOut, onSignedOut, onExpired }: Props) {
  const { t } = useText();
  const view = useView();
  useEffect(fetchRest, []);
  const isLive = me.permissions.includes('referral:view');
  const { connection, reconnectNow } = useLiveEvents(isLive, onExpired);
  const pages = pagesFor(me);
  const asked = findPage(view, me);
  const shown = asked ?? pages.find(({ path }) => path !== 'account') ?? pages[0];
  // A person without other pages sees what the account is for, instead of its settings.
  const isStart = !asked && shown?.path === 'account';
  return (
    <div className={css.shell}>
      <header className={bar.bar}>
        <h1 className={bar.brand}>{t('app.name')}</h1>
        {isLive && <ConnectionStatus connection={connection} />}
        <span className={bar.space} />
        <ShellMenu me={me} ringing={0} onSignOut={onSignOut} />
      </header>
      {isLive && <ConnectionBanner connection={connection} onReconnect={reconnectNow} />}
      <ProofBar />
      <nav className={css.pages} aria-label={t('nav.main')}>
        {pages.map(({ path, title, icon: Icon }) => (
          <UnstyledButton
            key={path}
            aria-current={!isStart && path === shown?.path ? 'page' : undefined}
            onClick={() => goTo({ name: 'page', page: path })}
          >
            <Icon aria-hidden size={20} /> {t(title)}
          </UnstyledButton>
        ))}
      </nav>
      <main className={css.page}>
        {isStart || !shown ? (
          <StartPage me={me} />
        ) : (
          <ShellPage
            page={shown}
            me={me}
            id={asked && view.name === 'page' ? view.id : undefined}
            onSignedOut={onSignedOut}
          />
        )}
      </main>
    </div>
  );
}
