import { Button } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useState } from 'react';
import type { IncidentDetail, IncidentSummary } from '#contract/incident';
import type { ReportedPosition } from '#contract/position';
import { isVague } from '#contract/vague-place';
import { formatAgency } from '../../../ui/format-agency.ts';
import { formatTimeWithSeconds } from '../../../ui/format-time.ts';
import { LazyPart } from '../../../ui/LazyPart.tsx';
import { lazyPart } from '../../../ui/lazy-part.ts';
import { PlaceLinks } from '../../../ui/PlaceLinks.tsx';
import { useText } from '../../../ui/use-text.ts';
import { MaskedField } from '../visibility/MaskedField.tsx';
import { useUnmasking } from '../visibility/use-unmasking.ts';
import css from './facts.module.css';

/** Opened rarely, and never by a patrol. */
const PlaceTools = lazyPart(() => import('./PlaceTools.tsx'));

type Props = {
  incident: IncidentSummary;
  detail: IncidentDetail | undefined;
  /** Absent where the place is read-only. */
  onChanged?: ((incident: IncidentSummary) => void) | undefined;
};

/** Where it is and how reliable that is: source, time, accuracy, or that it is unknown. */
export function PlaceFacts({ incident, detail, onChanged }: Props) {
  const { t, language } = useText();
  const unmasking = useUnmasking(incident.id, 'place');
  const known = unmasking.shown?.value.positions ?? detail?.positions ?? [];
  // The current position comes first; a name chosen later does not replace a pin.
  const { lat, lng } = unmasking.shown ? (known[0] ?? incident.position) : incident.position;
  const counts = (one: ReportedPosition) => (one.lat === lat && one.lng === lng ? 1 : 0);
  const newestFirst = [...known].sort((a, b) => counts(b) - counts(a) || Date.parse(b.at) - Date.parse(a.at));
  const isExact = !incident.placeMasked || unmasking.shown !== null;
  const agency = incident.responsibleAgency;
  return (
    <>
      <dt>{t('fact.position')}</dt>
      <dd>
        {isExact && <Positions newestFirst={newestFirst} />}
        {incident.place.precision === 'approximate' && isExact && (
          <p className={css.small}>{t('fact.approximatePlace')}</p>
        )}
        {isExact && <PlaceLinks point={newestFirst[0] ?? incident.position} />}
        {onChanged && detail && (
          <LazyPart>
            <PlaceTools incident={incident} actions={detail.actions} onChanged={onChanged} />
          </LazyPart>
        )}
        {incident.placeMasked && (
          <MaskedField unmasking={unmasking} mayUnmask={detail?.actions.includes('unmask') ?? false} />
        )}
      </dd>
      <dt>{t('fact.station')}</dt>
      <dd>
        {formatAgency(agency, language)}
        {detail && !incident.placeMasked && (
          <p className={css.small}>{language === 'en' ? detail.routing.en : detail.routing.th}</p>
        )}
      </dd>
    </>
  );
}

function Positions({ newestFirst }: { newestFirst: readonly ReportedPosition[] }) {
  const { t } = useText();
  const [showsAll, setShowsAll] = useState(false);
  const [newest, ...earlier] = newestFirst;
  return (
    <>
      {newest && <PositionText position={newest} />}
      {earlier.length > 0 && !showsAll && (
        <Button className={css.quiet} variant="transparent" onClick={() => setShowsAll(true)}>
          {t('fact.positions', { count: earlier.length })}
        </Button>
      )}
      {showsAll && (
        <ul>
          {earlier.map((position) => (
            <li key={position.at}>
              <PositionText position={position} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function PositionText({ position }: { position: ReportedPosition }) {
  const { t, language, formatDistance } = useText();
  const accuracy = isVague(position.accuracyMetres)
    ? t('fact.within', { distance: formatDistance(position.accuracyMetres) })
    : position.accuracyMetres === null
      ? t('fact.accuracyUnknown')
      : t('fact.accuracy', { metres: formatDistance(position.accuracyMetres) });
  return (
    <p>
      <IconMapPin aria-hidden size={18} className={css.inlineIcon} /> {t(`fact.source.${position.source}`)}{' '}
      <span className={css.small}>
        {t('fact.positionAt', { time: formatTimeWithSeconds(position.at, language) })} · {accuracy}
        {position.label && <> · “{position.label}”</>}
      </span>
    </p>
  );
}
