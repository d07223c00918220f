import type { IncidentEscalation } from '#contract/escalation';
import { ESCALATION_TEXT } from '../../text/escalation.ts';
import { formatTimeWithSeconds } from '../../ui/format-time.ts';
import { useText } from '../../ui/use-text.ts';
import css from './escalation.module.css';
import { describeRecipientAgency, type EscalationText } from './escalation-text.ts';

type StepExecution = IncidentEscalation['executions'][number];
const CHANNELS = ['console', 'web-push', 'line', 'line-group', 'gateway'] as const;

/** One executed step: when, which agencies, which people, by which channel and with what result. */
export function StepExecutionItem({ execution }: { execution: StepExecution }) {
  const { t } = useText(ESCALATION_TEXT);
  const { language } = useText();
  return (
    <li className={css.executedStep}>
      <time className={css.muted} dateTime={execution.executedAt}>
        {formatTimeWithSeconds(execution.executedAt, language)}
      </time>
      <div>
        {execution.repeat > 0 && <span className={css.muted}>{t('state.repeat', { count: execution.repeat })}</span>}
        {execution.recipients.map((recipients) => (
          <div key={`${recipients.target} ${recipients.agencyId}`}>
            <strong>{describeRecipientAgency(recipients, t, language)}</strong>
            {recipients.passedOver ? (
              <span className={css.passed}> · {t(`passed.${recipients.passedOver}`)}</span>
            ) : (
              <span className={css.muted}> · {t('state.people', { count: recipients.people })}</span>
            )}
          </div>
        ))}
        <ul className={css.people}>
          {byPerson(execution.notifications).map(([name, notifications]) => (
            <li key={name}>
              {name}
              <span className={css.muted}>
                {' '}
                · {notifications.map((notification) => describeNotification(notification, t)).join(', ')}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

function byPerson(notifications: StepExecution['notifications']): [string, StepExecution['notifications']][] {
  return [...Map.groupBy(notifications, ({ name }) => name ?? '–')];
}

function describeNotification({ channel, state }: StepExecution['notifications'][number], t: EscalationText): string {
  const known = CHANNELS.find((one) => one === channel);
  return `${known ? t(`channel.${known}`) : channel} ${t(`notification.${state}`)}`;
}
