import { Button, TextInput } from '@mantine/core';
import { IconCar, IconMotorbike, IconSailboat, IconWalk } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { UnitKind } from '#contract/unit-status';
import type { Unit } from '#contract/units';
import { describeProblem } from '../../../api/describe-problem.ts';
import { UNITS_TEXT } from '../../../text/units.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './board.module.css';
import { type Service, setService, UNITS_KEY } from './board.ts';
import { UnitForm } from './UnitForm.tsx';

const ICONS: Record<UnitKind, ReactNode> = {
  car: <IconCar aria-hidden size={24} />,
  motorcycle: <IconMotorbike aria-hidden size={24} />,
  foot: <IconWalk aria-hidden size={24} />,
  boat: <IconSailboat aria-hidden size={24} />,
};

type Props = { unit: Unit; incidentPath: (incidentId: string) => string; onOpen: (incidentId: string) => void };

/** One unit: status, crew, and each job on its own line. */
export function UnitRow({ unit, incidentPath, onOpen }: Props) {
  const { language } = useText();
  const { t } = useText(UNITS_TEXT);
  const client = useQueryClient();
  const [opened, setOpened] = useState<'edit' | 'reason' | null>(null);
  const [reason, setReason] = useState('');
  const service = useMutation({
    mutationFn: (service: Service) => setService(unit.id, service),
    onSuccess: () => {
      setOpened(null);
      return client.invalidateQueries({ queryKey: UNITS_KEY });
    },
  });
  const may = (action: Unit['actions'][number]) => unit.actions.includes(action);
  return (
    <li className={css.unit} data-status={unit.status}>
      <div className={css.head}>
        <span role="img" aria-label={t(`kind.${unit.kind}`)}>
          {ICONS[unit.kind]}
        </span>
        <strong>{unit.callSign}</strong>
        <span className={css.status} data-status={unit.status}>
          {t(`status.${unit.status}`)}
        </span>
      </div>
      <p className={css.small}>
        {unit.members.length === 0 ? t('nobodyAboard') : unit.members.map(({ name }) => name).join(' · ')}
      </p>
      {unit.outOfServiceReason && <p>“{unit.outOfServiceReason}”</p>}
      {unit.returningUntil && (
        <p className={css.small}>{t('until', { time: formatTime(unit.returningUntil, language) })}</p>
      )}
      {unit.jobs.length > 0 && (
        <ul className={css.jobs}>
          {unit.jobs.map(({ assignment: job, incidentCode }) => (
            <li key={job.id}>
              <a
                href={incidentPath(job.incidentId)}
                onClick={(event) => {
                  event.preventDefault();
                  onOpen(job.incidentId);
                }}
              >
                {incidentCode}
              </a>{' '}
              · {t(`status.${job.status === 'done' || job.status === 'withdrawn' ? 'available' : job.status}`)}{' '}
              {t('since', { time: formatTime(job.onSceneAt ?? job.enRouteAt ?? job.assignedAt, language) })}
              {job.isQueued && ` · ${t('second')}`}
            </li>
          ))}
        </ul>
      )}
      {service.isError && opened === null && <p role="alert">{describeProblem(service.error, language)}</p>}
      {opened === null && unit.actions.length > 0 && (
        <div className={css.buttons}>
          {may('set-back') && (
            <Button variant="default" loading={service.isPending} onClick={() => service.mutate({ service: 'back' })}>
              {t('setBack')}
            </Button>
          )}
          {may('set-in-service') && (
            <Button loading={service.isPending} onClick={() => service.mutate({ service: 'in-service' })}>
              {t('setIn')}
            </Button>
          )}
          {may('set-out-of-service') && (
            <Button variant="default" onClick={() => setOpened('reason')}>
              {t('setOut')}
            </Button>
          )}
          {may('edit') && (
            <Button variant="default" onClick={() => setOpened('edit')}>
              {t('edit')}
            </Button>
          )}
        </div>
      )}
      {opened === 'reason' && (
        <InlineForm
          submitLabel={t('setOut')}
          isSending={service.isPending}
          error={service.error}
          onSubmit={() =>
            service.mutate({ service: 'out-of-service', ...(reason.trim() && { reason: reason.trim() }) })
          }
          onCancel={() => setOpened(null)}
        >
          <TextInput
            size="lg"
            maxLength={200}
            aria-label={t('setOutWhy')}
            placeholder={t('setOutWhy')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </InlineForm>
      )}
      {opened === 'edit' && <UnitForm agencyId={unit.agency.id} unit={unit} onDone={() => setOpened(null)} />}
    </li>
  );
}
