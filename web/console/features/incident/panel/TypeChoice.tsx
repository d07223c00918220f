import { Button } from '@mantine/core';
import { useState } from 'react';
import { type IncidentType, KNOWN_INCIDENT_TYPES } from '#contract/incident-type';
import { useText } from '../../../ui/use-text.ts';
import { TYPE_ICONS } from '../type-icon.ts';
import css from './TypeChoice.module.css';
import type { Sending } from './use-submission.ts';

/** Sets one of the five types; for a known type only a small link to correct it. */
export default function TypeChoice({ type, sending }: { type: IncidentType; sending: Sending }) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(type === 'unknown');
  const pending = sending.pending?.action === 'type' ? sending.pending.body.type : null;
  if (!isOpen) {
    return (
      <Button className={css.correct} variant="transparent" onClick={() => setOpen(true)}>
        {t('typeChoice.correct')}
      </Button>
    );
  }
  return (
    <fieldset className={css.types}>
      <legend>{t('typeChoice.title')}</legend>
      {KNOWN_INCIDENT_TYPES.map((known) => {
        const Icon = TYPE_ICONS[known];
        return (
          <Button
            key={known}
            variant="default"
            disabled={known === type || sending.pending !== null}
            loading={pending === known}
            leftSection={<Icon aria-hidden size={20} />}
            onClick={() => sending.send({ action: 'type', body: { type: known } })}
          >
            {t(`type.${known}`)}
          </Button>
        );
      })}
    </fieldset>
  );
}
