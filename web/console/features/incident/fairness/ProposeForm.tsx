import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { IncidentFindings } from '#contract/finding';
import { FINDING_EVIDENCE, NO_EVIDENCE } from '#contract/finding-status';
import { isWritten } from '#contract/text';
import { FINDINGS_TEXT } from '../../../text/findings.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { formatDate } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './findings.module.css';
import { usePropose } from './findings-data.ts';

type Props = { incidentId: string; about: IncidentFindings['proposable'][number]; onDone: () => void };

/** What shows that they knew better, and what shows nothing of the kind. */
export function ProposeForm({ incidentId, about, onDone }: Props) {
  const { t, language } = useText(FINDINGS_TEXT);
  const [evidence, setEvidence] = useState<string[]>([]);
  const [incidentIds, setIncidentIds] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const sending = usePropose(incidentId, onDone);
  const none = NO_EVIDENCE.map((code) => t(`no.${code}`)).join(' · ');
  return (
    <InlineForm
      why={t('propose.why')}
      submitLabel={t('propose.send')}
      isReady={evidence.length > 0 && isWritten(note)}
      isSending={sending.isPending}
      error={sending.error}
      onCancel={onDone}
      onSubmit={() => sending.mutate({ reportId: about.reportId, evidence, note, incidentIds })}
    >
      <Choices
        wide
        many
        label={t('propose.evidence')}
        options={FINDING_EVIDENCE.map((value) => ({ value, label: t(`evidence.${value}`) }))}
        chosen={evidence}
        onChange={setEvidence}
      />
      <p className={css.caution}>{t('propose.no', { list: none })}</p>
      <Textarea
        size="md"
        autosize
        minRows={2}
        label={t('propose.note')}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {about.others.length > 0 && (
        <Choices
          many
          label={t('propose.others')}
          options={about.others.map(({ id, code, openedAt }) => ({
            value: id,
            label: `${code} · ${formatDate(openedAt, language)}`,
          }))}
          chosen={incidentIds}
          onChange={setIncidentIds}
        />
      )}
    </InlineForm>
  );
}
