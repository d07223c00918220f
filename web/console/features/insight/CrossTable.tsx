import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { DIMENSIONS, type Dimension, type InsightTable } from '#contract/insight';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { PageList } from '../../ui/PageList.tsx';
import { ScrolledTable } from '../../ui/ScrolledTable.tsx';
import { SegmentedControl } from '../../ui/segmented-control.ts';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import { BarList } from './charts/BarList.tsx';
import { Columns } from './charts/Columns.tsx';
import charts from './charts/charts.module.css';
import { DefinitionLink } from './DefinitionLink.tsx';
import css from './insight.module.css';
import { type Asked, useTable } from './insight-data.ts';

/** Shades from none to most; the number stands in each cell. */
const SHADES = 5;
type Head = InsightTable['lines'][number] | InsightTable['heads'][number];

/** Incidents by any two dimensions: a table whose cells are shaded, or bars against the days before. */
export function CrossTable({ asked, isNation }: { asked: Asked; isNation: boolean }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const [rows, setRows] = useState<Dimension>('area');
  const [columns, setColumns] = useState<Dimension | ''>('type');
  const [shown, setShown] = useState('table');
  const table = useTable({ ...asked, rows, ...(columns && columns !== rows && { columns }) });
  // Two thousand agencies are no table.
  const offered = DIMENSIONS.filter((one) => one !== 'agency' || !isNation);
  const options = offered.map((value) => ({ value, label: t(`dimension.${value}`) }));
  const choose = (value: string) => offered.find((one) => one === value);
  const nameOf = useHeadNames(table.data);
  return (
    <section className={css.part}>
      <div className={css.head}>
        <h3>
          {t('cross.title')} <DefinitionLink figure="incidents" />
        </h3>
        <SegmentedControl
          aria-label={t('cross.title')}
          value={shown}
          data={[
            { value: 'chart', label: t('chart') },
            { value: 'table', label: t('table') },
          ]}
          onChange={setShown}
        />
      </div>
      <div className={css.filters}>
        <NativeSelect
          label={t('cross.rows')}
          value={rows}
          data={options}
          onChange={(event) => setRows(choose(event.currentTarget.value) ?? 'area')}
        />
        <NativeSelect
          label={t('cross.columns')}
          value={columns}
          data={[{ value: '', label: '–' }, ...options.filter(({ value }) => value !== rows)]}
          onChange={(event) => setColumns(choose(event.currentTarget.value) ?? '')}
        />
      </div>
      <PageList list={table} isEmpty={table.data?.n === 0} empty={t('nothing')}>
        {table.data &&
          (shown === 'table' ? (
            <Cells table={table.data} nameOf={nameOf} />
          ) : rows === 'time' ? (
            <Columns
              label={t('cross.title')}
              columns={table.data.lines.map((line) => ({ key: line.key, value: line.n, label: nameOf(rows, line) }))}
            />
          ) : (
            <>
              <p className={css.small}>
                {t('cross.before', {
                  from: formatDay(table.data.before.from, language),
                  to: formatDay(table.data.before.to, language),
                })}
              </p>
              <BarList
                language={language}
                bars={table.data.lines
                  .filter(({ n, before }) => n > 0 || before)
                  .map((line) => ({ key: line.key, n: line.n, before: line.before, label: nameOf(rows, line) }))}
              />
            </>
          ))}
      </PageList>
    </section>
  );
}

type NameOf = (dimension: Dimension | null, head: Head) => string;

function Cells({ table: { rows, columns, heads, lines, n }, nameOf }: { table: InsightTable; nameOf: NameOf }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const count = (value: number) => value.toLocaleString(language);
  const filled = heads.map(({ n: sum }) => sum > 0);
  const most = Math.max(1, ...lines.flatMap(({ cells }) => cells));
  const hasBefore = lines.some(({ before }) => before !== null);
  return (
    <ScrolledTable className={css.tall} label={t('cross.title')}>
      <table className={`${css.table} ${charts.cells}`}>
        <thead>
          <tr>
            <th scope="col">{t(`dimension.${rows}`)}</th>
            {heads.map(
              (head, place) =>
                filled[place] && (
                  <th key={head.key} scope="col">
                    {nameOf(columns, head)}
                  </th>
                ),
            )}
            <th scope="col">{t('cross.all')}</th>
            {hasBefore && <th scope="col">{t('cross.earlier')}</th>}
          </tr>
        </thead>
        <tbody>
          {lines
            .filter((line) => line.n > 0 || line.before !== 0)
            .map((line) => (
              <tr key={line.key}>
                <th scope="row">{nameOf(rows, line)}</th>
                {line.cells.map(
                  (cell, place) =>
                    filled[place] && (
                      <td key={heads[place]?.key} data-shade={Math.ceil((cell / most) * SHADES)}>
                        {count(cell)}
                      </td>
                    ),
                )}
                <td>
                  <b>{count(line.n)}</b>
                </td>
                {hasBefore && <td className={css.small}>{line.before === null ? '–' : count(line.before)}</td>}
              </tr>
            ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('cross.all')}</th>
            {heads.map((head, place) => filled[place] && <td key={head.key}>{count(head.n)}</td>)}
            <td>
              <b>{count(n)}</b>
            </td>
            {hasBefore && <td />}
          </tr>
        </tfoot>
      </table>
    </ScrolledTable>
  );
}

/** Areas and agencies are named by the answer, all else by our texts. */
function useHeadNames(table: InsightTable | undefined): NameOf {
  const { t, language } = useText(INSIGHT_TEXT);
  const { t: app } = useText();
  const month = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'th-TH', { month: 'short', year: 'numeric' });
  return (dimension, head) => {
    const named = (language === 'en' && head.nameEn) || head.nameTh;
    if (named) return named;
    if (dimension === 'time') {
      return table?.step === 'month' ? month.format(new Date(head.key)) : formatDay(head.key, language);
    }
    if (dimension === 'disposition' && head.key === '') return t('open');
    const texts: Partial<Record<Dimension, string>> = {
      type: app(`type.${head.key}` as 'type.unknown'),
      channel: t(`channel.${head.key}` as 'channel.line'),
      disposition: app(`disposition.${head.key}` as 'disposition.handled'),
    };
    return (dimension && texts[dimension]) || head.key;
  };
}
