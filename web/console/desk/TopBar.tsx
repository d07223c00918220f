import { UnstyledButton } from '@mantine/core';
import { IconTool } from '@tabler/icons-react';
import type { Me } from '#contract/access';
import { useOperatorAlarms } from '../features/operator/index.ts';
import { useClock } from '../live/clock.ts';
import type { Line } from '../live/line.ts';
import { sayDate, sayTime } from '../ui/time-words.ts';
import { useWords } from '../ui/use-words.ts';
import { DemoMark } from './DemoMark.tsx';
import { DeskMenu } from './DeskMenu.tsx';
import type { PageName } from './DeskPage.tsx';
import { LineState } from './LineState.tsx';
import css from './TopBar.module.css';

type Props = {
  me: Me;
  line: Line;
  unanswered: number;
  inWork: number;
  /** Alarms that sound here now. */
  ringing: number;
  onGo: (page: PageName) => void;
  onSignOut: () => void;
};

export function TopBar({ me, line, unanswered, inWork, ringing, onGo, onSignOut }: Props) {
  const { t, language } = useWords();
  const maySeeAlarms = me.permissions.includes('operator:view-alarms');
  const broken = useOperatorAlarms(maySeeAlarms).data?.length ?? 0;
  const agency = me.memberships[0]?.agency;
  const date = useClock((now) => sayDate(now, language));
  const time = useClock((now) => sayTime(now, language));
  return (
    <header className={css.bar}>
      <h1 className={css.brand}>{t('app.name')}</h1>
      {agency && (
        <span className={css.agency}>{language === 'en' ? (agency.nameEn ?? agency.nameTh) : agency.nameTh}</span>
      )}
      <LineState line={line} />
      {me.demonstration && <DemoMark />}
      <span className={css.space} />
      {broken > 0 && (
        <UnstyledButton
          className={css.broken}
          aria-label={t('operator.count', { count: broken })}
          title={t('operator.count', { count: broken })}
          onClick={() => onGo('operator')}
        >
          <IconTool aria-hidden size={20} /> {broken}
        </UnstyledButton>
      )}
      <span className={css.pill} data-alarm={unanswered > 0 || undefined}>
        {t('queue.unanswered')} <strong>{unanswered}</strong>
      </span>
      <span className={css.pill}>
        {t('queue.inWork')} <strong>{inWork}</strong>
      </span>
      <span className={css.pill}>
        {date} <strong>{time}</strong>
      </span>
      <DeskMenu me={me} ringing={ringing} onGo={onGo} onSignOut={onSignOut} />
    </header>
  );
}
