import { Suspense, useCallback, useMemo } from 'react';
import type { Me } from '#contract/access';
import type { IncidentSummary } from '#contract/incident';
import { ProofBar } from '../features/access/index.ts';
import { ChannelNews, useSeen } from '../features/alerting/index.ts';
import { useCallBackChime } from '../features/control-room/index.ts';
import {
  AlarmBar,
  applyIncident,
  IncidentPanel,
  useAlarm,
  useAlarmSigns,
  useChime,
  useOrderedQueue,
} from '../features/incident/index.ts';
import { closeTo, goTo, useView, type VisibilityPart } from '../router.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { LazyPage } from '../ui/LazyPage.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { NARROW, useMedia } from '../ui/use-media.ts';
import { useText } from '../ui/use-text.ts';
import { alarmTone } from './alarm-tone.ts';
import { BottomBar } from './BottomBar.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { IncidentMap } from './IncidentMap.tsx';
import { NothingOpened } from './NothingOpened.tsx';
import { findPage, isMissing } from './pages.ts';
import { QueueColumn } from './QueueColumn.tsx';
import { RoleBar } from './RoleBar.tsx';
import css from './Shell.module.css';
import { ShellPage } from './ShellPage.tsx';
import { TopBar } from './TopBar.tsx';
import { useAutoOpen } from './use-auto-open.ts';
import { useConnectionChime } from './use-connection-chime.ts';
import { useLiveQueue } from './use-live-queue.ts';
import { useQueueKeys } from './use-queue-keys.ts';
import { WallView } from './WallView.tsx';

/** A separate chunk: seldom opened, and not needed for an alarm. */
const VisibilityPage = lazyPart(async () => ({ default: (await import('./VisibilityPage.tsx')).VisibilityPage }));

type Props = { me: Me; onSignOut: () => void; onSignedOut: () => void; onExpired: () => void };

