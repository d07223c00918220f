import { Button, Textarea, TextInput } from '@mantine/core';
import { IconShieldPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { IncidentDetail } from '#contract/incident';
import { SAFETY_KINDS, type SafetyKind } from '#contract/safety';
import { isWritten } from '#contract/text';
import { describeProblem } from '../../../api/describe-problem.ts';
import { useText } from '../../../ui/use-text.ts';
import actionStyles from '../panel/actions.module.css';
import css from './SafetyCard.module.css';
import { notesInForce, turnsOf } from './SafetyCard.tsx';
import { useSafety, useSafetyAction } from './safety.ts';

/** What the next patrol must know: added in two taps, withdrawn with a reason. */
export default function SafetyNotes({ detail }: { detail: IncidentDetail }) {
  const { t, language } = useText();
  const incidentId = detail.incident.id;
  const { data } = useSafety(incidentId, turnsOf(detail));
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<SafetyKind | null>(null);
  const [text, setText] = useState('');
  const [until, setUntil] = useState('');
  const change = useSafetyAction(incidentId, () => {
    setOpen(false);
    setKind(null);
    setText('');
  });
  const isReady = kind !== null && (kind !== 'other' || isWritten(text));
  return (
    <section className={css.notes} aria-label={t('safety.notes')}>
      {data && notesInForce(data).map((note) => <NoteRow key={note.id} incidentId={incidentId} note={note} />)}
      {isOpen ? (
        <form
          className={actionStyles.stack}
          onSubmit={(event) => {
            event.preventDefault();
            if (kind && isReady) change.send({ action: 'note', kind, text: text.trim(), until });
          }}
        >
          <fieldset className={actionStyles.chips}>
            <legend>{t('safety.what')}</legend>
            {SAFETY_KINDS.map((one) => (
              <Button key={one} variant="default" aria-pressed={kind === one} onClick={() => setKind(one)}>
                {t(`safety.kind.${one}`)}
              </Button>
            ))}
          </fieldset>
          <Textarea
            label={`${t('safety.text')}${kind === 'other' ? '' : ` (${t('app.optional')})`}`}
            rows={2}
            maxLength={300}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('safety.until')}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          {change.error && <p role="alert">{describeProblem(change.error, language)}</p>}
          <div className={actionStyles.row}>
            <Button type="submit" disabled={!isReady} loading={change.isSending}>
              {t('action.save')}
            </Button>
            <Button variant="default" onClick={() => setOpen(false)}>
              {t('app.cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <Button
          variant="default"
          className={css.add}
          leftSection={<IconShieldPlus aria-hidden size={20} />}
          onClick={() => setOpen(true)}
        >
          {t('safety.add')}
        </Button>
      )}
    </section>
  );
}

type Row = { incidentId: string; note: ReturnType<typeof notesInForce>[number] };

function NoteRow({ incidentId, note }: Row) {
  const { t, language } = useText();
  const [reason, setReason] = useState<string | null>(null);
  const change = useSafetyAction(incidentId, () => setReason(null));
  const label = `${t(`safety.kind.${note.kind}`)}${note.text ? `: “${note.text}”` : ''}`;
  if (reason === null) {
    return (
      <p className={css.note}>
        {label}
        <Button variant="subtle" onClick={() => setReason('')}>
          {t('safety.withdraw')}
        </Button>
      </p>
    );
  }
  return (
    <form
      className={actionStyles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWritten(reason)) change.send({ action: 'withdraw', noteId: note.id, reason: reason.trim() });
      }}
    >
      <TextInput
        label={`${t('safety.withdrawWhy')} ${label}`}
        maxLength={300}
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {change.error && <p role="alert">{describeProblem(change.error, language)}</p>}
      <div className={actionStyles.row}>
        <Button type="submit" disabled={!isWritten(reason)} loading={change.isSending}>
          {t('safety.withdraw')}
        </Button>
        <Button variant="default" onClick={() => setReason(null)}>
          {t('app.cancel')}
        </Button>
      </div>
    </form>
  );
}
