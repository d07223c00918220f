import { Button } from '@mantine/core';
import { Suspense, useEffect, useRef, useState } from 'react';
import type { IncidentDetail, IncidentSummary } from '#contract/incident';
import { LaterPage } from '../../../ui/LaterPage.tsx';
import { useKeys } from '../../../ui/use-keys.ts';
import { useWords } from '../../../ui/use-words.ts';
import { BestUnit, CloseAct, OpenedAct, OrderLine, PatrolResultCard } from '../later-pages.ts';
import { AcknowledgeAct } from './AcknowledgeAct.tsx';
import css from './acts.module.css';
import { type Act, type Acts, actsFor } from './acts.ts';
import type { Sending } from './use-submission.ts';

type Known = { incident: IncidentSummary; detail: IncidentDetail | undefined; sending: Sending };
export type OfferedActs = Acts & { opened: Act | null; open: (act: Act | null) => void };

/** What may be done now, and which of it is opened as a form. One for the panel: its foot and its list show both. */
export function useActs({ incident, detail, sending }: Known): OfferedActs {
  const [opened, open] = useState<Act | null>(null);
  // Before the details are here the answer must already be possible: the server decides in any case.
  const permitted = detail?.actions ?? ['acknowledge'];
  const acts = actsFor(incident.status, permitted, incident.transferTo !== null);
  const isOffered =
    opened !== null && (opened === acts.next || acts.others.includes(opened) || acts.skips.includes(opened));
  // A form that was open for an act that has been taken is done with.
  const { taken } = sending;
  const before = useRef(taken);
  useEffect(() => {
    if (before.current !== taken) open(null);
    before.current = taken;
  }, [taken]);
  useKeys({
    ...(acts.others.includes('transfer') ? { t: () => open('transfer') } : {}),
    ...(isOffered ? { escape: () => open(null) } : {}),
  });
  return { ...acts, opened: isOffered ? opened : null, open };
}

/** The next act, always in view at the foot of the panel: the biggest thing there, or the form that was opened. */
export function NextAct({ incident, detail, sending, acts }: Known & { acts: OfferedActs }) {
  const { t } = useWords();
  const { next, opened, open } = acts;
  const big = useRef<HTMLButtonElement>(null);
  useKeys(!opened && next && next !== 'acknowledge' ? { s: () => big.current?.focus() } : {});
  if (opened) {
    const close = (): void => open(null);
    return (
      <LaterPage>
        <OpenedAct act={opened} incident={incident} detail={detail} sending={sending} onClose={close} />
      </LaterPage>
    );
  }
  switch (next) {
    case 'acknowledge':
      return <AcknowledgeAct incidentId={incident.id} maySend={detail?.actions.includes('assign')} sending={sending} />;
    case 'assign':
      return (
        <section className={css.act} aria-label={t('act.title')}>
          <div className={css.pair}>
            <Suspense fallback={<span className={css.slot} />}>
              <BestUnit incidentId={incident.id} sending={sending} />
            </Suspense>
            <Button className={css.beside} variant="default" onClick={() => open('assign')}>
              {t('act.otherUnit')}
            </Button>
          </div>
        </section>
      );
    case 'en-route':
    case 'on-scene':
    case 'resolve': {
      const isToConfirm = incident.resultFrom !== undefined && (next === 'resolve' || acts.skips.includes('resolve'));
      const card = detail && isToConfirm && (
        <Suspense fallback={<span className={css.slot} />}>
          <PatrolResultCard detail={detail} sending={sending} onEdit={() => open('resolve')} />
        </Suspense>
      );
      if (card && next === 'resolve') return card;
      return (
        <section className={css.act} aria-label={t('act.title')}>
          {card}
          {next === 'en-route' && (
            <Suspense fallback={null}>
              <OrderLine incidentId={incident.id} />
            </Suspense>
          )}
          <Button
            ref={big}
            className={css.big}
            aria-keyshortcuts="s"
            loading={sending.pending?.action === next}
            onClick={() => (next === 'resolve' ? open(next) : sending.send({ action: next, body: {} }))}
          >
            {next === 'en-route' ? t('act.enRouteLong') : t(`act.${next}`)} <kbd className={css.key}>S</kbd>
          </Button>
        </section>
      );
    }
    case 'close':
      return (
        <Suspense fallback={<span className={css.slot} />}>
          <CloseAct key={detail ? 'known' : 'unknown'} detail={detail} sending={sending} />
        </Suspense>
      );
    default:
      return null;
  }
}

/** Few things beside the next act, and the steps one may skip to, folded away. */
export function OtherActs({ sending, acts }: { sending: Sending; acts: OfferedActs }) {
  const { t } = useWords();
  const [showsSkips, setShowsSkips] = useState(false);
  const { others, skips, open } = acts;
  if (others.length === 0 && skips.length === 0) return null;
  return (
    <div className={css.others}>
      {others.map(offer)}
      {skips.length > 0 && !showsSkips && (
        <Button variant="default" aria-expanded={false} onClick={() => setShowsSkips(true)}>
          {t('act.skip')}
        </Button>
      )}
      {showsSkips && skips.map(offer)}
    </div>
  );

  function offer(act: Act) {
    return (
      <Button
        key={act}
        variant="default"
        disabled={sending.pending !== null}
        loading={sending.pending?.action === act}
        aria-keyshortcuts={act === 'transfer' ? 't' : undefined}
        onClick={() => {
          if (act === 'en-route' || act === 'on-scene') sending.send({ action: act, body: {} });
          else open(act);
        }}
      >
        {sayAct(act)} {act === 'transfer' && <kbd className={css.key}>T</kbd>}
      </Button>
    );
  }

  function sayAct(act: Act): string {
    return act === 'acknowledge' || act === 'close' || act === 'merge' ? '' : t(`act.${act}`);
  }
}
