import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SystemAlert } from '#contract/live';
import { describeProblem } from '../../api/describe-problem.ts';
import { serverNow } from '../../live/clock.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { useText } from '../../ui/use-text.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { AuditTail } from './AuditTail.tsx';
import css from './SystemAlertsPage.module.css';
import { resolveSystemAlert, SYSTEM_ALERTS_KEY, useSystemAlerts } from './system-alerts.ts';

type Props = { mayResolve: boolean };

/** What an operator must mend. Not the alarms of people in danger: those never leave the screen for this. */
export function SystemAlertsPage({ mayResolve }: Props) {
  const { t, language } = useText();
  const alarms = useSystemAlerts(true);
  return (
    <div className={css.page}>
      <h2 className={css.title}>{t('systemAlerts.title')}</h2>
      <p className={css.small}>{t('systemAlerts.hint')}</p>
      {alarms.isPending && <Waiting label={t('app.loading')} />}
      {alarms.isError && (
        <p role="alert">
          {t('systemAlerts.failed')}: {describeProblem(alarms.error, language)}
        </p>
      )}
      {alarms.data?.length === 0 && (
        <p className={css.empty}>
          <IconCircleCheck aria-hidden size={28} /> {t('systemAlerts.empty')}
        </p>
      )}
      <ul className={css.list}>
        {alarms.data?.map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} mayResolve={mayResolve} />
        ))}
      </ul>
      <AuditTail />
    </div>
  );
}

function AlarmRow({ alarm, mayResolve }: { alarm: SystemAlert; mayResolve: boolean }) {
  const { t, language } = useText();
  const client = useQueryClient();
  const settle = useMutation({
    mutationFn: () => resolveSystemAlert(alarm.id),
    onSettled: () => client.invalidateQueries({ queryKey: SYSTEM_ALERTS_KEY }),
  });
  const now = serverNow();
  return (
    <li className={css.row}>
      <div>
        <p>
          <strong>{sayKind(alarm.kind)}</strong> · {t('systemAlerts.times', { count: alarm.count })}
        </p>
        <p className={css.small}>
          {t('systemAlerts.first', { time: formatMoment(alarm.raisedAt, now, language) })} ·{' '}
          {t('systemAlerts.last', { time: formatMoment(alarm.lastAt, now, language) })}
        </p>
        <dl className={css.details}>
          {Object.entries(alarm.details).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {settle.isError && <p role="alert">{describeProblem(settle.error, language)}</p>}
      </div>
      {mayResolve && (
        <Button className={css.resolve} loading={settle.isPending} onClick={() => settle.mutate()}>
          {t('systemAlerts.resolve')}
        </Button>
      )}
    </li>
  );

  /** Kinds are named by the parts that raise them; one without words here is shown by its name. */
  function sayKind(kind: string): string {
    return t(`systemAlerts.kind.${kind}` as 'systemAlerts.title', { defaultValue: kind });
  }
}
