import { useState } from 'react';
import { CLOSURE_REASONS, DECLINE_REASONS, NOT_OPENED_REASONS, REASSESS_REASONS, REOPEN_REASONS } from '#contract/case';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { useFormTexts } from './use-form-texts.ts';

type Props = {
  reasons: 'closure' | 'notOpened' | 'reopen' | 'reassess' | 'decline';
  submitLabel: string;
  isSending: boolean;
  error: unknown;
  onSubmit: (reason: string) => void;
  onCancel: () => void;
};

/** A coded reason before a step that needs one. */
export function ReasonForm({ reasons, onSubmit, ...form }: Props) {
  const { t } = useText(CASES_TEXT);
  const { codes } = useFormTexts();
  const [chosen, setChosen] = useState<string[]>([]);
  const options = {
    closure: CLOSURE_REASONS.map((value) => ({ value, label: codes.closureReason[value] })),
    notOpened: NOT_OPENED_REASONS.map((value) => ({ value, label: t(`reason.notOpened.${value}`) })),
    reopen: REOPEN_REASONS.map((value) => ({ value, label: t(`reason.reopen.${value}`) })),
    reassess: REASSESS_REASONS.map((value) => ({ value, label: t(`reason.reassess.${value}`) })),
    decline: DECLINE_REASONS.map((value) => ({ value, label: t(`reason.decline.${value}`) })),
  }[reasons];
  return (
    <InlineForm {...form} isReady={chosen.length > 0} onSubmit={() => chosen[0] && onSubmit(chosen[0])}>
      <Choices label={t('reason.title')} options={options} chosen={chosen} onChange={setChosen} />
    </InlineForm>
  );
}
