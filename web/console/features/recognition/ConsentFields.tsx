import { TextInput } from '@mantine/core';
import { CERTIFICATES_TEXT } from '../../text/certificates.ts';
import { DayField } from '../../ui/DayField.tsx';
import { useText } from '../../ui/use-text.ts';

export type ConsentDraft = { on: string | undefined; kept: string };
export const emptyConsent: ConsentDraft = { on: undefined, kept: '' };
export const isConsentWritten = ({ on, kept }: ConsentDraft): boolean => on !== undefined && kept.trim() !== '';

type Props = { consent: ConsentDraft; onChange: (consent: ConsentDraft) => void };

/** That the holder asked in writing: when, and where the paper is kept. */
export function ConsentFields({ consent, onChange }: Props) {
  const { t } = useText(CERTIFICATES_TEXT);
  return (
    <>
      <DayField past label={t('form.consentOn')} value={consent.on} onChange={(on) => onChange({ ...consent, on })} />
      <TextInput
        size="lg"
        label={t('form.consentKept')}
        maxLength={200}
        value={consent.kept}
        onChange={(event) => onChange({ ...consent, kept: event.currentTarget.value })}
      />
    </>
  );
}
