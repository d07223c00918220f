import type { Me } from '#contract/access';
import { OperatorAlarmsPage } from '../features/operator/index.ts';
import { useWords } from '../ui/use-words.ts';
import css from './Desk.module.css';
import { DeskMenu } from './DeskMenu.tsx';
import bar from './TopBar.module.css';

type Props = { me: Me; onSignOut: () => void };

/** The page of those who run the system and may not see incidents: what they have to mend, and nothing of people. */
export function OperatorDesk({ me, onSignOut }: Props) {
  const { t } = useWords();
  return (
    <div className={css.desk}>
      <header className={bar.bar}>
        <h1 className={bar.brand}>{t('app.name')}</h1>
        <span className={bar.space} />
        <DeskMenu me={me} ringing={0} onOperator={() => {}} onSignOut={onSignOut} />
      </header>
      <main className={css.page}>
        <p className={css.notice}>{t('access.noQueue')}</p>
        {me.permissions.includes('operator:view-alarms') && (
          <OperatorAlarmsPage maySettle={me.permissions.includes('operator:settle-alarms')} />
        )}
      </main>
    </div>
  );
}
