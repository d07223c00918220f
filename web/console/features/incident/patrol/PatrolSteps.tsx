import { Button } from '@mantine/core';
import type { IncidentDetail, IncidentSummary } from '#contract/incident';
import { useText } from '../../../ui/use-text.ts';
import type { Sending } from '../panel/use-submission.ts';
import css from './PatrolJob.module.css';
import { type PatrolStep, patrolStep } from './patrol-step.ts';

type Props = {
  incident: IncidentSummary;
  actions: IncidentDetail['actions'];
  sending: Sending;
  /** Pressed, but not sent yet: pressing again would change nothing. */
  isWaiting: boolean;
};

export function PatrolSteps({ incident, actions, sending, isWaiting }: Props) {
  const { t } = useText();
  const { next, other } = patrolStep(actions);
  const press = (step: PatrolStep) => () => sending.send({ action: step, body: {} });
  const isBusy = sending.pending !== null || isWaiting;
  if (next === null) {
    const isThere = incident.status === 'on-scene';
    return (
      <div className={css.order} role="status">
        {isThere && <strong>{t('patrol.onScene')}</strong>}
        <p>{t(isThere ? 'patrol.onSceneHint' : 'patrol.waitHint')}</p>
      </div>
    );
  }
  return (
    <>
      <Button className={css.big} loading={sending.pending?.action === next} disabled={isBusy} onClick={press(next)}>
        {t(`patrol.${next}`)}
      </Button>
      {other && (
        <Button variant="default" className={css.other} disabled={isBusy} onClick={press(other)}>
          {t(`patrol.${other}`)}
        </Button>
      )}
    </>
  );
}
