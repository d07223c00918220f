import { useLocation, useNavigate } from '@tanstack/react-router';
import type { Me } from '#contract/access';
import { ProofBar } from '../features/access/index.ts';
import { useWords } from '../ui/use-words.ts';
import { pathOf, viewOf } from '../view.ts';
import css from './Desk.module.css';
import { DeskMenu } from './DeskMenu.tsx';
import { DeskPage, isPage } from './DeskPage.tsx';
import bar from './TopBar.module.css';

type Props = { me: Me; onSignOut: () => void; onSignedOut: () => void };

/** For those who may not see incidents: accounts, and what has to be mended in the system; nothing of people in danger. */
export function OperatorDesk({ me, onSignOut, onSignedOut }: Props) {
  const { t } = useWords();
  const navigate = useNavigate();
  const view = viewOf(useLocation({ select: ({ pathname }) => pathname }));
  const asked = isPage(view, me) ? view : null;
  const home = { name: me.permissions.includes('operator:view-alarms') ? 'operator' : 'account' } as const;
  return (
    <div className={css.desk}>
      <header className={bar.bar}>
        <h1 className={bar.brand}>{t('app.name')}</h1>
        <span className={bar.space} />
        <DeskMenu me={me} ringing={0} onGo={(name) => void navigate({ to: pathOf({ name }) })} onSignOut={onSignOut} />
      </header>
      <ProofBar />
      <main className={css.page}>
        {!asked && <p className={css.notice}>{t('access.noQueue')}</p>}
        <DeskPage me={me} view={asked ?? home} onSignedOut={onSignedOut} />
      </main>
    </div>
  );
}
