import { Button } from '@mantine/core';
import { useRef } from 'react';
import { isVague } from '#contract/vague-place';
import { UNITS_TEXT } from '../../../text/units.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useKeys } from '../../../ui/use-keys.ts';
import { useText } from '../../../ui/use-text.ts';
import actionStyles from '../panel/actions.module.css';
import type { Sending } from '../panel/use-submission.ts';
import css from './units.module.css';
import { useSuggestions } from './units-of.ts';

/** The longest ETA that can be given, in minutes. */
const LONGEST_PROMISE = 240;

type Props = {
  incidentId: string;
  sending: Sending;
  /** Unanswered so far: the same press acknowledges and gives the shown estimate as ETA. */
  answers?: boolean;
};

/** The best free unit with a crew, sent by one press; nothing if there is none. */
export default function BestUnit({ incidentId, sending, answers = false }: Props) {
  const { language, formatDistance } = useText();
  const { t } = useText(UNITS_TEXT);
  const { data, isPending } = useSuggestions(incidentId);
  const button = useRef<HTMLButtonElement>(null);
  useKeys({ s: () => button.current?.focus() });
  if (isPending) return <span className={actionStyles.slot} />;
  const best = data?.suggestions.find(
    ({ members, openJobs, travelMinutes }) => members > 0 && openJobs === 0 && travelMinutes <= LONGEST_PROMISE,
  );
  if (!best) return answers ? null : <p className={css.hint}>{t('nobodyFree')}</p>;
  const { unitId, callSign, travelMinutes, positionAt } = best;
  const minutes = Math.max(1, travelMinutes);
  const accuracyMetres = data?.placeAccuracyMetres ?? null;
  // For an unknown place no travel time can be estimated: the unit is sent without an ETA.
  const isRough = isVague(accuracyMetres);
  const givesEta = answers && !isRough;
  return (
    <Button
      ref={button}
      className={actionStyles.send}
      data-answers={answers || undefined}
      aria-keyshortcuts="s"
      disabled={sending.pending !== null && sending.pending.action !== 'assign'}
      loading={sending.pending?.action === 'assign'}
      onClick={() => sending.send({ action: 'assign', body: givesEta ? { unitId, etaMinutes: minutes } : { unitId } })}
    >
      <span>
        <strong>{givesEta ? t('answerAndSend', { unit: callSign, minutes }) : t('send', { unit: callSign })}</strong>{' '}
        <kbd className={actionStyles.key}>S</kbd>
      </span>
      <span className={actionStyles.sendWhy}>
        {t('best')} · {isRough && `${t('roughly', { distance: formatDistance(accuracyMetres) })} · `}
        {!answers && !isRough && `${t('minutes', { minutes })} · `}
        {positionAt ? t('fromPosition', { time: formatTime(positionAt, language) }) : t('stationShort')}
      </span>
    </Button>
  );
}