/** For whoever has an area: live queue, map and incident, with the alarm above all of it. */
export function AreaShell({ me, onSignOut, onSignedOut, onExpired }: Props) {
  const { t } = useText();
  const view = useView();
  const isNarrow = useMedia(NARROW);
  const mine = useMemo(() => new Set(me.memberships.map(({ agency }) => agency.id)), [me]);

  const { live, queue, connection, isLoaded } = useLiveQueue(me.id, onExpired);
  const ordered = useOrderedQueue(queue, mine);
  const openedId = view.name === 'incident' ? view.incidentId : null;
  const open = useCallback((incidentId: string) => goTo({ name: 'incident', incidentId }), []);
  const page = findPage(view, me);
  const close = useCallback(() => closeTo({ name: 'queue' }), []);
  // Moving through the list by keys adds no history: going back leaves the list at once.
  const passTo = useCallback((incidentId: string) => goTo({ name: 'incident', incidentId }, { passes: true }), []);
  const openVisibility = (incidentId: string, part: VisibilityPart) => goTo({ name: 'visibility', incidentId, part });

  const alarm = useAlarm(queue, me, alarmTone);
  useSeen(alarm.unanswered);
  const announced = useAlarmSigns(alarm, open);
  useAutoOpen({ ringing: alarm.ringing, isIdle: view.name === 'queue' && !isNarrow, onOpen: open });
  useChime(queue, mine, isLoaded, alarmTone);
  useConnectionChime(connection, alarmTone);
  useCallBackChime(me.permissions.includes('report:call-back'), alarmTone);
  const mostUrgent = ordered[0];
  const openMostUrgent = useCallback(() => mostUrgent && open(mostUrgent.id), [mostUrgent, open]);
  useQueueKeys({
    ordered,
    openedId,
    isOnIncident: view.name === 'incident',
    isHidden: page !== undefined,
    onOpen: view.name === 'incident' ? passTo : open,
    onClose: close,
  });

  const onChanged = (incident: IncidentSummary) => live.queue.update((state) => applyIncident(state, incident));
  // Another agency's incident may be answered only by a level above the stations, or by an agency that was called to it.
  const isAbove = me.memberships.some(({ agencyKind }) => agencyKind !== 'station');
  const mayAnswer = ({ responsibleAgency, calledAgencyIds }: IncidentSummary): boolean =>
    me.permissions.includes('incident:acknowledge') &&
    (isAbove || mine.has(responsibleAgency.id) || calledAgencyIds.some((id) => mine.has(id)));

  const panel = openedId && (
    <LazyPage key={openedId}>
      <IncidentPanel
        incidentId={openedId}
        live={queue.incidents.get(openedId)}
        mine={mine}
        mayAudit={me.permissions.includes('audit:view')}
        maySeeEscalation={me.permissions.includes('escalation-policy:view')}
        onOpen={open}
        onOpenVisibility={(part) => openVisibility(openedId, part)}
        onClose={close}
        onChanged={onChanged}
      />
    </LazyPage>
  );
  const bar = <RoleBar me={me} shown={page?.path} />;
  const column = (
    <QueueColumn
      me={me}
      bar={bar}
      queue={queue}
      ordered={ordered}
      isLoaded={isLoaded}
      chosenId={openedId}
      mine={mine}
      onOpen={open}
    />
  );
  const map = (
    <IncidentMap
      incidents={ordered}
      mine={mine}
      openedId={openedId}
      office={me.memberships[0]?.agency}
      unitsFor={me.permissions.includes('unit:view-positions') ? me.id : null}
      onOpen={open}
    />
  );

  if (view.name === 'wall' && me.permissions.includes('report:view-unfinished')) {
    return (
      <WallView
        me={me}
        board={{ queue, ordered, mine }}
        connection={connection}
        onLeave={() => goTo({ name: 'page', page: 'area' })}
      />
    );
  }
  return (
    <div className={css.shell}>
      <TopBar
        me={me}
        connection={connection}
        unanswered={alarm.unanswered.length}
        ringing={alarm.ringing.length}
        inWork={ordered.length - alarm.unanswered.length}
        onSignOut={onSignOut}
      />
      <p className="visually-hidden" role="alert">
        {announced}
      </p>
      <ConnectionBanner connection={connection} onReconnect={live.reconnectNow} />
      <AlarmBar
        alarm={alarm}
        ordered={ordered}
        openedId={openedId}
        mayAnswer={mayAnswer}
        onOpen={open}
        onChanged={onChanged}
        onUnlock={alarmTone.unlock}
      />
      <ErrorBoundary fallback={null}>
        <Suspense fallback={null}>
          <ChannelNews onOpen={() => goTo({ name: 'page', page: 'channels' })} />
        </Suspense>
      </ErrorBoundary>
      <ProofBar endsAt={me.sessionEndsAt} />
      {view.name === 'visibility' ? (
        <main className={css.page}>
          <LazyPage key={view.incidentId}>
            <VisibilityPage
              me={me}
              view={view}
              code={queue.incidents.get(view.incidentId)?.code}
              onPart={(part) => openVisibility(view.incidentId, part)}
              onBack={() => open(view.incidentId)}
            />
          </LazyPage>
        </main>
      ) : page ? (
        <main className={css.page}>
          <ShellPage
            page={page}
            me={me}
            id={view.name === 'page' ? view.id : undefined}
            board={{ queue, ordered, mine }}
            bar={bar}
            onBack={close}
            onSignedOut={onSignedOut}
          />
        </main>
      ) : isNarrow ? (
        <>
          <main className={css.single}>{panel || (view.name === 'map' ? map : column)}</main>
          <BottomBar
            view={view.name}
            unanswered={alarm.unanswered.length}
            onQueue={() => goTo({ name: 'queue' })}
            onMap={() => goTo({ name: 'map' })}
            onIncident={openMostUrgent}
            canOpen={mostUrgent !== undefined}
          />
        </>
      ) : (
        <main className={css.columns}>
          {column}
          {map}
          <aside className={css.incident} aria-label={t('nav.incident')}>
            {panel || <NothingOpened isMissing={isMissing(view)} />}
          </aside>
        </main>
      )}
    </div>
  );
}
