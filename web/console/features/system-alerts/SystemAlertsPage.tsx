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

/** Faults of the system that a technician must repair. Incident alerts stay on the screen above this page. */
export function SystemAlertsPage({ mayResolve }: Props) {
  const { t, language } = useText();
  const alerts = useSystemAlerts(true);
  return (
    <div className={css.page}>
      <h2 className={css.title}>{t('systemAlerts.title')}</h2>
      <p className={css.small}>{t('systemAlerts.hint')}</p>
      {alerts.isPending && <Waiting label={t('app.loading')} />}
      {alerts.isError && (
        <p role="alert">
          {t('systemAlerts.failed')}: {describeProblem(alerts.error, language)}
        </p>
      )}
      {alerts.data?.length === 0 && (
        <p className={css.empty}>
          <IconCircleCheck aria-hidden size={28} /> {t('systemAlerts.empty')}
        </p>
      )}
      <ul className={css.list}>
        {alerts.data?.map((alert) => (
          <AlertRow key={alert.id} alert={alert} mayResolve={mayResolve} />
        ))}
      </ul>
      <AuditTail />
    </div>
  );
}

function AlertRow({ alert, mayResolve }: { alert: SystemAlert; mayResolve: boolean }) {
  const { t, language } = useText();
  const client = useQueryClient();
  const resolve = useMutation({
    mutationFn: () => resolveSystemAlert(alert.id),
    onSettled: () => client.invalidateQueries({ queryKey: SYSTEM_ALERTS_KEY }),
  });
  const now = serverNow();
  return (
    <li className={css.row}>
      <div>
        <p>
          <strong>{describeKind(alert.kind)}</strong> · {t('systemAlerts.times', { count: alert.count })}
        </p>
        <p className={css.small}>
          {t('systemAlerts.first', { time: formatMoment(alert.raisedAt, now, language) })} ·{' '}
          {t('systemAlerts.last', { time: formatMoment(alert.lastAt, now, language) })}
        </p>
        <dl className={css.details}>
          {Object.entries(alert.details).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {resolve.isError && <p role="alert">{describeProblem(resolve.error, language)}</p>}
      </div>
      {mayResolve && (
        <Button className={css.resolve} loading={resolve.isPending} onClick={() => resolve.mutate()}>
          {t('systemAlerts.resolve')}
        </Button>
      )}
    </li>
  );

  /** The modules that raise alerts name their kinds; a kind without a text here is shown by its name. */
  function describeKind(kind: string): string {
    return t(`systemAlerts.kind.${kind}` as 'systemAlerts.title', { defaultValue: kind });
  }
}
