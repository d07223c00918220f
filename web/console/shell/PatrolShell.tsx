import { IconMotorbike } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Me } from '#contract/access';
import { ProofBar } from '../features/access/index.ts';
import { useSeen } from '../features/alerting/index.ts';
import { applyIncident, PatrolJob, SoundUnlock } from '../features/incident/index.ts';
import {
  ExerciseBanner,
  JobSteps,
  JobTabs,
  jobOnScreen,
  LeavingSheet,
  PhoneMarks,
  RefusedList,
  RouteToScene,
  statusWith,
  useMyWork,
  useSharing,
  WithdrawnList,
} from '../features/units/index.ts';
import { useStore } from '../live/use-store.ts';
import { useOfflineApp } from '../outbox/use-offline-app.ts';
import { useOutbox } from '../outbox/use-outbox.ts';
import { goTo, useView } from '../router.ts';
import { PHONE_TEXT } from '../text/phone.ts';
import { formatTime } from '../ui/format-time.ts';
import { LazyPage } from '../ui/LazyPage.tsx';
import { useText } from '../ui/use-text.ts';
import { Waiting } from '../ui/Waiting.tsx';
import { alarmTone } from './alarm-tone.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { findPage } from './pages.ts';
import css from './Shell.module.css';
import { ShellHeader } from './ShellHeader.tsx';
import { ShellPage } from './ShellPage.tsx';
import { useLiveQueue } from './use-live-queue.ts';
import { useNewJobs } from './use-new-jobs.ts';

type Props = { me: Me; onSignOut: (dropsUnsentOf?: string) => void; onSignedOut: () => void; onExpired: () => void };

/** A patrol's phone: the job full screen with one main button, and no other incident. Works without signal. */
export default function PatrolShell({ me, onSignOut, onSignedOut, onExpired }: Props) {
  useOfflineApp();
  const { t, language } = useText();
  const { t: p } = useText(PHONE_TEXT);
  const client = useQueryClient();
  const view = useView();
  const { live, queue, connection, isLoaded: isLive } = useLiveQueue(me.id, onExpired);
  const isAudible = useStore(alarmTone.audible);
  const { work, unit, withdrawn, isLoaded, snapshotAt } = useMyWork(me.id, queue.incidents, isLive);
  const box = useOutbox(
    me.id,
    useCallback(() => void client.invalidateQueries(), [client]),
  );
  const [isLeaving, setLeaving] = useState(false);
  const sharing = useSharing(work.some(({ assignment }) => assignment !== null));
  const open = useCallback((incidentId: string) => goTo({ name: 'incident', incidentId }), []);
  const page = findPage(view, me);
  const incidents = useMemo(() => work.map(({ incident }) => incident), [work]);
  useNewJobs(incidents, isLive && isLoaded, open);
  const before = useRef<string | null>(null);
  const asked = view.name === 'incident' ? view.incidentId : null;
  const shown = jobOnScreen(work, asked, before.current);
  // The job on the screen and the reporter's last message count as seen; jobs in other tabs do not.
  const sentAt = shown?.assignment?.assignedAt ?? shown?.incident.alertedAt;
  const lastMessageAt = shown?.incident.lastReporterMessageAt ?? '';
  const seenId = isLive ? shown?.id : undefined;
  useSeen(
    useMemo(
      () => (seenId ? [{ id: seenId, alertedAt: `${sentAt} ${lastMessageAt}` }] : []),
      [seenId, sentAt, lastMessageAt],
    ),
  );
  useEffect(() => {
    if (shown) before.current = shown.id;
  }, [shown]);
  // A link to an incident that is not theirs shows "not found", above their current job if they have one.
  const isMissing = isLoaded && asked !== null && shown?.id !== asked;
  const entries = [...box.sent, ...box.unsent].filter(({ about }) => about.assignmentId === shown?.assignment?.id);
  const status = shown?.assignment && statusWith(shown.assignment.status, entries);
  return (
    <div className={css.shell}>
      <ShellHeader
        me={me}
        connection={connection}
        title={unit ? p('unit', { callSign: unit.callSign }) : t('patrol.jobs')}
        onSignOut={() => (box.unsent.length > 0 ? setLeaving(true) : onSignOut())}
      />
      {snapshotAt === null ? (
        <ConnectionBanner connection={connection} onReconnect={live.reconnectNow} />
      ) : (
        <p className={css.cached} role="status">
          {p('cachedSince', { time: formatTime(snapshotAt, language) })}
        </p>
      )}
      {!isAudible && <SoundUnlock isCalm onUnlock={alarmTone.unlock} />}
      <ProofBar />
      {isLeaving && (
        <LeavingSheet
          count={box.unsent.length}
          onStay={() => setLeaving(false)}
          onLeave={(drops) => onSignOut(drops ? me.id : undefined)}
        />
      )}
      <WithdrawnList withdrawn={withdrawn} />
      <RefusedList refused={box.refused} onRead={box.dismiss} />
      {page ? (
        <main className={css.page}>
          <ShellPage
            page={page}
            me={me}
            id={view.name === 'page' ? view.id : undefined}
            onBack={() => goTo({ name: 'queue' })}
            onSignedOut={onSignedOut}
          />
        </main>
      ) : (
        <main className={css.jobs}>
          <PhoneMarks sharing={sharing} box={box} isOnTheWay={status === 'en-route'} />
          {isMissing && (
            <p className={css.hint} role="status">
              {t('incident.notFound')}
            </p>
          )}
          <JobTabs work={work} shownId={shown?.id} onShow={open} />
          {!isLoaded && <Waiting className={css.waiting} label={t('app.loading')} />}
          {isLoaded && !shown && (
            <div className={css.nothing}>
              <IconMotorbike aria-hidden size={48} stroke={1.5} />
              <h2>{t('patrol.none')}</h2>
              <p>{t('patrol.noneHint')}</p>
            </div>
          )}
          {shown && (
            <LazyPage>
              <PatrolJob
                key={shown.id}
                live={shown.incident}
                state={status && p(`status.${status}`)}
                banner={shown.incident.isExercise && <ExerciseBanner />}
                way={
                  <RouteToScene
                    incident={shown.incident}
                    fix={sharing?.fix ?? null}
                    isOnTheWay={status !== 'on-scene' && status !== 'done'}
                  />
                }
                steps={
                  shown.assignment && (
                    <JobSteps job={shown.assignment} code={shown.incident.code} entries={entries} onPut={box.put} />
                  )
                }
                onChanged={(incident) => live.queue.update((state) => applyIncident(state, incident))}
              />
            </LazyPage>
          )}
        </main>
      )}
    </div>
  );
}
