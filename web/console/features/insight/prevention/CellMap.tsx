import { Button } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { MapCells, ShownCell } from '#contract/province-map';
import type { Patch, PatchPattern } from '../../../map/patch.ts';
import { MAPS_TEXT } from '../../../text/maps.ts';
import { ErrorBoundary } from '../../../ui/ErrorBoundary.tsx';
import { ScrolledTable } from '../../../ui/ScrolledTable.tsx';
import { formatDay } from '../../../ui/thai-day.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import css from '../insight.module.css';
import maps from './maps.module.css';
import { patternOf } from './maps-data.ts';

/** A separate chunk, as in the control room. */
const MapCanvas = lazy(() => import('../../../map/MapCanvas.tsx'));

/** The most notable ones first; the others are asked for. */
const FIRST_ROWS = 10;
/** In the legend, the most notable first. */
const PATTERNS: readonly PatchPattern[] = ['full', 'stripes', 'dots', 'light', 'lines', 'faint'];
const NO_PINS = [] as const;

/** Cells of a province by how busy they are: a map, what its patterns mean, and the same as a table. */
export function CellMap({ map, made }: { map: MapCells; made: NonNullable<MapCells['made']> }) {
  const { t, language } = useText(MAPS_TEXT);
  const [chosen, setChosen] = useState<string>();
  const { cells, outcome } = map;
  const patches = useMemo(
    () =>
      cells.map(
        (cell): Patch => ({
          ...{ id: cell.cell, ring: cell.ring, pattern: patternOf(cell), isChosen: cell.cell === chosen },
        }),
      ),
    [cells, chosen],
  );
  const used = PATTERNS.filter((pattern) => patches.some((patch) => patch.pattern === pattern));
  const span = { n: made.n.toLocaleString(language), week: formatDay(made.week, language) };
  return (
    <section className={css.part}>
      <h3>{t('cells.title')}</h3>
      {outcome === 'too-few' && <p>{t('cells.tooFew')}</p>}
      {outcome === 'tested' && cells.some(({ change }) => change === 'too-few') && (
        <p className={css.small}>{t('cells.changeTooFew')}</p>
      )}
      {cells.length === 0 ? (
        <p>{t('cells.none')}</p>
      ) : (
        <>
          {outcome === 'tested' && !cells.some(({ isHot }) => isHot) && <p>{t('cells.nothingHot')}</p>}
          <ul className={maps.legend}>
            {used.map((pattern) => (
              <li key={pattern}>
                <span className={maps.swatch} data-pattern={pattern} aria-hidden />
                {t(`pattern.${pattern}`)}
              </li>
            ))}
          </ul>
          <div className={maps.map}>
            <ErrorBoundary fallback={<p>{t('cells.mapFailed')}</p>}>
              <Suspense fallback={<Waiting label={t('cells.label')} />}>
                <MapCanvas
                  pins={NO_PINS}
                  home={null}
                  patches={patches}
                  onOpen={setChosen}
                  words={{
                    ...{ label: t('cells.label'), fit: t('cells.fit') },
                    note: `n = ${span.n} · ${span.week} · Gi* · ${t('caution.short')}`,
                  }}
                />
              </Suspense>
            </ErrorBoundary>
          </div>
          <p className={css.small}>{t('cells.note')}</p>
          <CellTable cells={cells} chosen={chosen} onChoose={setChosen} />
        </>
      )}
    </section>
  );
}

type TableProps = { cells: readonly ShownCell[]; chosen: string | undefined; onChoose: (cell: string) => void };

function CellTable({ cells, chosen, onChoose }: TableProps) {
  const { t, language } = useText(MAPS_TEXT);
  const [isWhole, setWhole] = useState(false);
  const ordered = useMemo(() => {
    const rankOf = (cell: ShownCell) => PATTERNS.indexOf(patternOf(cell));
    return cells.toSorted((one, other) => rankOf(one) - rankOf(other) || other.score - one.score);
  }, [cells]);
  // Whatever is chosen on the map stands in the table as well.
  const shown = ordered.filter(({ cell }, place) => isWhole || place < FIRST_ROWS || cell === chosen);
  return (
    <>
      <ScrolledTable className={css.wide} label={t('cells.title')}>
        <table className={`${css.table} ${css.stacked}`}>
          <thead>
            <tr>
              <th scope="col">{t('cells.area')}</th>
              <th scope="col">{t('cells.state')}</th>
              <th scope="col">{t('cells.n')}</th>
              <th scope="col">{t('cells.score')}</th>
              <th scope="col">{t('cells.q')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((cell) => (
              <tr key={cell.cell} className={maps.row} data-chosen={cell.cell === chosen || undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className={maps.choose}
                    aria-pressed={cell.cell === chosen}
                    title={t('cells.show')}
                    onClick={() => onChoose(cell.cell)}
                  >
                    {language === 'en' ? cell.areaEn : cell.areaTh}
                  </button>
                </th>
                <td data-label={t('cells.state')}>
                  <span className={maps.swatch} data-pattern={patternOf(cell)} aria-hidden />
                  {t(`pattern.${patternOf(cell)}`)}
                  {cell.isOnePlace && <span className={css.small}> · {t('cells.onePlace')}</span>}
                </td>
                <td data-label={t('cells.n')}>{cell.n?.toLocaleString(language) ?? t('cells.few')}</td>
                <td data-label={t('cells.score')}>{cell.score.toFixed(1)}</td>
                <td data-label={t('cells.q')}>{cell.q < 0.001 ? '< 0.001' : cell.q.toFixed(3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrolledTable>
      {!isWhole && ordered.length > FIRST_ROWS && (
        <Button variant="default" onClick={() => setWhole(true)}>
          {t('cells.more', { n: ordered.length.toLocaleString(language) })}
        </Button>
      )}
    </>
  );
}
