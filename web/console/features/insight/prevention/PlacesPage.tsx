import { Button } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { RepeatPlace, RepeatPlaces } from '#contract/places';
import type { ThaiDay } from '#contract/thai-day';
import { PLACES_TEXT } from '../../../text/places.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { formatDay } from '../../../ui/thai-day.ts';
import { useText } from '../../../ui/use-text.ts';
import { PlaceSheet } from './PlaceSheet.tsx';
import css from './places.module.css';
import { useRepeatPlaces } from './places-data.ts';
import { RevisitForm } from './RevisitForm.tsx';
import { RevisitList } from './RevisitList.tsx';

/** Doors to go back to: what is due first, what came of it, and how often it happened again. */
export default function PlacesPage() {
  const { t } = useText(PLACES_TEXT);
  const list = useRepeatPlaces();
  return (
    <>
      <p className={css.intro}>{t('intro')}</p>
      <PageList list={list} isEmpty={list.data?.places.length === 0} empty={t('empty')}>
        {list.data && (
          <>
            <Visits list={list.data} />
            <ul className={css.places}>
              {list.data.places.map((place) => (
                <PlaceRow key={place.id} place={place} today={list.data.today} />
              ))}
            </ul>
            {list.data.isCut && <p className={css.intro}>{t('cut')}</p>}
            <Around {...list.data.beforeAfter} />
          </>
        )}
      </PageList>
    </>
  );
}

function Visits({ list: { visits } }: { list: RepeatPlaces }) {
  const { t } = useText(PLACES_TEXT);
  // A patrol sees its own visits of today and no sums of the station.
  if (Object.values(visits).every((n) => n === 0)) return null;
  return (
    <dl className={css.counts}>
      {(['due', 'open', 'done', 'referred', 'refused', 'notAtHome'] as const).map((what) => (
        <div key={what} data-due={(what === 'due' && visits.due > 0) || undefined}>
          <dt>{t(what)}</dt>
          <dd>{visits[what]}</dd>
        </div>
      ))}
    </dl>
  );
}

function PlaceRow({ place, today }: { place: RepeatPlace; today: ThaiDay }) {
  const { t, language } = useText(PLACES_TEXT);
  const [opened, setOpened] = useState<'sheet' | 'form'>();
  const due = place.revisits.find(({ state, dueOn, isMine }) => isMine && state === 'open' && dueOn <= today);
  const toggle = (what: 'sheet' | 'form') => setOpened((now) => (now === what ? undefined : what));
  return (
    <li data-due={due !== undefined || undefined} data-open={opened !== undefined || undefined}>
      <div className={css.head}>
        <strong className={css.times}>{t('times', { n: place.n })}</strong>
        <div>
          <h3>{language === 'en' ? place.areaEn : place.areaTh}</h3>
          <p className={css.muted}>
            {place.firstOn === place.lastOn
              ? formatDay(place.lastOn, language)
              : t('span', { first: formatDay(place.firstOn, language), last: formatDay(place.lastOn, language) })}
            {!place.mayRead && ` · ${t('cell', { cell: place.cell })}`}
          </p>
        </div>
      </div>
      {place.isQuiet && (
        <p className={css.quiet}>
          <IconEyeOff aria-hidden size={20} />
          <span>
            <strong>{t('quiet')}</strong> {t('quietHow')}
          </span>
        </p>
      )}
      {place.mayRead ? (
        <RevisitList revisits={place.revisits} today={today} />
      ) : (
        <p className={css.muted}>{t('noAddress')}</p>
      )}
      {place.mayRead && (
        <div className={css.buttons}>
          {due && (
            <Button aria-expanded={opened === 'form'} onClick={() => toggle('form')}>
              {t('answer')}
            </Button>
          )}
          <Button variant="default" aria-expanded={opened === 'sheet'} onClick={() => toggle('sheet')}>
            {t(opened === 'sheet' ? 'hide' : 'look')}
          </Button>
        </div>
      )}
      {opened === 'form' && due && <RevisitForm revisit={due} onDone={() => setOpened(undefined)} />}
      {opened === 'sheet' && <PlaceSheet place={place} today={today} />}
    </li>
  );
}

function Around({ places, before, after, ratio }: RepeatPlaces['beforeAfter']) {
  const { t } = useText(PLACES_TEXT);
  if (places === 0) return null;
  const round = (value: number | null) => (value === null ? '∞' : value.toFixed(2));
  return (
    <section className={css.around}>
      <h3>{t('around.title')}</h3>
      <p>{t('around.counts', { places, before, after })}</p>
      <p>
        {ratio
          ? t('around.ratio', { value: round(ratio.value), low: round(ratio.low), high: round(ratio.high) })
          : t('around.few')}
      </p>
      <p className={css.muted}>{t('around.caution')}</p>
    </section>
  );
}
