import { Button, Textarea, TextInput } from '@mantine/core';
import { IconShieldPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { IncidentDetail } from '#contract/incident';
import { SAFETY_KINDS, type SafetyKind } from '#contract/safety';
import { isWritten } from '#contract/text';
import { describeProblem } from '../../../api/describe-problem.ts';
import { useText } from '../../../ui/use-text.ts';
import acts from '../panel/actions.module.css';
import css from './SafetyCard.module.css';
import { notesInForce, turnsOf } from './SafetyCard.tsx';
import { useSafety, useSafetyAction } from './safety.ts';

/** What the next patrol must know: kept in two taps, taken back with a reason. */
export default function SafetyNotes({ detail }: { detail: IncidentDetail }) {
  const { t, language } = useText();
  const incidentId = detail.incident.id;
  const { data } = useSafety(incidentId, turnsOf(detail));
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<SafetyKind | null>(null);
  const [words, setWords] = useState('');
  const [until, setUntil] = useState('');
  const act = useSafetyAction(incidentId, () => {
    setOpen(false);
    setKind(null);
    setWords('');
  });
  const isReady = kind !== null && (kind !== 'other' || isWritten(words));
  return (
    <section className={css.notes} aria-label={t('safety.notes')}>
      {data && notesInForce(data).map((note) => <NoteRow key={note.id} incidentId={incidentId} note={note} />)}
      {isOpen ? (
        <form
          className={acts.stack}
          onSubmit={(event) => {
            event.preventDefault();
            if (kind && isReady) act.send({ action: 'note', kind, text: words.trim(), until });
          }}
        >
          <fieldset className={acts.chips}>
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
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('safety.until')}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          {act.error && <p role="alert">{describeProblem(act.error, language)}</p>}
          <div className={acts.row}>
            <Button type="submit" disabled={!isReady} loading={act.isSending}>
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
  const act = useSafetyAction(incidentId, () => setReason(null));
  const said = `${t(`safety.kind.${note.kind}`)}${note.text ? `: “${note.text}”` : ''}`;
  if (reason === null) {
    return (
      <p className={css.note}>
        {said}
        <Button variant="subtle" onClick={() => setReason('')}>
          {t('safety.withdraw')}
        </Button>
      </p>
    );
  }
  return (
    <form
      className={acts.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWritten(reason)) act.send({ action: 'withdraw', noteId: note.id, reason: reason.trim() });
      }}
    >
      <TextInput
        label={`${t('safety.withdrawWhy')} ${said}`}
        maxLength={300}
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {act.error && <p role="alert">{describeProblem(act.error, language)}</p>}
      <div className={acts.row}>
        <Button type="submit" disabled={!isWritten(reason)} loading={act.isSending}>
          {t('safety.withdraw')}
        </Button>
        <Button variant="default" onClick={() => setReason(null)}>
          {t('app.cancel')}
        </Button>
      </div>
    </form>
  );
}
