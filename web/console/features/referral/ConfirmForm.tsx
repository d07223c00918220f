import { Button } from '@mantine/core';
import { IconCheck, IconCircleHalf2, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type ConfirmationAnswer, confirmationAnswersOf } from '#contract/referral';
import { confirmReferralSchema, type ReferralSummary } from '#contract/referral-api';
import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { Choices } from '../../ui/Choices.tsx';
import { useText } from '../../ui/use-text.ts';
import type { useReferralChange } from './referral-data.ts';
import css from './referrals.module.css';
import { useReferralTexts } from './use-referral-texts.ts';

const ICONS: Record<ConfirmationAnswer, ReactNode> = {
  received: <IconCheck aria-hidden size={26} />,
  partly: <IconCircleHalf2 aria-hidden size={26} />,
  'not-received': <IconX aria-hidden size={26} />,
};
const WAYS = confirmReferralSchema.shape.way.options;

type Props = {
  one: Pick<ReferralSummary, 'confirmation'>;
  change: ReturnType<typeof useReferralChange>;
  onCancel?: () => void;
};

/** What the person said, by telephone or in person: answers of equal weight. */
export function ConfirmForm({ one, change, onCancel }: Props) {
  const { t } = useText(REFERRALS_TEXT);
  const app = useText();
  const { answers, ways } = useReferralTexts();
  const [way, setWay] = useState<(typeof WAYS)[number]>('call');
  return (
    <div className={css.confirm}>
      <Choices
        label={t('askedHow')}
        options={WAYS.map((value) => ({ value, label: ways[value] }))}
        chosen={[way]}
        onChange={([chosen]) => setWay(WAYS.find((one) => one === chosen) ?? way)}
      />
      <p>{t('askWords')}</p>
      <div className={css.answers}>
        {confirmationAnswersOf(one.confirmation).map((answer) => (
          <Button
            key={answer}
            variant="default"
            leftSection={ICONS[answer]}
            disabled={change.isPending}
            onClick={() => change.mutate({ path: 'confirmation', body: { way, answer } })}
          >
            {answers[answer]}
          </Button>
        ))}
      </div>
      {onCancel && (
        <Button variant="default" onClick={onCancel}>
          {app.t('app.cancel')}
        </Button>
      )}
    </div>
  );
}
