import { Button } from '@mantine/core';
import { useState } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { describeProblem } from '../../../api/describe-problem.ts';
import { useKeys } from '../../../ui/use-keys.ts';
import { useText } from '../../../ui/use-text.ts';
import { ETA_CHOICES } from '../panel/eta-choices.ts';
import { useSubmission } from '../panel/use-submission.ts';
import css from './AlarmBar.module.css';

type Props = { incident: IncidentSummary; onChanged: (incident: IncidentSummary) => void };

/** Two taps answer from anywhere on the console; a single one never does. */
export function BarAnswer({ incident, onChanged }: Props) {
  const { t, language } = useText();
  const [asks, setAsks] = useState(false);
  const sending = useSubmission(incident.id, onChanged);
  useKeys(asks ? { escape: () => setAsks(false) } : {});
  if (!asks) {
    return (
      <Button className={css.open} onClick={() => setAsks(true)}>
        {t('alarm.answer')}
      </Button>
    );
  }
  return (
    <fieldset className={css.answer} aria-label={t('alarm.answerWithin')}>
      <span>{t('alarm.answerWithin')}</span>
      {ETA_CHOICES.map((minutes, index) => (
        <Button
          key={minutes}
          className={css.open}
          // After answering by keyboard the focus stays with the keyboard user.
          autoFocus={index === 0}
          disabled={sending.pending !== null}
          onClick={() => sending.send({ action: 'acknowledge', body: { etaMinutes: minutes } })}
        >
          {t('action.minutesCount', { count: minutes })}
        </Button>
      ))}
      <Button className={css.mute} onClick={() => setAsks(false)}>
        {t('app.cancel')}
      </Button>
      {sending.failed && <strong role="alert">{describeProblem(sending.failed.error, language)}</strong>}
    </fieldset>
  );
}
