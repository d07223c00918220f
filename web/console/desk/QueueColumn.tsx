import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { Me } from '#contract/access';
import type { IncidentSummary } from '#contract/incident';
import { sayProblem } from '../api/problem-words.ts';
import { type MyAgencies, QueueList, type QueueState, useRecent } from '../features/incident/index.ts';
import { UnfinishedList } from '../features/intake/index.ts';
import { useWords } from '../ui/use-words.ts';
import { Waiting } from '../ui/Waiting.tsx';
import css from './Desk.module.css';

type Props = {
  me: Me;
  queue: QueueState;
  ordered: readonly IncidentSummary[];
  isLoaded: boolean;
  chosenId: string | null;
  mine: MyAgencies;
  /** Incidents the person was invited to, not those of an area. */
  invited?: boolean;
  /** The main tasks of the role, above the list. */
  bar?: ReactNode;
  onOpen: (incidentId: string) => void;
};

/** The list on the left: what is open now, or what ended lately; below it who still has to say where they are. */
export function QueueColumn({ me, queue, ordered, isLoaded, chosenId, mine, bar, invited = false, onOpen }: Props) {
  const { t, language } = useWords();
  const [scope, setScope] = useState<'open' | 'recent'>('open');
  const recent = useRecent(scope === 'recent');
  const unfinished = useMemo(() => [...queue.unfinished.values()], [queue.unfinished]);
  const showsAgency = me.memberships.some(({ role }) => role !== 'duty-officer' && role !== 'superintendent');
  const shown = scope === 'open' ? ordered : (recent.data ?? []);
  const isWaiting = scope === 'open' ? !isLoaded : recent.isPending;
  const empty =
    scope === 'open'
      ? {
          title: t(invited ? 'guest.queueEmpty' : 'queue.empty'),
          hint: t(invited ? 'guest.queueEmptyHint' : 'queue.emptyHint'),
        }
      : { title: recent.isError ? sayProblem(recent.error, language) : t('queue.recentEmpty') };
  return (
    <section className={css.queue} aria-labelledby="queue-title">
      <div className={css.queueHead}>
        {bar}
        <h2 id="queue-title" className={css.queueTitle}>
          {t(invited ? 'guest.queueTitle' : 'queue.title')}
        </h2>
        <SegmentedControl
          aria-label={t('queue.scope')}
          fullWidth
          size="md"
          value={scope}
          onChange={(value) => setScope(value === 'recent' ? 'recent' : 'open')}
          data={[
            { value: 'open', label: `${t('queue.open')} ${isLoaded ? ordered.length : ''}` },
            { value: 'recent', label: t('queue.recent') },
          ]}
        />
      </div>
      <div className={css.queueScroll}>
        {isWaiting ? (
          <Waiting className={css.waiting} words={t('app.loading')} />
        ) : (
          <QueueList
            incidents={shown}
            chosenId={chosenId}
            mine={mine}
            showsAgency={showsAgency}
            empty={empty}
            onOpen={onOpen}
          />
        )}
      </div>
      <UnfinishedList reports={unfinished} />
    </section>
  );
}
