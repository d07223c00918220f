import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconDownload } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { OutreachCoverage } from '#contract/outreach';
import type { Pin } from '../../map/pin.ts';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import css from './outreach.module.css';
import { useCoverage } from './outreach-data.ts';

/** A separate chunk, as in the control room. */
const MapCanvas = lazy(() => import('../../map/MapCanvas.tsx'));
type Row = OutreachCoverage['rows'][number];
const isGap = ({ incidents, placements }: Row): boolean => incidents !== 0 && placements === 0;

/** Where nobody knows us: incidents against what hangs, by province, then by tambon; the worst first. */
export function Coverage() {
  const { t, language } = useText(OUTREACH_TEXT);
  const [province, setProvince] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const coverage = useCoverage(province);
  const { area, rows = [] } = coverage.data ?? {};
  const nameOf = ({ nameTh, nameEn }: Pick<Row, 'nameTh' | 'nameEn'>) => (language === 'en' ? nameEn : nameTh);
  const pins = useMemo(
    () =>
      rows
        .filter(isGap)
        .map(({ code, position }): Pin => ({ id: code, ...position, tone: 'amber', isChosen: code === chosen })),
    [rows, chosen],
  );
  const save = (): void => {
    const head = ['area', 'incidents', 'placements', 'opened'];
    const lines = rows.map((row) => [nameOf(row), row.incidents ?? '1-2', row.placements, row.opened]);
    const csv = [head, ...lines].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\r\n');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`\ufeff${csv}`], { type: 'text/csv' }));
    link.download = `coverage-${province ?? 'th'}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      <div className={css.mapHead}>
        <p className={css.small}>{t('coverage.what')}</p>
        <div className={css.choices}>
          {province !== null && (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp aria-hidden size={20} />}
              onClick={() => setProvince(null)}
            >
              {t('coverage.provinces')}
            </Button>
          )}
          <Button variant="default" leftSection={<IconDownload aria-hidden size={20} />} onClick={save}>
            {t('coverage.csv')}
          </Button>
        </div>
      </div>
      {area && <h3>{nameOf(area)}</h3>}
      <PageList list={coverage} isEmpty={rows.length === 0} empty={t('coverage.empty')}>
        <div className={css.two}>
          <div className={css.scroll}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th scope="col">{t('coverage.area')}</th>
                  {(['incidents', 'placements', 'opened'] as const).map((column) => (
                    <th key={column} scope="col">
                      {t(`coverage.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.code} data-gap={isGap(row) || undefined} data-chosen={row.code === chosen || undefined}>
                    <th scope="row">
                      <button
                        type="button"
                        className={css.plain}
                        onClick={() => (row.code.length === 2 ? setProvince(row.code) : setChosen(row.code))}
                      >
                        {nameOf(row)}
                      </button>
                      {isGap(row) && (
                        <span className={css.gap}>
                          <IconAlertTriangle aria-hidden size={18} /> {t('coverage.gap')}
                        </span>
                      )}
                    </th>
                    <td>{row.incidents ?? t('coverage.few')}</td>
                    <td>{row.placements.toLocaleString(language)}</td>
                    <td>{row.opened.toLocaleString(language)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {pins.length === 0 ? (
            <p className={css.small}>
              {t(rows.some(({ incidents }) => incidents !== 0) ? 'coverage.noGap' : 'coverage.noIncidents')}
            </p>
          ) : (
            <div className={css.map}>
              <ErrorBoundary fallback={null}>
                <Suspense fallback={<Waiting label={t('coverage.mapLabel')} />}>
                  <MapCanvas
                    key={province}
                    pins={pins}
                    home={null}
                    onOpen={(code) => (code.length === 2 ? setProvince(code) : setChosen(code))}
                    words={{ label: t('coverage.mapLabel'), fit: t('map.fit') }}
                  />
                </Suspense>
              </ErrorBoundary>
            </div>
          )}
        </div>
      </PageList>
    </>
  );
}
