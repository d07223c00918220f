import { Button, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { PLACE_DETAIL_LONGEST } from '#contract/place-detail';
import { useKeys } from '../../../ui/use-keys.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './facts.module.css';
import { SendingBanner } from './SendingBanner.tsx';
import { useSubmission } from './use-submission.ts';

type Props = { incident: IncidentSummary; onChanged: (incident: IncidentSummary) => void };

/** House number, lane and landmark, edited in one line; what somebody else writes meanwhile stays. */
export function PlaceDetail({ incident, onChanged }: Props) {
  const { t } = useText();
  const sending = useSubmission(incident.id, (changed) => {
    setEdited(null);
    onChanged(changed);
  });
  const [edited, setEdited] = useState<{ text: string; was: string | null } | null>(null);
  // Esc closes the panel elsewhere; here it only closes the field.
  useKeys(edited ? { escape: () => setEdited(null) } : {});
  if (!edited) {
    return (
      <Button
        className={css.quiet}
        variant="transparent"
        leftSection={<IconPencil aria-hidden size={18} />}
        onClick={() => setEdited({ text: incident.placeDetail ?? '', was: incident.placeDetail })}
      >
        {t('fact.placeDetail')}
      </Button>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sending.send({ action: 'place-detail', body: { detail: edited.text.trim(), was: edited.was } });
  };
  return (
    <form onSubmit={submit} className={css.form}>
      <TextInput
        label={t('fact.placeDetail')}
        size="md"
        maxLength={PLACE_DETAIL_LONGEST}
        value={edited.text}
        onChange={(event) => setEdited({ ...edited, text: event.currentTarget.value })}
        autoFocus
      />
      <SendingBanner sending={sending} />
      <div className={css.buttons}>
        <Button type="submit" loading={sending.pending !== null}>
          {t('app.save')}
        </Button>
        <Button variant="default" onClick={() => setEdited(null)}>
          {t('app.cancel')}
        </Button>
      </div>
    </form>
  );
}
