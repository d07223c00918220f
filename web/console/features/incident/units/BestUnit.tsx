import { Button } from '@mantine/core';
import { useRef } from 'react';
import { isVague } from '#contract/position';
import { useUnitText } from '../../../text/use-unit-text.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useKeys } from '../../../ui/use-keys.ts';
import { useText } from '../../../ui/use-text.ts';
import acts from '../panel/actions.module.css';
import type { Sending } from '../panel/use-submission.ts';
import css from './units.module.css';
import { useSuggestions } from './units-of.ts';

/** The longest promise that can be given, in minutes. */
const LONGEST_PROMISE = 240;

type Props = {
  incidentId: string;
  sending: Sending;
  /** Nobody has answered yet: the same press answers, and promises the estimate that stands on it. */
  answers?: boolean;
};

/** The best unit that is free and has somebody aboard, sent by one press; nothing where there is none. */
export default function BestUnit({ incidentId, sending, answers = false }: Props) {
  const { language, formatDistance } = useText();
  const t = useUnitText();
  const { data, isPending } = useSuggestions(incidentId);
  const button = useRef<HTMLButtonElement>(null);
  useKeys({ s: () => button.current?.focus() });
  if (isPending) return <span className={acts.slot} />;
  const best = data?.suggestions.find(
    ({ members, openJobs, travelMinutes }) => members > 0 && openJobs === 0 && travelMinutes <= LONGEST_PROMISE,
  );
  if (!best) return answers ? null : <p className={css.hint}>{t('nobodyFree')}</p>;
  const { unitId, callSign, travelMinutes, positionAt } = best;
  const minutes = Math.max(1, travelMinutes);
  const accuracyMetres = data?.placeAccuracyMetres ?? null;
  // Nobody can say how long it takes to a place that is not known: the unit goes, and no time is promised.
  const isRough = isVague(accuracyMetres);
  const promises = answers && !isRough;
  return (
    <Button
      ref={button}
      className={acts.send}
      data-answers={answers || undefined}
      aria-keyshortcuts="s"
      disabled={sending.pending !== null && sending.pending.action !== 'assign'}
      loading={sending.pending?.action === 'assign'}
      onClick={() => sending.send({ action: 'assign', body: promises ? { unitId, etaMinutes: minutes } : { unitId } })}
    >
      <span>
        <strong>{promises ? t('answerAndSend', { unit: callSign, minutes }) : t('send', { unit: callSign })}</strong>{' '}
        <kbd className={acts.key}>S</kbd>
      </span>
      <span className={acts.sendWhy}>
        {t('best')} · {isRough && `${t('roughly', { distance: formatDistance(accuracyMetres) })} · `}
        {!answers && !isRough && `${t('minutes', { minutes })} · `}
        {positionAt ? t('fromPosition', { time: formatTime(positionAt, language) }) : t('stationShort')}
      </span>
    </Button>
  );
}
