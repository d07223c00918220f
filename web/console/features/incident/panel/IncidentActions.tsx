import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { IncidentDetail, IncidentSummary } from '#contract/incident';
import { LazyPage } from '../../../ui/LazyPage.tsx';
import { LazyPart } from '../../../ui/LazyPart.tsx';
import { useKeys } from '../../../ui/use-keys.ts';
import { useText } from '../../../ui/use-text.ts';
import { BestUnit, CloseAction, OpenedAction, OrderLine, PatrolResultCard } from '../lazy-pages.ts';
import { AcknowledgeAction } from './AcknowledgeAction.tsx';
import css from './actions.module.css';
import { actionsFor, type PanelAction, type PanelActions } from './actions.ts';
import type { Sending } from './use-submission.ts';

type Known = { incident: IncidentSummary; detail: IncidentDetail | undefined; sending: Sending };
export type OfferedActions = PanelActions & { opened: PanelAction | null; open: (action: PanelAction | null) => void };

/** The possible actions, and which of them is opened as a form. One for the panel: its foot and its list show both. */
export function useActions({ incident, detail, sending }: Known): OfferedActions {
  const [opened, open] = useState<PanelAction | null>(null);
  // Answering must be possible before the details have loaded; the server decides in any case.
  const permitted = detail?.actions ?? ['acknowledge'];
  const offered = actionsFor(incident.status, permitted, incident.transferTo !== null);
  const isOffered =
    opened !== null && (opened === offered.next || offered.others.includes(opened) || offered.skips.includes(opened));
  // A form closes when its action has been taken.
  const { taken } = sending;
  const before = useRef(taken);
  useEffect(() => {
    if (before.current !== taken) open(null);
    before.current = taken;
  }, [taken]);
  useKeys({
    ...(offered.others.includes('transfer') ? { t: () => open('transfer') } : {}),
    ...(isOffered ? { escape: () => open(null) } : {}),
  });
  return { ...offered, opened: isOffered ? opened : null, open };
}

/** The next action, always in view at the foot of the panel: the largest button, or the form that was opened. */
export function NextAction({ incident, detail, sending, offered }: Known & { offered: OfferedActions }) {
  const { t } = useText();
  const { next, opened, open } = offered;
  const big = useRef<HTMLButtonElement>(null);
  useKeys(!opened && next && next !== 'acknowledge' ? { s: () => big.current?.focus() } : {});
  if (opened) {
    const close = (): void => open(null);
    return (
      <LazyPage>
        <OpenedAction action={opened} incident={incident} detail={detail} sending={sending} onClose={close} />
      </LazyPage>
    );
  }
  switch (next) {
    case 'acknowledge':
      return (
        <AcknowledgeAction incidentId={incident.id} maySend={detail?.actions.includes('assign')} sending={sending} />
      );
    case 'assign':
      return (
        <section className={css.action} aria-label={t('action.title')}>
          <div className={css.pair}>
            <LazyPart waiting={<span className={css.slot} />}>
              <BestUnit incidentId={incident.id} sending={sending} />
            </LazyPart>
            <Button className={css.beside} variant="default" onClick={() => open('assign')}>
              {t('action.otherUnit')}
            </Button>
          </div>
        </section>
      );
    case 'en-route':
    case 'on-scene':
    case 'resolve': {
      const isToConfirm =
        incident.resultFrom !== undefined && (next === 'resolve' || offered.skips.includes('resolve'));
      const card = detail && isToConfirm && (
        <LazyPart waiting={<span className={css.slot} />}>
          <PatrolResultCard detail={detail} sending={sending} onEdit={() => open('resolve')} />
        </LazyPart>
      );
      if (card && next === 'resolve') return card;
      return (
        <section className={css.action} aria-label={t('action.title')}>
          {card}
          {next === 'en-route' && (
            <LazyPart>
              <OrderLine incidentId={incident.id} />
            </LazyPart>
          )}
          <Button
            ref={big}
            className={css.big}
            aria-keyshortcuts="s"
            loading={sending.pending?.action === next}
            onClick={() => (next === 'resolve' ? open(next) : sending.send({ action: next, body: {} }))}
          >
            {next === 'en-route' ? t('action.enRouteLong') : t(`action.${next}`)} <kbd className={css.key}>S</kbd>
          </Button>
        </section>
      );
    }
    case 'close':
      return (
        <LazyPart waiting={<span className={css.slot} />}>
          <CloseAction key={detail ? 'known' : 'unknown'} detail={detail} sending={sending} />
        </LazyPart>
      );
    default:
      return null;
  }
}

/** A few other actions, and the steps one may skip to, folded away. */
export function OtherActions({ sending, offered }: { sending: Sending; offered: OfferedActions }) {
  const { t } = useText();
  const [showsSkips, setShowsSkips] = useState(false);
  const { others, skips, open } = offered;
  if (others.length === 0 && skips.length === 0) return null;
  return (
    <div className={css.others}>
      {others.map(offer)}
      {skips.length > 0 && !showsSkips && (
        <Button variant="default" aria-expanded={false} onClick={() => setShowsSkips(true)}>
          {t('action.skip')}
        </Button>
      )}
      {showsSkips && skips.map(offer)}
    </div>
  );

  function offer(action: PanelAction) {
    return (
      <Button
        key={action}
        variant="default"
        disabled={sending.pending !== null}
        loading={sending.pending?.action === action}
        aria-keyshortcuts={action === 'transfer' ? 't' : undefined}
        onClick={() => {
          if (action === 'en-route' || action === 'on-scene') sending.send({ action, body: {} });
          else open(action);
        }}
      >
        {describeAction(action)} {action === 'transfer' && <kbd className={css.key}>T</kbd>}
      </Button>
    );
  }

  function describeAction(action: PanelAction): string {
    return action === 'acknowledge' || action === 'close' || action === 'merge' ? '' : t(`action.${action}`);
  }
}
