import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconCircleCheck, IconStairsUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type IncidentEscalation, incidentEscalationSchema } from '#contract/escalation';
import { getJson } from '../../api/request.ts';
import { useClock } from '../../live/clock.ts';
import { ESCALATION_TEXT } from '../../text/escalation.ts';
import { useText } from '../../ui/use-text.ts';
import css from './escalation.module.css';
import { describeRecipientAgency } from './escalation-text.ts';
import { StepExecutionItem } from './StepExecutionItem.tsx';

/** A run changes every few seconds, and changes of notifications are not part of the live stream. */
const POLL_INTERVAL_MS = 4000;

/** Who was alerted because nobody answered, and who is next: one line with a countdown, the details folded. */
export default function EscalationState({ incidentId, version }: { incidentId: string; version: number }) {
  const { t } = useText(ESCALATION_TEXT);
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({
    // With the incident's version, so that an answer updates this at once.
    queryKey: ['incident', incidentId, 'escalation', version],
    queryFn: async ({ signal }) =>
      incidentEscalationSchema.parse(await getJson(`/api/v1/incidents/${incidentId}/escalation`, signal)),
    refetchInterval: ({ state }) => (state.data && !state.data.next ? false : POLL_INTERVAL_MS),
    placeholderData: (before) => before,
    retry: false,
  });
  if (!data?.reason) return null;
  const people = new Set(
    data.executions.flatMap(({ notifications }) => notifications.map(({ name, agencyId }) => name ?? agencyId)),
  );
  return (
    <section className={css.state} data-running={data.next !== null || undefined} aria-label={t('title')}>
      {data.next ? <NextStep escalation={data} next={data.next} /> : <Stopped by={data.stoppedBy} />}
      {data.executions.length > 0 && (
        <Button
          className={css.fold}
          variant="transparent"
          aria-expanded={isOpen}
          rightSection={isOpen ? <IconChevronUp aria-hidden size={18} /> : <IconChevronDown aria-hidden size={18} />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('state.execution', { count: data.executions.length, people: t('state.people', { count: people.size }) })}
        </Button>
      )}
      {isOpen && (
        <ol className={css.executions}>
          {data.executions.map((execution) => (
            <StepExecutionItem key={`${execution.step} ${execution.repeat}`} execution={execution} />
          ))}
        </ol>
      )}
    </section>
  );
}

function NextStep({
  escalation,
  next,
}: {
  escalation: IncidentEscalation;
  next: NonNullable<IncidentEscalation['next']>;
}) {
  const { t } = useText(ESCALATION_TEXT);
  const { language } = useText();
  const seconds = useClock((now) => Math.max(0, Math.ceil((Date.parse(next.dueAt) - now) / 1000)));
  const alerted = next.recipients.filter(({ people }) => people > 0);
  const who = [...new Set(alerted.map((recipients) => describeRecipientAgency(recipients, t, language)))].join(' · ');
  return (
    <p className={css.next}>
      <IconStairsUp aria-hidden size={22} />
      <span>
        {t(escalation.reason === 'eta-passed' ? 'state.late' : 'state.title')}:{' '}
        <strong className={css.clock}>{seconds > 0 ? t('state.in', { seconds }) : t('state.now')}</strong>{' '}
        {who ? t(next.repeat > 0 ? 'state.again' : 'state.notify', { who }) : t('state.nobody')}
      </span>
    </p>
  );
}

function Stopped({ by }: { by: IncidentEscalation['stoppedBy'] }) {
  const { t } = useText(ESCALATION_TEXT);
  const known = (['answered', 'ended', 'restarted', 'eta-changed'] as const).find((one) => one === by) ?? 'answered';
  return (
    <p className={css.next}>
      <IconCircleCheck aria-hidden size={22} />
      <span>{t(`state.stopped.${known}`)}</span>
    </p>
  );
}
