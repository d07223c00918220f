import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconCircleCheck, IconStairsUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type IncidentLadder, incidentLadderSchema } from '#contract/escalation';
import { getJson } from '../../api/request.ts';
import { useClock } from '../../live/clock.ts';
import { useWords } from '../../ui/use-words.ts';
import { FiredRung } from './FiredRung.tsx';
import css from './ladder.module.css';
import { sayReached, useLadderWords } from './ladder-words.ts';

/** While it climbs something new may stand there every few seconds, and what became of a notice is no live item. */
const ASK_AGAIN_MS = 4000;

/** Who was told because nobody answered, and who is next: one line with a running clock, the rest folded away. */
export default function LadderState({ incidentId, version }: { incidentId: string; version: number }) {
  const t = useLadderWords();
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery({
    // With the incident's version: whoever answers stops it at once on this screen too.
    queryKey: ['incident', incidentId, 'ladder', version],
    queryFn: async ({ signal }) =>
      incidentLadderSchema.parse(await getJson(`/api/v1/incidents/${incidentId}/ladder`, signal)),
    refetchInterval: ({ state }) => (state.data && !state.data.next ? false : ASK_AGAIN_MS),
    placeholderData: (before) => before,
    retry: false,
  });
  if (!data?.reason) return null;
  const people = new Set(data.fired.flatMap(({ notices }) => notices.map(({ name, agencyId }) => name ?? agencyId)));
  return (
    <section className={css.state} data-climbing={data.next !== null || undefined} aria-label={t('title')}>
      {data.next ? <NextRung ladder={data} next={data.next} /> : <Stopped by={data.stoppedBy} />}
      {data.fired.length > 0 && (
        <Button
          className={css.fold}
          variant="transparent"
          aria-expanded={isOpen}
          rightSection={isOpen ? <IconChevronUp aria-hidden size={18} /> : <IconChevronDown aria-hidden size={18} />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('state.fired', { count: data.fired.length, people: t('state.people', { count: people.size }) })}
        </Button>
      )}
      {isOpen && (
        <ol className={css.fired}>
          {data.fired.map((fired) => (
            <FiredRung key={`${fired.rung} ${fired.repeat}`} fired={fired} />
          ))}
        </ol>
      )}
    </section>
  );
}

function NextRung({ ladder, next }: { ladder: IncidentLadder; next: NonNullable<IncidentLadder['next']> }) {
  const t = useLadderWords();
  const { language } = useWords();
  const seconds = useClock((now) => Math.max(0, Math.ceil((Date.parse(next.dueAt) - now) / 1000)));
  const told = next.reached.filter(({ people }) => people > 0);
  const who = [...new Set(told.map((reached) => sayReached(reached, t, language)))].join(' · ');
  return (
    <p className={css.next}>
      <IconStairsUp aria-hidden size={22} />
      <span>
        {t(ladder.reason === 'eta-passed' ? 'state.late' : 'state.title')}:{' '}
        <strong className={css.clock}>{seconds > 0 ? t('state.in', { seconds }) : t('state.now')}</strong>{' '}
        {who ? t(next.repeat > 0 ? 'state.again' : 'state.notify', { who }) : t('state.nobody')}
      </span>
    </p>
  );
}

function Stopped({ by }: { by: IncidentLadder['stoppedBy'] }) {
  const t = useLadderWords();
  const known = (['answered', 'ended', 'begun-anew', 'promised-anew'] as const).find((one) => one === by) ?? 'answered';
  return (
    <p className={css.next}>
      <IconCircleCheck aria-hidden size={22} />
      <span>{t(`state.stopped.${known}`)}</span>
    </p>
  );
}
