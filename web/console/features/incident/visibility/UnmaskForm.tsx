import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { UNMASK_REASONS, type Unmask } from '#contract/incident-visibility';
import { isWritten } from '#contract/text';
import { describeProblem } from '../../../api/describe-problem.ts';
import { useKeys } from '../../../ui/use-keys.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './MaskedField.module.css';
import type { Unmasking } from './use-unmasking.ts';

/** The most likely reason first; "find the place" makes no sense for a phone number. */
const REASONS: Record<Unmask['field'], readonly Unmask['reason'][]> = {
  phone: UNMASK_REASONS.filter((reason) => reason !== 'find-place' && reason !== 'other'),
  place: UNMASK_REASONS.filter((reason) => reason !== 'call-reporter' && reason !== 'other'),
};

/** Each ready reason is one tap that sends at once; free text needs a button. */
export function UnmaskForm({ unmasking, onCancel }: { unmasking: Unmasking; onCancel: () => void }) {
  const { t, language } = useText();
  const [text, setText] = useState('');
  useKeys({ escape: onCancel });
  const { field, ask, isSending, error } = unmasking;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isWritten(text) && !isSending) ask({ reason: 'other', text: text.trim() });
  };
  return (
    <form className={css.form} onSubmit={submit} aria-label={t(`visibility.show.${field}`)}>
      <p className={css.title}>{t('visibility.why')}</p>
      <p className={css.small}>{t('visibility.recorded')}</p>
      <div className={css.reasons}>
        {REASONS[field].map((reason) => (
          <Button key={reason} variant="default" disabled={isSending} onClick={() => ask({ reason })}>
            {t(`visibility.reason.${reason}`)}
          </Button>
        ))}
      </div>
      <TextInput
        label={t('visibility.ownText')}
        size="lg"
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {error !== null && (
        <p className={css.problem} role="alert">
          {describeProblem(error, language)}
        </p>
      )}
      <div className={css.row}>
        {isWritten(text) && (
          <Button type="submit" loading={isSending}>
            {t('visibility.showForReason')}
          </Button>
        )}
        <Button variant="default" onClick={onCancel}>
          {t('app.cancel')}
        </Button>
      </div>
    </form>
  );
}
