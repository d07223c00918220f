import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { canStep, isOpenAssignment } from '#contract/unit-status';
import type { Assignment } from '#contract/units';
import { describeProblem } from '../../../api/describe-problem.ts';
import { postJson } from '../../../api/request.ts';
import { UNITS_TEXT } from '../../../text/units.ts';
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { detailKey } from '../panel/use-detail.ts';
import type { Sending } from '../panel/use-submission.ts';
import { JOBS } from './follow-units.ts';
import { OrderText } from './OrderLine.tsx';
import UnitChoice from './UnitChoice.tsx';
import css from './units.module.css';
import { useIncidentUnits } from './units-of.ts';

type Props = {
  incidentId: string;
  /** Who is sent, if it is only a name and not a unit of the register. */
  unitName: string | null;
  /** May send and withdraw units. */
  mayAssign: boolean;
  /** May report for a unit, heard on the radio, that it is en route or on scene. */
  mayStep: boolean;
  sending: Sending;
};

/** Each unit that was sent, with its own job: one unit's action never changes another's line. */
export default function UnitJobs({ incidentId, unitName, mayAssign, mayStep, sending }: Props) {
  const { t } = useText(UNITS_TEXT);
  const jobs = useIncidentUnits(incidentId);
  /** `null`: nothing is chosen; `another`, or the unit that is to be replaced. */
  const [choosing, setChoosing] = useState<Assignment | 'another' | null>(null);
  /** The job whose further buttons are unfolded. */
  const [changing, setChanging] = useState<string | null>(null);
  const all = jobs.data ?? [];
  const open = all.filter(({ status }) => isOpenAssignment(status));
  const choose = (unitId: string, isBusy: boolean): void => {
    const body = isBusy ? { unitId, queue: true } : { unitId };
    if (choosing === 'another') sending.send({ action: 'units', body });
    else if (choosing) sending.send({ action: `units/${choosing.unitId}/reassign`, body });
  };
  return (
    <>
      {jobs.data && open.length === 0 && unitName && <p>{unitName}</p>}
      <ul className={css.jobs}>
        {all.map((job) => (
          <li key={job.id} className={css.job} data-over={isOpenAssignment(job.status) ? undefined : true}>
            <JobText job={job} />
            {isOpenAssignment(job.status) && (
              <div className={css.buttons}>
                {mayStep && open.length > 1 && <JobSteps job={job} />}
                {mayAssign && changing !== job.id && (
                  <Button variant="default" aria-expanded={false} onClick={() => setChanging(job.id)}>
                    {t('change')}
                  </Button>
                )}
                {mayAssign && changing === job.id && (
                  <>
                    <Button variant="default" onClick={() => setChoosing(job)}>
                      {t('instead')}
                    </Button>
                    <ConfirmButton
                      label={t('withdraw')}
                      confirmLabel={t('confirmWithdraw', { unit: job.callSign })}
                      disabled={sending.pending !== null}
                      onConfirm={() => sending.send({ action: `units/${job.unitId}/withdraw`, body: {} })}
                    />
                  </>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {mayAssign && choosing === null && (
        <div className={css.buttons}>
          <Button variant="default" onClick={() => setChoosing('another')}>
            {t('sendAnother')}
          </Button>
        </div>
      )}
      {choosing !== null && (
        <section>
          <h3 className={css.title}>
            {choosing === 'another' ? t('chooseAnother') : t('chooseInstead', { unit: choosing.callSign })}
          </h3>
          <UnitChoice incidentId={incidentId} isSending={sending.pending !== null} onChoose={choose} />
          <div className={css.buttons}>
            <CancelButton onClick={() => setChoosing(null)} />
          </div>
        </section>
      )}
    </>
  );
}

function CancelButton({ onClick }: { onClick: () => void }) {
  const { t } = useText();
  return (
    <Button variant="default" onClick={onClick}>
      {t('app.cancel')}
    </Button>
  );
}

function JobText({ job }: { job: Assignment }) {
  const { language } = useText();
  const { t } = useText(UNITS_TEXT);
  const since = job.endedAt ?? job.onSceneAt ?? job.enRouteAt ?? job.assignedAt;
  const status =
    job.status === 'done' || job.status === 'withdrawn' ? t(`job.${job.status}`) : t(`status.${job.status}`);
  return (
    <>
      <p>
        <strong>{job.callSign}</strong>
        {job.isQueued && ` · ${t('second')}`}
      </p>
      <p>
        {status} {formatTime(since, language)}
        {job.etaAt && job.status !== 'on-scene' && ` · ${t('eta', { time: formatTime(job.etaAt, language) })}`}
      </p>
      {job.order && <OrderText order={job.order} />}
      {job.note && <p>“{job.note}”</p>}
    </>
  );
}

const STEP_TEXT = { 'en-route': 'enRoute', 'on-scene': 'onScene', done: 'finished' } as const;

/** One button at a time: this unit's next step. */
function JobSteps({ job }: { job: Assignment }) {
  const { language } = useText();
  const { t } = useText(UNITS_TEXT);
  const client = useQueryClient();
  const step = useMutation({
    mutationFn: (action: keyof typeof STEP_TEXT) =>
      postJson(`/api/v1/assignments/${job.id}/${action}`, {}, crypto.randomUUID()),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [JOBS, job.incidentId] });
      void client.invalidateQueries({ queryKey: detailKey(job.incidentId) });
    },
  });
  const next = (['en-route', 'on-scene', 'done'] as const).find((action) => canStep(job.status, action));
  if (!next) return null;
  return (
    <>
      <Button variant="default" loading={step.isPending} onClick={() => step.mutate(next)}>
        {t(STEP_TEXT[next])}
      </Button>
      {step.isError && <p role="alert">{describeProblem(step.error, language)}</p>}
    </>
  );
}
