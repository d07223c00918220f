import { useState } from 'react';
import { PLACE_PURPOSES, type PlacePurpose, type RepeatPlace } from '#contract/places';
import type { ThaiDay } from '#contract/thai-day';
import { PLACES_TEXT } from '../../../text/places.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { ConfirmButton } from '../../../ui/ConfirmButton.tsx';
import { PageList } from '../../../ui/PageList.tsx';
import { PlaceLinks } from '../../../ui/PlaceLinks.tsx';
import { formatDay } from '../../../ui/thai-day.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './places.module.css';
import { useCorrection, usePlace } from './places-data.ts';
import { RevisitList } from './RevisitList.tsx';

/** Where a place is, after the rights said why they need to know. */
export function PlaceSheet({ place, today }: { place: RepeatPlace; today: ThaiDay }) {
  const { t, language } = useText(PLACES_TEXT);
  const { t: app } = useText();
  const [purpose, setPurpose] = useState<PlacePurpose>();
  const detail = usePlace(place.id, purpose);
  const correction = useCorrection(place.id);
  if (purpose === undefined)
    return (
      <Choices
        label={t('purpose.title')}
        options={PLACE_PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
        chosen={[]}
        onChange={([one]) => setPurpose(PLACE_PURPOSES.find((each) => each === one))}
      />
    );
  const shown = detail.data;
  return (
    <PageList list={detail} isEmpty={false} empty="">
      {shown && (
        <div className={css.sheet}>
          <p className={css.address}>{[shown.detail, shown.label].filter(Boolean).join(' · ') || place.areaTh}</p>
          <PlaceLinks point={shown.position} />
          <p>{t('never')}</p>
          <h4>{t('incidents')}</h4>
          <ul className={css.facts}>
            {shown.incidents.map(({ id, code, on, type, because, isApart, isCounted }) => (
              <li key={id}>
                <span>
                  {formatDay(on, language)} · {app(`type.${type}`)} · <a href={`/console/incidents/${id}`}>{code}</a> ·{' '}
                  {t(`because.${because}`)}
                  {!isCounted && ` · ${t('notCounted')}`}
                </span>
                {shown.mayCorrect && (isApart || shown.incidents.length > 1) && (
                  <ConfirmButton
                    label={t(isApart ? 'putBack' : 'separate')}
                    confirmLabel={t(isApart ? 'putBackSure' : 'separateSure')}
                    disabled={correction.isPending}
                    onConfirm={() => correction.mutate({ what: isApart ? 'put-back' : 'separate', incidentId: id })}
                  />
                )}
              </li>
            ))}
          </ul>
          {shown.near.length > 0 && <h4>{t('near')}</h4>}
          <ul className={css.facts}>
            {shown.near.map(({ id, n, metres, lastOn }) => (
              <li key={id}>
                <span>{t('nearOne', { n, metres, day: formatDay(lastOn, language) })}</span>
                <ConfirmButton
                  label={t('join')}
                  confirmLabel={t('joinSure')}
                  disabled={correction.isPending}
                  onConfirm={() => correction.mutate({ what: 'join', placeId: id })}
                />
              </li>
            ))}
          </ul>
          {shown.joined.length > 0 && <h4>{t('joined')}</h4>}
          <ul className={css.facts}>
            {shown.joined.map(({ id, n }) => (
              <li key={id}>
                <span>{t('joinedOne', { n })}</span>
                <ConfirmButton
                  label={t('part')}
                  confirmLabel={t('partSure')}
                  disabled={correction.isPending}
                  onConfirm={() => correction.mutate({ what: 'part', placeId: id })}
                />
              </li>
            ))}
          </ul>
          {shown.revisits.length > 0 && <h4>{t('revisits')}</h4>}
          <RevisitList revisits={shown.revisits} today={today} />
        </div>
      )}
    </PageList>
  );
}
