import { UnstyledButton } from '@mantine/core';
import { IconMotorbike } from '@tabler/icons-react';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Me } from '#contract/access';
import { ProofBar } from '../features/access/index.ts';
import { applyIncident, orderJobs, PatrolJob, SoundUnlock, shortPlace } from '../features/incident/index.ts';
import { useStore } from '../live/use-store.ts';
import { LaterPage } from '../ui/LaterPage.tsx';
import { useWords } from '../ui/use-words.ts';
import { Waiting } from '../ui/Waiting.tsx';
import { pathOf, viewOf } from '../view.ts';
import { alarmTone } from './alarm-tone.ts';
import css from './Desk.module.css';
import { DeskHeader } from './DeskHeader.tsx';
import { DeskPage, isPage, type PageName } from './DeskPage.tsx';
import { LineBanner } from './LineBanner.tsx';
import { useLiveDesk } from './use-live-desk.ts';
import { useNewJobs } from './use-new-jobs.ts';

type Props = { me: Me; onSignOut: () => void; onSignedOut: () => void; onExpired: () => void };

/** A patrol's page: the incidents they were sent to, one at a time, and nothing of any other. */
export default function PatrolDesk({ me, onSignOut, onSignedOut, onExpired }: Props) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const view = viewOf(useLocation({ select: ({ pathname }) => pathname }));
  const { live, queue, line, isLoaded } = useLiveDesk(onExpired);
  const isAudible = useStore(alarmTone.audible);
  const jobs = useMemo(() => orderJobs(queue.incidents.values()), [queue]);
  const open = useCallback(
    (incidentId: string) => void navigate({ to: pathOf({ name: 'incident', incidentId }) }),
    [navigate],
  );
  const go = (name: 'queue' | PageName) => void navigate({ to: pathOf({ name }) });
  useNewJobs(jobs, isLoaded, open);
  const asked = view.name === 'incident' ? jobs.find(({ id }) => id === view.incidentId) : undefined;
  const job = asked ?? jobs[0];
  // A link that leads to nothing of theirs is said to lead nowhere; with a job at hand, that is shown instead.
  const isMissing = isLoaded && view.name === 'incident' && !asked;
  return (
    <div className={css.desk}>
      <DeskHeader me={me} line={line} title={t('patrol.jobs')} onGo={go} onSignOut={onSignOut} />
      <LineBanner line={line} onReconnect={live.reconnectNow} />
      {!isAudible && <SoundUnlock isCalm onUnlock={alarmTone.unlock} />}
      <ProofBar />
      {isPage(view, me) ? (
        <main className={css.page}>
          <DeskPage me={me} view={view} onBack={() => go('queue')} onSignedOut={onSignedOut} />
        </main>
      ) : (
        <main className={css.jobs}>
          {isMissing && (
            <p className={css.notice} role="status">
              {t('incident.notFound')}
            </p>
          )}
          {jobs.length > 1 && (
            <nav className={css.parts} aria-label={t('patrol.jobs')}>
              {jobs.map(({ id, type, place }) => (
                <UnstyledButton key={id} aria-current={id === job?.id ? 'page' : undefined} onClick={() => open(id)}>
                  {t(`type.${type}`)} · {shortPlace(place, language)}
                </UnstyledButton>
              ))}
            </nav>
          )}
          {!isLoaded && <Waiting className={css.waiting} words={t('app.loading')} />}
          {isLoaded && !job && (
            <div className={css.nothing}>
              <IconMotorbike aria-hidden size={48} stroke={1.5} />
              <h2>{t('patrol.none')}</h2>
              <p>{t('patrol.noneHint')}</p>
            </div>
          )}
          {job && (
            <LaterPage>
              <PatrolJob
                key={job.id}
                live={job}
                onChanged={(incident) => live.queue.update((state) => applyIncident(state, incident))}
              />
            </LaterPage>
          )}
        </main>
      )}
    </div>
  );
}
