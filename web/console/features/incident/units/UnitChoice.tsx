import { Button } from '@mantine/core';
import { IconStar } from '@tabler/icons-react';
import { useState } from 'react';
import type { UnitSuggestion } from '#contract/units';
import { isVague } from '#contract/vague-place';
import { describeProblem } from '../../../api/describe-problem.ts';
import { UNITS_TEXT } from '../../../text/units.ts';
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import css from './units.module.css';
import { useSuggestions } from './units-of.ts';

/** Three fit on a phone below the title; the others are one tap away. */
const SHOWN_AT_ONCE = 3;

type Props = { incidentId: string; isSending: boolean; onChoose: (unitId: string, isBusy: boolean) => void };

/** The units that could be sent, the best one first and largest, each with the reason. One tap sends. */
export default function UnitChoice({ incidentId, isSending, onChoose }: Props) {
  const { t: app, language, formatDistance } = useText();
  const { t } = useText(UNITS_TEXT);
  const found = useSuggestions(incidentId);
  const [showsAll, setShowsAll] = useState(false);
  if (found.isPending) return <Waiting label={app('app.loading')} />;
  if (found.isError) return <p role="alert">{describeProblem(found.error, language)}</p>;
  const { suggestions, via, withoutCrew, placeAccuracyMetres } = found.data;
  const isRough = isVague(placeAccuracyMetres);
  const empty = withoutCrew.length > 0 && (
    <p className={css.hint}>{t('withoutCrew', { units: withoutCrew.join(', ') })}</p>
  );
  if (suggestions.length === 0) {
    return (
      <>
        <p className={css.hint}>{t('nobodyFree')}</p>
        {empty}
      </>
    );
  }
  const shown = showsAll ? suggestions : suggestions.slice(0, SHOWN_AT_ONCE);
  return (
    <div className={css.choice}>
      <ol className={css.units}>
        {shown.map((unit, index) => (
          <UnitRow
            key={unit.unitId}
            unit={unit}
            isRough={isRough}
            isBest={index === 0}
            isSending={isSending}
            onChoose={onChoose}
          />
        ))}
      </ol>
      {shown.length < suggestions.length && (
        <Button variant="default" aria-expanded={false} onClick={() => setShowsAll(true)}>
          {t('more', { count: suggestions.length - shown.length })}
        </Button>
      )}
      {empty}
      <p className={css.hint}>
        {isRough ? t('roughly', { distance: formatDistance(placeAccuracyMetres) }) : t(`via.${via}`)}
      </p>
    </div>
  );
}

type RowProps = Pick<Props, 'isSending' | 'onChoose'> & { unit: UnitSuggestion; isRough: boolean; isBest: boolean };

function UnitRow({ unit, isRough, isBest, isSending, onChoose }: RowProps) {
  const { language, formatDistance } = useText();
  const { t } = useText(UNITS_TEXT);
  const { unitId, callSign, status, openJobs, members, travelMinutes, positionAt } = unit;
  const isBusy = openJobs > 0;
  return (
    <li className={css.unit} data-best={isBest || undefined}>
      <div>
        <p className={css.name}>
          <strong>{callSign}</strong>
          {isBest && (
            <span className={css.best}>
              <IconStar aria-hidden size={16} /> {t('best')}
            </span>
          )}
          {!isRough && <span className={css.minutes}>{t('minutes', { minutes: travelMinutes })}</span>}
        </p>
        <p className={css.reason}>
          <span data-status={status} className={css.status}>
            {isBusy ? t('hasJobs', { count: openJobs }) : t(`status.${status}`)}
          </span>{' '}
          {!isRough && `· ${formatDistance(unit.metres)} `}· {t(`kind.${unit.kind}`)} ·{' '}
          {t('people', { count: members })}
        </p>
        <p className={css.reason}>
          {positionAt ? t('fromPosition', { time: formatTime(positionAt, language) }) : t('fromStation')}
        </p>
      </div>
      {isBusy ? (
        <ConfirmButton
          label={t('sendBusy', { unit: callSign })}
          confirmLabel={t('confirmBusy', { unit: callSign })}
          disabled={isSending}
          onConfirm={() => onChoose(unitId, true)}
        />
      ) : (
        <Button
          className={isBest ? css.go : undefined}
          variant={isBest ? undefined : 'default'}
          disabled={isSending}
          onClick={() => onChoose(unitId, false)}
        >
          {t('send', { unit: callSign })}
        </Button>
      )}
    </li>
  );
}
