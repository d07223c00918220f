import { ActionIcon } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, Suspense, useMemo, useState } from 'react';
import type { Me } from '#contract/access';
import type { IncidentSummary } from '#contract/incident';
import { describeProblem } from '../api/describe-problem.ts';
import { type MyAgencies, QueueList, QueueSearch, type QueueState, useRecent } from '../features/incident/index.ts';
import { UnfinishedList } from '../features/intake/index.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { useKeys } from '../ui/use-keys.ts';
import { useText } from '../ui/use-text.ts';
import { Waiting } from '../ui/Waiting.tsx';
import { ScopeSwitch } from './ScopeSwitch.tsx';
import css from './Shell.module.css';

type Props = {
  me: Me;
  queue: QueueState;
  ordered: readonly IncidentSummary[];
  isLoaded: boolean;
  chosenId: string | null;
  mine: MyAgencies;
  /** The queue of a guest: incidents the person was invited to. */
  invited?: boolean;
  /** The main tasks of the role, above the list. */
  bar?: ReactNode;
  onOpen: (incidentId: string) => void;
};

/** The list on the left: open or recently ended incidents; below it reports that are not complete yet. */
export function QueueColumn({ me, queue, ordered, isLoaded, chosenId, mine, bar, invited = false, onOpen }: Props) {
  const { t, language } = useText();
  const [scope, setScope] = useState<'open' | 'recent'>('open');
  const [isSearching, setSearching] = useState(false);
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
      : { title: recent.isError ? describeProblem(recent.error, language) : t('queue.recentEmpty') };
  // An open search handles the key itself.
  useKeys(isSearching ? {} : { '/': () => setSearching(true) });
  const list = (incidents: readonly IncidentSummary[], isNone = false) =>
    isWaiting ? (
      <Waiting className={css.waiting} label={t('app.loading')} />
    ) : (
      <QueueList
        incidents={incidents}
        chosenId={chosenId}
        mine={mine}
        showsAgency={showsAgency}
        empty={isNone ? { title: t('queue.noneFound') } : empty}
        onOpen={onOpen}
      />
    );
  return (
    <section className={css.queue} aria-labelledby="queue-title">
      <div className={css.queueHead}>
        {bar}
        <div className={css.queueTitle}>
          <h2 id="queue-title">{t(invited ? 'guest.queueTitle' : 'queue.title')}</h2>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={48}
            title={`${t('queue.search')} ( / )`}
            aria-label={t('queue.search')}
            aria-expanded={isSearching}
            onClick={() => setSearching(!isSearching)}
          >
            <IconSearch aria-hidden size={20} />
          </ActionIcon>
        </div>
        <ScopeSwitch
          label={t('queue.scope')}
          value={scope}
          onChange={setScope}
          options={[
            { value: 'open', label: `${t('queue.open')} ${isLoaded ? ordered.length : ''}` },
            { value: 'recent', label: t('queue.recent') },
          ]}
        />
      </div>
      <div className={css.queueScroll}>
        {isSearching ? (
          // The list stays while the search is loaded, and if that fails.
          <ErrorBoundary
            fallback={
              <>
                <p role="alert">{t('app.pageFailed')}</p>
                {list(shown)}
              </>
            }
          >
            <Suspense fallback={list(shown)}>
              <QueueSearch incidents={shown} onOpen={onOpen} onClose={() => setSearching(false)}>
                {list}
              </QueueSearch>
            </Suspense>
          </ErrorBoundary>
        ) : (
          list(shown)
        )}
      </div>
      <UnfinishedList reports={unfinished} />
    </section>
  );
}
