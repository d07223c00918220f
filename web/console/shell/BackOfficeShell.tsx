import { UnstyledButton } from '@mantine/core';
import type { Me } from '#contract/access';
import { goTo, useAddress } from '../address.ts';
import { ProofBar } from '../features/access/index.ts';
import { useText } from '../ui/use-text.ts';
import { pathOf, viewOf } from '../view.ts';
import { PAGE_ICONS } from './page-icons.tsx';
import css from './Shell.module.css';
import { ShellMenu } from './ShellMenu.tsx';
import { isPage, PAGE_TITLES, type PageName, pagesFor, ShellPage } from './ShellPage.tsx';
import { StartPage } from './StartPage.tsx';
import bar from './TopBar.module.css';

type Props = { me: Me; onSignOut: () => void; onSignedOut: () => void };

/** For people who may not see incidents: accounts and faults of the system. */
export function BackOfficeShell({ me, onSignOut, onSignedOut }: Props) {
  const { t } = useText();
  const view = viewOf(useAddress().pathname);
  const pages = pagesFor(me);
  const asked = isPage(view, me) ? view : null;
  const shown = asked ?? { name: pages.find((name) => name !== 'account') ?? 'account' };
  // A person without other pages sees what the account is for, instead of its settings.
  const isStart = !asked && shown.name === 'account';
  const go = (name: PageName) => goTo(pathOf({ name }));
  return (
    <div className={css.shell}>
      <header className={bar.bar}>
        <h1 className={bar.brand}>{t('app.name')}</h1>
        <span className={bar.space} />
        <ShellMenu me={me} ringing={0} onGo={go} onSignOut={onSignOut} />
      </header>
      <ProofBar />
      <nav className={css.pages} aria-label={t('nav.main')}>
        {pages.map((name) => (
          <UnstyledButton
            key={name}
            aria-current={!isStart && name === shown.name ? 'page' : undefined}
            onClick={() => go(name)}
          >
            {PAGE_ICONS[name]} {t(PAGE_TITLES[name])}
          </UnstyledButton>
        ))}
      </nav>
      <main className={css.page}>
        {isStart ? (
          <StartPage me={me} />
        ) : (
          <>
            {!asked && <p className={css.hint}>{t('access.noQueue')}</p>}
            <ShellPage me={me} view={shown} onSignedOut={onSignedOut} />
          </>
        )}
      </main>
    </div>
  );
}
