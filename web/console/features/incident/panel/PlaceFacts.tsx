import { Button } from '@mantine/core';
import { IconCopy, IconMapPin, IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import type { IncidentDetail, IncidentSummary } from '#contract/incident';
import type { ReportedPosition } from '#contract/position';
import { sayTimeWithSeconds } from '../../../ui/time-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import css from './facts.module.css';

/** Where it is and how far that can be believed: source, time, accuracy, or that nobody knows it. */
export function PlaceFacts({ incident, detail }: { incident: IncidentSummary; detail: IncidentDetail | undefined }) {
  const { t, language } = useWords();
  const [showsAll, setShowsAll] = useState(false);
  const [isCopied, setCopied] = useState(false);
  const { lat, lng } = incident.position;
  const point = `${lat.toFixed(6)},${lng.toFixed(6)}`;
  const newestFirst = [...(detail?.positions ?? [])].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const [newest, ...earlier] = newestFirst;
  const agency = incident.responsibleAgency;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(point);
    setCopied(true);
  };
  return (
    <>
      <dt>{t('fact.position')}</dt>
      <dd>
        {newest && <PositionWords position={newest} />}
        {incident.place.precision === 'approximate' && <p className={css.small}>{t('fact.approximatePlace')}</p>}
        <div className={css.buttons}>
          <Button
            component="a"
            variant="default"
            href={`https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(point)}`}
            target="_blank"
            rel="noreferrer"
            aria-label={`${t('fact.navigate')}: ${t('fact.navigateWith')}`}
            leftSection={<IconRoute aria-hidden size={20} />}
          >
            {t('fact.navigate')}
          </Button>
          <Button variant="default" onClick={() => void copy()} leftSection={<IconCopy aria-hidden size={20} />}>
            {isCopied ? t('fact.copied') : t('fact.copy')}
          </Button>
        </div>
        {earlier.length > 0 && !showsAll && (
          <Button className={css.quiet} variant="transparent" onClick={() => setShowsAll(true)}>
            {t('fact.positions', { count: earlier.length })}
          </Button>
        )}
        {showsAll && (
          <ul>
            {earlier.map((position) => (
              <li key={position.at}>
                <PositionWords position={position} />
              </li>
            ))}
          </ul>
        )}
      </dd>
      <dt>{t('fact.station')}</dt>
      <dd>
        {language === 'en' ? (agency.nameEn ?? agency.nameTh) : agency.nameTh}
        {detail && <p className={css.small}>{language === 'en' ? detail.routing.en : detail.routing.th}</p>}
      </dd>
    </>
  );
}

function PositionWords({ position }: { position: ReportedPosition }) {
  const { t, language, sayDistance } = useWords();
  const accuracy =
    position.accuracyMetres === null
      ? t('fact.accuracyUnknown')
      : t('fact.accuracy', { metres: sayDistance(position.accuracyMetres) });
  return (
    <p>
      <IconMapPin aria-hidden size={18} className={css.inlineIcon} /> {t(`fact.source.${position.source}`)}{' '}
      <span className={css.small}>
        {t('fact.positionAt', { time: sayTimeWithSeconds(position.at, language) })} · {accuracy}
        {position.label && <> · “{position.label}”</>}
      </span>
    </p>
  );
}
