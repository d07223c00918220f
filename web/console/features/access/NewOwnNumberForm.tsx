import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { isOwnNumber, type NewOwnNumber, OWN_NUMBER_KINDS, type OwnNumberKind } from '#contract/access-people';
import { isWritten } from '#contract/text';
import { ACCOUNT_TEXT } from '../../text/account.ts';
import { InlineForm } from '../../ui/InlineForm.tsx';
import { SegmentedControl } from '../../ui/segmented-control.ts';
import { useText } from '../../ui/use-text.ts';

type Props = {
  isSending: boolean;
  error: unknown;
  onSubmit: (own: NewOwnNumber) => void;
  onCancel: () => void;
};

/** A private number, of oneself or of a colleague. A wrong one would protect from nothing, so it is checked while typed. */
export function NewOwnNumberForm({ isSending, error, onSubmit, onCancel }: Props) {
  const { t } = useText(ACCOUNT_TEXT);
  const [kind, setKind] = useState<OwnNumberKind>('phone');
  const [number, setNumber] = useState('');
  const [isLeft, setIsLeft] = useState(false);
  const isRight = isOwnNumber({ kind, number });
  return (
    <InlineForm
      submitLabel={t('numbers.add')}
      isReady={isRight}
      isSending={isSending}
      error={error}
      onSubmit={() => onSubmit({ kind, number })}
      onCancel={onCancel}
    >
      <SegmentedControl
        aria-label={t('numbers.kind.label')}
        size="lg"
        fullWidth
        value={kind}
        onChange={(chosen) => setKind(chosen as OwnNumberKind)}
        data={OWN_NUMBER_KINDS.map((value) => ({ value, label: t(`numbers.kind.${value}`) }))}
      />
      <TextInput
        label={t('numbers.number')}
        description={t(kind === 'phone' ? 'numbers.phoneHint' : 'numbers.idHint')}
        type={kind === 'phone' ? 'tel' : 'text'}
        inputMode={kind === 'phone' ? 'tel' : 'text'}
        autoComplete="off"
        spellCheck={false}
        size="lg"
        maxLength={24}
        error={isLeft && isWritten(number) && !isRight ? t(`numbers.wrong.${kind}`) : undefined}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
        onFocus={() => setIsLeft(false)}
        onBlur={() => setIsLeft(true)}
      />
    </InlineForm>
  );
}
