import { lazy, Suspense, useCallback, useMemo } from 'react';
import type { Me } from '#contract/access';
import type { IncidentSummary } from '#contract/incident';
import { closeTo, goTo, useAddress } from '../address.ts';
import { ProofBar } from '../features/access/index.ts';
import { ChannelNews, useSeen } from '../features/alerting/index.ts';
import { useCallBackChime } from '../features/dispatch/index.ts';
import {
  AlarmBar,
  applyIncident,
  IncidentPanel,
  type SightPart,
  useAlarm,
  useAlarmSigns,
  useChime,
  useOrderedQueue,
} from '../features/incident/index.ts';
import { LaterPage } from '../ui/LaterPage.tsx';
import { NARROW, useMedia } from '../ui/use-media.ts';
import { useWords } from '../ui/use-words.ts';
import { pathOf, viewOf } from '../view.ts';
import { alarmTone } from './alarm-tone.ts';
import { BottomBar } from './BottomBar.tsx';
import css from './Desk.module.css';
import { DeskMap } from './DeskMap.tsx';
import { DeskPage, isPage, type PageName } from './DeskPage.tsx';
import { LineBanner } from './LineBanner.tsx';
import { NothingOpened } from './NothingOpened.tsx';
import { QueueColumn } from './QueueColumn.tsx';
import { RoleBar } from './RoleBar.tsx';
import { TopBar } from './TopBar.tsx';
import { useAutoOpen } from './use-auto-open.ts';
import { useDeskKeys } from './use-desk-keys.ts';
import { useLineChime } from './use-line-chime.ts';
import { useLiveDesk } from './use-live-desk.ts';
import { WallView } from './WallView.tsx';

/** A chunk of its own: seldom opened, and never in an alarm. */
const SightPage = lazy(async () => ({ default: (await import('./SightPage.tsx')).SightPage }));

type Props = { me: Me; onSignOut: () => void; onSignedOut: () => void; onExpired: () => void };

/** The signed-in page: live queue, map and incident, with the alarm over all of it. */
export function Desk({ me, onSignOut, onSignedOut, onExpired }: Props) {
  const { t } = useWords();
  const view = viewOf(useAddress().pathname);
  const isNarrow = useMedia(NARROW);
  const mine = useMemo(() => new Set(me.memberships.map(({ agency }) => agency.id)), [me]);

  const { live, queue, line, isLoaded } = useLiveDesk(me.id, onExpired);
  const ordered = useOrderedQueue(queue, mine);
  const openedId = view.name === 'incident' ? view.incidentId : null;
  const open = useCallback((incidentId: string) => goTo(pathOf({ name: 'incident', incidentId })), []);
  const go = useCallback((name: 'queue' | 'map' | PageName) => goTo(pathOf({ name })), []);
  const close = useCallback(() => closeTo(pathOf({ name: 'queue' })), []);
  // Through the list by keys: one step back leads out of it, not through every row that was passed.
  const passTo = useCallback(
    (incidentId: string) => goTo(pathOf({ name: 'incident', incidentId }), { passes: true }),
    [],
  );
  const openSight = (incidentId: string, part: SightPart) => goTo(pathOf({ name: 'sight', incidentId, part }));

  const alarm = useAlarm(queue, me, alarmTone);
  useSeen(alarm.unanswered);
  const announced = useAlarmSigns(alarm, open);
  useAutoOpen({ ringing: alarm.ringing, isIdle: view.name === 'queue' && !isNarrow, onOpen: open });
  useChime(queue, mine, isLoaded, alarmTone);
  useLineChime(line, alarmTone);
  const callBacks = useCallBackChime(me.permissions.includes('report:call-back'), alarmTone);
  const mostUrgent = ordered[0];
  const openMostUrgent = useCallback(() => mostUrgent && open(mostUrgent.id), [mostUrgent, open]);
  useDeskKeys({
    ordered,
    openedId,
    isOnIncident: view.name === 'incident',
    onOpen: view.name === 'incident' ? passTo : open,
    onClose: close,
  });

  const onChanged = (incident: IncidentSummary) => live.queue.update((state) => applyIncident(state, incident));
  // Of another's incident only those above the stations, or who was called to it, may try.
  const isAbove = me.memberships.some(({ agencyKind }) => agencyKind !== 'station');
  const mayAnswer = ({ responsibleAgency, calledAgencyIds }: IncidentSummary): boolean =>
    me.permissions.includes('incident:acknowledge') &&
    (isAbove || mine.has(responsibleAgency.id) || calledAgencyIds.some((id) => mine.has(id)));

  const panel = openedId && (
    <IncidentPanel
      key={openedId}
      incidentId={openedId}
      live={queue.incidents.get(openedId)}
      mine={mine}
      mayAudit={me.permissions.includes('audit:view')}
      mayLadder={me.permissions.includes('ladder:view')}
      onOpen={open}
      onOpenSight={(part) => openSight(openedId, part)}
      onClose={close}
      onChanged={onChanged}
    />
  );
  const bar = <RoleBar me={me} shown={view.name} callBacks={callBacks} onGo={go} />;
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
    <DeskMap
      incidents={ordered}
      mine={mine}
      openedId={openedId}
      office={me.memberships[0]?.agency}
      unitsFor={me.permissions.includes('unit:view-positions') ? me.id : null}
      onOpen={open}
    />
  );

  if (view.name === 'wall' && me.permissions.includes('report:view-unfinished')) {
    return <WallView me={me} board={{ queue, ordered, mine }} line={line} onLeave={() => go('area')} />;
  }
  return (
    <div className={css.desk}>
      <TopBar
        me={me}
        line={line}
        unanswered={alarm.unanswered.length}
        ringing={alarm.ringing.length}
        inWork={ordered.length - alarm.unanswered.length}
        onGo={go}
        onSignOut={onSignOut}
      />
      <p className="only-for-ears" role="alert">
        {announced}
      </p>
      <LineBanner line={line} onReconnect={live.reconnectNow} />
      <AlarmBar
        alarm={alarm}
        ordered={ordered}
        openedId={openedId}
        mayAnswer={mayAnswer}
        onOpen={open}
        onChanged={onChanged}
        onUnlock={alarmTone.unlock}
      />
      <Suspense fallback={null}>
        <ChannelNews onOpen={() => go('channels')} />
      </Suspense>
      <ProofBar endsAt={me.sessionEndsAt} />
      {view.name === 'sight' ? (
        <main className={css.page}>
          <LaterPage key={view.incidentId}>
            <SightPage
              me={me}
              view={view}
              code={queue.incidents.get(view.incidentId)?.code}
              onPart={(part) => openSight(view.incidentId, part)}
              onBack={() => open(view.incidentId)}
            />
          </LaterPage>
        </main>
      ) : isPage(view, me) ? (
        <main className={css.page}>
          <DeskPage
            me={me}
            view={view}
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
            onQueue={() => go('queue')}
            onMap={() => go('map')}
            onIncident={openMostUrgent}
            canOpen={mostUrgent !== undefined}
          />
        </>
      ) : (
        <main className={css.columns}>
          {column}
          {map}
          <aside className={css.incident} aria-label={t('nav.incident')}>
            {panel || <NothingOpened isMissing={view.name === 'not-found'} />}
          </aside>
        </main>
      )}
    </div>
  );
}
