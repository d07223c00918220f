import { Button, NumberInput, TextInput } from '@mantine/core';
import { isWritten } from '#contract/text';
import '@mantine/core/styles/NumberInput.layer.css';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { IncidentDetail } from '#contract/incident';
import type { Agency } from '#contract/jurisdiction';
import { describeProblem } from '../../../api/describe-problem.ts';
import { postJson } from '../../../api/request.ts';
import { STATIONS_TEXT } from '../../../text/stations.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { LazyPart } from '../../../ui/LazyPart.tsx';
import { useText } from '../../../ui/use-text.ts';
import { StationSearch } from '../../jurisdiction/index.ts';
import { ActionForm } from './ActionForm.tsx';
import css from './Stations.module.css';
import type { Sending } from './use-submission.ts';

type PanelAction = 'take-over' | 'stations' | 'call-backs';
type Props = { detail: IncidentDetail; sending: Sending };

/** The involved agencies and which of them leads; taking over, further stations, and having the reporter called. */
export function Stations({ detail, sending }: Props) {
  const { language } = useText();
  const { t } = useText(STATIONS_TEXT);
  const [opened, setOpened] = useState<PanelAction | null>(null);
  const { actions, stations, incident } = detail;
  const mayCall =
    actions.includes('messages') &&
    detail.reports.some(({ phone, canTakeCalls, silent }) => phone && !silent && canTakeCalls !== false);
  const close = () => setOpened(null);
  if (opened === 'take-over') return <TakeOver sending={sending} onClose={close} />;
  if (opened === 'stations') return <Involve detail={detail} sending={sending} onClose={close} />;
  if (opened === 'call-backs') return <AskCallBack incidentId={incident.id} onClose={close} />;
  const named = stations.filter(({ role }) => role !== 'neighbour');
  return (
    <section className={css.stations} aria-label={t('title')}>
      {named.length > 1 && (
        <ul>
          {named.map(({ agency, role }) => (
            <li key={agency.id} data-leads={role === 'responsible' || undefined}>
              <strong>{formatAgency(agency, language)}</strong> {t(`role.${role}`)}
              {role === 'supporting' && actions.includes('stations') && (
                <Button
                  size="compact-md"
                  variant="subtle"
                  onClick={() => sending.send({ action: `stations/${agency.id}/release`, body: {} })}
                >
                  {t('release')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <div className={css.buttons}>
        {actions.includes('take-over') && (
          <Button variant="default" onClick={() => setOpened('take-over')}>
            {t('takeOver')}
          </Button>
        )}
        {actions.includes('stations') && (
          <Button variant="default" onClick={() => setOpened('stations')}>
            {t('involve')}
          </Button>
        )}
        {mayCall && (
          <Button variant="default" onClick={() => setOpened('call-backs')}>
            {t('callBack')}
          </Button>
        )}
      </div>
    </section>
  );
}

function TakeOver({ sending, onClose }: { sending: Sending; onClose: () => void }) {
  const { t } = useText(STATIONS_TEXT);
  const [reason, setReason] = useState(t('notAnswered'));
  return (
    <ActionForm
      title={t('takeOver')}
      hint={t('takeOverHint')}
      submitLabel={t('takeOverSend')}
      isReady={isWritten(reason)}
      isSending={sending.pending?.action === 'take-over'}
      onSubmit={() => sending.send({ action: 'take-over', body: { reason: reason.trim() } })}
      onCancel={onClose}
    >
      <Reason reason={reason} onReason={setReason} />
    </ActionForm>
  );
}

function Involve({ detail: { incident }, sending, onClose }: Props & { onClose: () => void }) {
  const { language } = useText();
  const { t } = useText(STATIONS_TEXT);
  const [target, setTarget] = useState<Agency | null>(null);
  const [reason, setReason] = useState(t('moreHands'));
  const name = target && formatAgency(target, language);
  return (
    <ActionForm
      title={t('involve')}
      hint={t('involveHint')}
      submitLabel={name ? t('involveSend', { agency: name }) : t('choose')}
      isReady={target !== null && isWritten(reason)}
      isSending={sending.pending?.action === 'stations'}
      onSubmit={() =>
        target && sending.send({ action: 'stations', body: { agencyId: target.id, reason: reason.trim() } })
      }
      onCancel={onClose}
    >
      <LazyPart>
        <StationSearch
          near={incident.position}
          except={incident.responsibleAgency.id}
          chosenId={target?.id ?? null}
          onChoose={setTarget}
        />
      </LazyPart>
      <Reason reason={reason} onReason={setReason} />
    </ActionForm>
  );
}

function Reason({ reason, onReason }: { reason: string; onReason: (reason: string) => void }) {
  const { t } = useText(STATIONS_TEXT);
  return (
    <TextInput
      label={t('reason')}
      size="lg"
      maxLength={500}
      value={reason}
      onChange={(event) => onReason(event.currentTarget.value)}
    />
  );
}

function AskCallBack({ incidentId, onClose }: { incidentId: string; onClose: () => void }) {
  const { language } = useText();
  const { t } = useText(STATIONS_TEXT);
  // Empty while it is being typed: that is not a 0.
  const [minutes, setMinutes] = useState<number | string>(15);
  const [note, setNote] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const ask = useMutation({
    mutationFn: () =>
      postJson(
        `/api/v1/incidents/${incidentId}/call-backs`,
        { inMinutes: Number(minutes), ...(note.trim() && { note: note.trim() }) },
        key,
      ),
  });
  if (ask.isSuccess) return <p role="status">{t('callBackAsked')}</p>;
  return (
    <ActionForm
      title={t('callBack')}
      hint={t('callBackHint')}
      submitLabel={t('callBackSend', { minutes })}
      isReady={minutes !== ''}
      isSending={ask.isPending}
      onSubmit={() => ask.mutate()}
      onCancel={onClose}
    >
      <NumberInput label={t('minutes')} size="lg" min={0} max={1440} step={5} value={minutes} onChange={setMinutes} />
      <TextInput
        label={t('note')}
        size="lg"
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {ask.isError && <p role="alert">{describeProblem(ask.error, language)}</p>}
    </ActionForm>
  );
}
