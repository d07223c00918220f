import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { REFERRAL_DECLINES, type ReferralDecline, referralDeclineSchema } from '#contract/referral';
import type { ReferralSummary } from '#contract/referral-api';
import { isWritten } from '#contract/text';
import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { InlineForm } from '../../ui/InlineForm.tsx';
import { useText } from '../../ui/use-text.ts';
import type { useReferralChange } from './referral-data.ts';
import css from './referrals.module.css';
import { useReferralTexts } from './use-referral-texts.ts';

type Props = { one: ReferralSummary; change: ReturnType<typeof useReferralChange> };

/** A decline is a code, and each says what happens next. Where the law gives it to us, a supervisor decides. */
export function DeclineChoice({ one, change }: Props) {
  const { t } = useText(REFERRALS_TEXT);
  const { endReasons, consequences } = useReferralTexts();
  const [reason, setReason] = useState<ReferralDecline | null>(null);
  const [note, setNote] = useState('');
  if (reason)
    return (
      <InlineForm
        why={`${endReasons[reason]} → ${consequences[REFERRAL_DECLINES[reason]]}`}
        submitLabel={t(one.statutory ? 'button.propose-decline' : 'button.decline')}
        isSending={change.isPending}
        onSubmit={() =>
          change.mutate({ path: 'decline', body: { reason, ...(isWritten(note) && { note: note.trim() }) } })
        }
        onCancel={() => setReason(null)}
      >
        {one.statutory && <p>{t('statutoryDecline')}</p>}
        <Textarea
          size="lg"
          autosize
          minRows={2}
          maxLength={500}
          label={t('note')}
          description={t('noNames')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </InlineForm>
    );
  return (
    <fieldset className={css.declining}>
      <legend className={css.small}>{t('declineBecause')}</legend>
      <div className={css.declines}>
        {referralDeclineSchema.options.map((code) => (
          <Button
            key={code}
            variant="default"
            classNames={{ label: css.decline }}
            onClick={() => {
              change.reset();
              setReason(code);
            }}
          >
            <strong>{endReasons[code]}</strong>
            <span>→ {consequences[REFERRAL_DECLINES[code]]}</span>
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
