import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { DuplicateSuggestion, IncidentDetail, IncidentSummary } from '#contract/incident';
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './Duplicates.module.css';
import { SendingBanner } from './SendingBanner.tsx';
import { detailKey } from './use-detail.ts';
import { type Sending, useSubmission } from './use-submission.ts';

type Props = {
  detail: IncidentDetail;
  sending: Sending;
  onOpen: (incidentId: string) => void;
  onChanged: (incident: IncidentSummary) => void;
};

/** Suggested with reasons; a person merges and a person undoes it. */
export function Duplicates({ detail, sending, onOpen, onChanged }: Props) {
  const { t } = useText();
  if (detail.duplicates.length === 0 && detail.merged.length === 0) return null;
  return (
    <section className={css.duplicates} aria-labelledby="duplicates-title">
      {detail.duplicates.length > 0 && (
        <>
          <h3 id="duplicates-title" className={css.title}>
            {t('duplicate.title')}
          </h3>
          <p className={css.small}>{t('duplicate.hint')}</p>
          {detail.duplicates.map((suggestion) => (
            <Suggestion
              key={suggestion.incident.id}
              suggestion={suggestion}
              mayMerge={detail.actions.includes('merge')}
              sending={sending}
              onOpen={onOpen}
            />
          ))}
        </>
      )}
      {detail.merged.length > 0 && <h3 className={css.title}>{t('duplicate.merged')}</h3>}
      {detail.merged.map((incident) => (
        <MergedCard key={incident.id} incident={incident} into={detail.incident.id} onChanged={onChanged} />
      ))}
    </section>
  );
}

type SuggestionProps = {
  suggestion: DuplicateSuggestion;
  mayMerge: boolean;
  sending: Sending;
  onOpen: (incidentId: string) => void;
};

function Suggestion({ suggestion, mayMerge, sending, onOpen }: SuggestionProps) {
  const { t, formatDistance } = useText();
  const { incident, reasons, metresApart, minutesApart } = suggestion;
  const apart = { distance: formatDistance(metresApart), minutes: Math.round(minutesApart) };
  return (
    <div className={css.card}>
      <IncidentText incident={incident} />
      <p className={css.small}>
        {reasons.map((reason) => t(`duplicate.reason.${reason}`)).join(' · ')} · {t('duplicate.apart', apart)}
      </p>
      <div className={css.buttons}>
        <Button variant="default" onClick={() => onOpen(incident.id)}>
          {t('duplicate.see')}
        </Button>
        {mayMerge && (
          <ConfirmButton
            label={t('duplicate.merge', { code: incident.code })}
            confirmLabel={t('duplicate.confirmMerge')}
            disabled={sending.pending !== null}
            onConfirm={() => sending.send({ action: 'merge', body: { intoIncidentId: incident.id } })}
          />
        )}
      </div>
    </div>
  );
}

type MergedProps = { incident: IncidentSummary; into: string; onChanged: (incident: IncidentSummary) => void };

/** Undoing is an action on the incident that was merged, not on its target. */
function MergedCard({ incident, into, onChanged }: MergedProps) {
  const { t } = useText();
  const client = useQueryClient();
  const sending = useSubmission(incident.id, (changed) => {
    onChanged(changed);
    void client.invalidateQueries({ queryKey: detailKey(into) });
  });
  return (
    <div className={css.card}>
      <IncidentText incident={incident} />
      <SendingBanner sending={sending} />
      <div className={css.buttons}>
        <ConfirmButton
          label={t('duplicate.unmerge')}
          confirmLabel={t('duplicate.confirmUnmerge')}
          disabled={sending.pending !== null}
          onConfirm={() => sending.send({ action: 'unmerge', body: {} })}
        />
      </div>
    </div>
  );
}

function IncidentText({ incident }: { incident: IncidentSummary }) {
  const { t, language } = useText();
  return (
    <p>
      <strong>{incident.code}</strong> · {t(`type.${incident.type}`)}
      <span className={css.small}>
        {' '}
        {incident.placeDetail && `· ${incident.placeDetail} `}· {formatTime(incident.alertedAt, language)} ·{' '}
        {t(`status.${incident.status}`)}
      </span>
    </p>
  );
}
