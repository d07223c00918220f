import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { DISPOSITIONS, type Disposition } from '#contract/incident-status';
import { useText } from '../../../ui/use-text.ts';
import type { PatrolResult } from '../units/patrol-result.ts';
import { ActionForm } from './ActionForm.tsx';
import css from './actions.module.css';
import type { Sending } from './use-submission.ts';

type Props = {
  /** The result a patrol reported: filled in, for an officer to confirm. */
  reported?: Pick<PatrolResult, 'disposition' | 'note'> | null | undefined;
  sending: Sending;
  onCancel?: (() => void) | undefined;
};

/** That somebody reported falsely is no result: it is found afterwards, by two people. */
const RESULTS = DISPOSITIONS.filter((one) => one !== 'false-report');

export function ResolveAction({ reported, sending, onCancel }: Props) {
  const { t } = useText();
  const [disposition, setDisposition] = useState<Disposition | null>(
    RESULTS.find((one) => one === reported?.disposition) ?? null,
  );
  const [note, setNote] = useState(reported?.note ?? '');
  const resolve = (): void => {
    if (disposition === null) return;
    const text = note.trim();
    sending.send({ action: 'resolve', body: text === '' ? { disposition } : { disposition, note: text } });
  };
  return (
    <ActionForm
      title={t('action.resolveTitle')}
      submitLabel={disposition === null ? t('action.resolveRequired') : t('action.save')}
      isReady={disposition !== null}
      isSending={sending.pending?.action === 'resolve'}
      onSubmit={resolve}
      onCancel={onCancel}
    >
      <fieldset className={css.choices}>
        <legend className="visually-hidden">{t('action.resolveTitle')}</legend>
        {RESULTS.map((choice) => (
          <label key={choice} className={css.choice}>
            <input
              type="radio"
              name="disposition"
              checked={disposition === choice}
              onChange={() => setDisposition(choice)}
            />
            {t(`disposition.${choice}`)}
          </label>
        ))}
      </fieldset>
      {disposition === 'unfounded' && <p className={css.note}>{t('action.falseReportNote')}</p>}
      <Textarea
        label={`${t('action.resolveNote')} (${t('app.optional')})`}
        rows={3}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ActionForm>
  );
}
