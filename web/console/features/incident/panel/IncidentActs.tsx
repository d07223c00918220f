import { Button } from '@mantine/core';
import { useState } from 'react';
import type { IncidentDetail, IncidentSummary } from '#contract/incident';
import { useKeys } from '../../../ui/use-keys.ts';
import { useWords } from '../../../ui/use-words.ts';
import { AcknowledgeAct } from './AcknowledgeAct.tsx';
import { ActForm } from './ActForm.tsx';
import { AssignAct } from './AssignAct.tsx';
import css from './acts.module.css';
import { type Act, actsFor } from './acts.ts';
import { CloseAct } from './CloseAct.tsx';
import { EtaAct } from './EtaAct.tsx';
import { ReopenAct } from './ReopenAct.tsx';
import { ResolveAct } from './ResolveAct.tsx';
import { TransferAct } from './TransferAct.tsx';
import type { Sending } from './use-submission.ts';

type Props = { incident: IncidentSummary; detail: IncidentDetail | undefined; sending: Sending };

/** The next act as the biggest thing; the others below, each unfolding its own small form in place. */
export function IncidentActs({ incident, detail, sending }: Props) {
  const { t } = useWords();
  const [opened, setOpened] = useState<Act | null>(null);
  const [showsSkips, setShowsSkips] = useState(false);
  // Before the details are here the answer must already be possible: the server decides in any case.
  const permitted = detail?.actions ?? ['acknowledge'];
  const { next, others, skips } = actsFor(incident.status, permitted, incident.transferTo !== null);
  const canTransfer = others.includes('transfer');
  const isOffered = opened !== null && (opened === next || others.includes(opened) || skips.includes(opened));
  useKeys({
    ...(canTransfer ? { t: () => setOpened('transfer') } : {}),
    ...(!isOffered ? {} : { escape: () => setOpened(null) }),
  });
  const close = (): void => setOpened(null);

  if (isOffered)
    return <OpenedAct act={opened} incident={incident} sent={sentTo(detail)} sending={sending} onClose={close} />;
  return (
    <>
      {next === 'acknowledge' && <AcknowledgeAct sending={sending} />}
      {next === 'assign' && <AssignAct incidentId={incident.id} sent={sentTo(detail)} sending={sending} />}
      {next === 'close' && <CloseAct key={detail ? 'known' : 'unknown'} detail={detail} sending={sending} />}
      {(next === 'en-route' || next === 'on-scene' || next === 'resolve') && (
        <section className={css.act} aria-label={t('act.title')}>
          <Button className={css.big} loading={sending.pending?.action === next} onClick={() => doNext(next)}>
            {next === 'en-route' ? t('act.enRouteLong') : t(`act.${next}`)}
          </Button>
        </section>
      )}
      {(others.length > 0 || skips.length > 0) && (
        <div className={css.others}>
          {others.map(offer)}
          {skips.length > 0 && !showsSkips && (
            <Button variant="default" aria-expanded={false} onClick={() => setShowsSkips(true)}>
              {t('act.skip')}
            </Button>
          )}
          {showsSkips && skips.map(offer)}
        </div>
      )}
    </>
  );

  function offer(act: Act) {
    return (
      <Button
        key={act}
        variant="default"
        disabled={sending.pending !== null}
        loading={sending.pending?.action === act}
        aria-keyshortcuts={act === 'transfer' ? 't' : undefined}
        onClick={() => doOther(act)}
      >
        {sayAct(act)}
      </Button>
    );
  }

  function doNext(act: 'en-route' | 'on-scene' | 'resolve'): void {
    if (act === 'resolve') setOpened('resolve');
    else sending.send({ action: act, body: {} });
  }

  function doOther(act: Act): void {
    if (act === 'en-route' || act === 'on-scene') sending.send({ action: act, body: {} });
    else setOpened(act);
  }

  function sayAct(act: Act): string {
    return act === 'acknowledge' || act === 'close' || act === 'merge' ? '' : t(`act.${act}`);
  }
}

function sentTo(detail: IncidentDetail | undefined): string[] {
  return detail?.officers.map(({ id }) => id) ?? [];
}

type OpenedProps = {
  act: Act;
  incident: IncidentSummary;
  sent: readonly string[];
  sending: Sending;
  onClose: () => void;
};

function OpenedAct({ act, incident, sent, sending, onClose }: OpenedProps) {
  const { t } = useWords();
  switch (act) {
    case 'assign':
      return <AssignAct incidentId={incident.id} sent={sent} sending={sending} onCancel={onClose} />;
    case 'resolve':
      return <ResolveAct sending={sending} onCancel={onClose} />;
    case 'reopen':
      return <ReopenAct sending={sending} onCancel={onClose} />;
    case 'eta':
      return <EtaAct sending={sending} onCancel={onClose} />;
    case 'transfer':
      return <TransferAct incident={incident} sending={sending} onCancel={onClose} />;
    case 'cancel':
      return (
        <ActForm
          title={t('act.cancel')}
          hint={t('act.cancelConfirm')}
          submitLabel={t('act.confirmCancel')}
          tone="danger"
          isReady
          isSending={sending.pending?.action === 'cancel'}
          onSubmit={() => sending.send({ action: 'cancel', body: {} })}
          onCancel={onClose}
        />
      );
    default:
      return null;
  }
}
