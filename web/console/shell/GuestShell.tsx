import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Me } from '#contract/access';
import { ProofBar, worksOffline } from '../features/access/index.ts';
import { applyIncident, IncidentPanel, useOrderedQueue } from '../features/incident/index.ts';
import { closeTo, goTo, useView } from '../router.ts';
import { LazyPage } from '../ui/LazyPage.tsx';
import { LazyPart } from '../ui/LazyPart.tsx';
import { lazyPart } from '../ui/lazy-part.ts';
import { NARROW, useMedia } from '../ui/use-media.ts';
import { useText } from '../ui/use-text.ts';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { NothingOpened } from './NothingOpened.tsx';
import { findPage, isMissing } from './pages.ts';
import { QueueColumn } from './QueueColumn.tsx';
import { RoleBar } from './RoleBar.tsx';
import css from './Shell.module.css';
import { ShellHeader } from './ShellHeader.tsx';
import { ShellPage } from './ShellPage.tsx';
import { useLiveQueue } from './use-live-queue.ts';

/** A separate chunk: seldom asked. */
const LeavingSheet = lazyPart(() =>
  import('../features/units/index.ts').then(({ LeavingSheet: part }) => ({ default: part })),
);

type Props = { me: Me; onSignOut: (dropsUnsentOf?: string) => void; onSignedOut: () => void; onExpired: () => void };

/**
 * For partners and care workers: their cases and the incidents they were invited to, masked; no alarm and no map, because
 * they do not respond.
 */
export default function GuestShell({ me, onSignOut, onSignedOut, onExpired }: Props) {
  const { t } = useText();
  const view = useView();
  const isNarrow = useMedia(NARROW);
  // A care worker's day is in their cases; the list of incidents is one button away.
  const startsAtCases = useRef(view.name === 'queue' && me.permissions.includes('case:work'));
  useLayoutEffect(() => {
    if (startsAtCases.current) goTo({ name: 'page', page: 'cases' }, { replace: true });
  }, []);
  const { live, queue, connection, isLoaded } = useLiveQueue(me.id, onExpired);
  // So is that of who was invited to cases and to no incident.
  const mayMove = useRef(view.name === 'queue' && me.permissions.includes('case:view-invited'));
  useEffect(() => {
    if (!isLoaded || !mayMove.current) return;
    mayMove.current = false;
    if (queue.incidents.size === 0 && view.name === 'queue') goTo({ name: 'page', page: 'cases' }, { replace: true });
  }, [isLoaded, queue.incidents.size, view.name]);
  const mine = useMemo(() => new Set<string>(), []);
  const ordered = useOrderedQueue(queue, mine);
  const openedId = view.name === 'incident' ? view.incidentId : null;
  const open = useCallback((incidentId: string) => goTo({ name: 'incident', incidentId }), []);
  const page = findPage(view, me);
  const bar = <RoleBar me={me} shown={page?.path} />;
  const [unsent, setUnsent] = useState(0);
  const askToLeave = async (): Promise<void> => {
    const device = await import('../outbox/index.ts');
    const waiting = (await device.outbox.list(me.id).catch(() => [])).filter(({ refused }) => !refused);
    if (waiting.length > 0) setUnsent(waiting.length);
    else onSignOut();
  };
  const close = () => closeTo({ name: 'queue' });
  const column = (
    <QueueColumn
      me={me}
      bar={bar}
      queue={queue}
      ordered={ordered}
      isLoaded={isLoaded}
      chosenId={openedId}
      mine={mine}
      invited
      onOpen={open}
    />
  );
  const panel = openedId && (
    <LazyPage key={openedId}>
      <IncidentPanel
        incidentId={openedId}
        live={queue.incidents.get(openedId)}
        mine={mine}
        mayAudit={false}
        maySeeEscalation={false}
        onOpen={open}
        onOpenVisibility={() => {}}
        onClose={close}
        onChanged={(incident) => live.queue.update((state) => applyIncident(state, incident))}
      />
    </LazyPage>
  );
  return (
    <div className={css.shell}>
      <ShellHeader me={me} connection={connection} title={t('app.fullName')} onSignOut={() => void askToLeave()} />
      {/* Care goes on without signal, and its pages say what they show. */}
      {!(page?.path === 'cases' && worksOffline(me)) && (
        <ConnectionBanner connection={connection} onReconnect={live.reconnectNow} />
      )}
      <ProofBar />
      {unsent > 0 && (
        <LazyPart>
          <LeavingSheet
            count={unsent}
            onStay={() => setUnsent(0)}
            onLeave={(drops) => onSignOut(drops ? me.id : undefined)}
          />
        </LazyPart>
      )}
      {page ? (
        <main className={css.page}>
          <ShellPage
            page={page}
            me={me}
            id={view.name === 'page' ? view.id : undefined}
            bar={bar}
            onBack={close}
            onSignedOut={onSignedOut}
          />
        </main>
      ) : isNarrow ? (
        <main className={css.single}>{panel || column}</main>
      ) : (
        <main className={css.pair}>
          {column}
          <aside className={css.incident} aria-label={t('nav.incident')}>
            {panel || <NothingOpened isMissing={isMissing(view)} hasKeys={false} />}
          </aside>
        </main>
      )}
    </div>
  );
}
