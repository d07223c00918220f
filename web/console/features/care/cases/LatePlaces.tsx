import { lazy, Suspense, useMemo, useState } from 'react';
import type { CasePlaces } from '#contract/case-work';
import type { Pin } from '../../../map/pin.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { ErrorBoundary } from '../../../ui/ErrorBoundary.tsx';
import { listed } from '../../../ui/list-keys.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { Since } from '../../../ui/Since.tsx';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import { lateHash } from './case-route.ts';
import cases from './cases.module.css';
import css from './lead.module.css';
import { useCasePlaces } from './work-data.ts';

/** A separate chunk, loaded after the lists; without it the table says the same. */
const MapCanvas = lazy(() => import('../../../map/MapCanvas.tsx'));

type Place = CasePlaces['places'][number];
/** More rows are read on the page of what is late. */
const MOST_ROWS = 8;

/** Where it is late, on the map and as a table: by subdistrict, never closer, or a pin would be somebody's home. */
export function LatePlaces() {
  const { t, language } = useText(CASES_TEXT);
  const { t: acts } = useText(CASE_ACTS_TEXT);
  const list = useCasePlaces();
  const places = list.data ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = places.slice(0, MOST_ROWS);
  const chosenPlace = places.find(({ code }) => code === chosen);
  const rows = chosenPlace && !shown.includes(chosenPlace) ? [...shown, chosenPlace] : shown;
  return (
    <PageList list={list} isEmpty={places.length === 0} empty={t('load.none')}>
      <PlacesMap places={places} chosen={chosen} onChoose={setChosen} />
      <table className={`${cases.table} ${css.places}`}>
        <thead>
          <tr>
            <th scope="col">{acts('places.where')}</th>
            <th scope="col">{t('load.open')}</th>
            <th scope="col">{t('load.late')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ code, name, open, late, lateSince }) => (
            <tr key={code} data-chosen={code === chosen || undefined}>
              <th scope="row">
                {late > 0 ? (
                  <a className={cases.toCases} href={lateHash(code)} {...listed()}>
                    {name[language]}
                  </a>
                ) : (
                  name[language]
                )}
                {lateSince && (
                  <span className={cases.oldest}>
                    <Since at={lateSince} text={(time) => acts('overdue.oldest', { time })} />
                  </span>
                )}
              </th>
              <td>{open}</td>
              <td data-late={late > 0}>{late}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <a className={css.everywhere} href={lateHash()}>
        {acts('places.all')}
      </a>
    </PageList>
  );
}

type MapProps = { places: readonly Place[]; chosen: string | null; onChoose(code: string): void };

function PlacesMap({ places, chosen, onChoose }: MapProps) {
  const { t } = useText();
  const { t: acts } = useText(CASE_ACTS_TEXT);
  const pins = useMemo(
    () =>
      places.flatMap(({ code, position, late }): Pin[] =>
        position === null
          ? []
          : [
              {
                ...{ id: code, ...position, isChosen: code === chosen },
                ...(late > 0 ? { tone: 'amber', count: late } : { tone: 'grey' }),
              },
            ],
      ),
    [places, chosen],
  );
  if (pins.length === 0) return null;
  return (
    <>
      <div className={css.map}>
        <ErrorBoundary fallback={<p>{acts('places.noMap')}</p>}>
          <Suspense fallback={<Waiting label={t('map.loading')} />}>
            <MapCanvas
              pins={pins}
              home={null}
              onOpen={onChoose}
              words={{ label: acts('places.map'), fit: acts('places.fit') }}
            />
          </Suspense>
        </ErrorBoundary>
      </div>
      <p className={cases.small}>{acts('places.note')}</p>
    </>
  );
}
