import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { OperatorAlarm } from '#contract/live';
import { sayProblem } from '../../api/problem-words.ts';
import { serverNow } from '../../live/clock.ts';
import { sayMoment } from '../../ui/time-words.ts';
import { useWords } from '../../ui/use-words.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { AuditTail } from './AuditTail.tsx';
import css from './OperatorAlarmsPage.module.css';
import { OPERATOR_ALARMS_KEY, settleOperatorAlarm, useOperatorAlarms } from './operator-alarms.ts';

type Props = { maySettle: boolean };

/** What an operator must mend. Not the alarms of people in danger: those never leave the screen for this. */
export function OperatorAlarmsPage({ maySettle }: Props) {
  const { t, language } = useWords();
  const alarms = useOperatorAlarms(true);
  return (
    <div className={css.page}>
      <h2 className={css.title}>{t('operator.title')}</h2>
      <p className={css.small}>{t('operator.hint')}</p>
      {alarms.isPending && <Waiting words={t('app.loading')} />}
      {alarms.isError && (
        <p role="alert">
          {t('operator.failed')}: {sayProblem(alarms.error, language)}
        </p>
      )}
      {alarms.data?.length === 0 && (
        <p className={css.empty}>
          <IconCircleCheck aria-hidden size={28} /> {t('operator.empty')}
        </p>
      )}
      <ul className={css.list}>
        {alarms.data?.map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} maySettle={maySettle} />
        ))}
      </ul>
      <AuditTail />
    </div>
  );
}

function AlarmRow({ alarm, maySettle }: { alarm: OperatorAlarm; maySettle: boolean }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const settle = useMutation({
    mutationFn: () => settleOperatorAlarm(alarm.id),
    onSettled: () => client.invalidateQueries({ queryKey: OPERATOR_ALARMS_KEY }),
  });
  const now = serverNow();
  return (
    <li className={css.row}>
      <div>
        <p>
          <strong>{sayKind(alarm.kind)}</strong> · {t('operator.times', { count: alarm.count })}
        </p>
        <p className={css.small}>
          {t('operator.first', { time: sayMoment(alarm.raisedAt, now, language) })} ·{' '}
          {t('operator.last', { time: sayMoment(alarm.lastAt, now, language) })}
        </p>
        <dl className={css.details}>
          {Object.entries(alarm.details).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {settle.isError && <p role="alert">{sayProblem(settle.error, language)}</p>}
      </div>
      {maySettle && (
        <Button className={css.settle} loading={settle.isPending} onClick={() => settle.mutate()}>
          {t('operator.settle')}
        </Button>
      )}
    </li>
  );

  /** Kinds are named by the parts that raise them; one without words here is shown by its name. */
  function sayKind(kind: string): string {
    return t(`operator.kind.${kind}` as 'operator.title', { defaultValue: kind });
  }
}
