import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import {
  DIMENSIONS,
  type Dimension,
  EXPORT_DATASETS,
  EXPORT_FORMATS,
  EXPORT_HOURS,
  type ExportDataset,
  type InsightExportList,
} from '#contract/insight';
import { describeProblem } from '../../api/describe-problem.ts';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { formatDateAndTime } from '../../ui/format-time.ts';
import { PageList } from '../../ui/PageList.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import css from './insight.module.css';
import { useAskForExport, useExports } from './insight-data.ts';
import { useFilters } from './use-filters.tsx';

/** Figures as a file, for a purpose, and who took which ones. */
export default function Exports() {
  const { t, language } = useText(INSIGHT_TEXT);
  const { scopes, fields, types, channels, may, isNation, span, scope } = useFilters();
  const [dataset, setDataset] = useState<ExportDataset>('incidents');
  const [format, setFormat] = useState<(typeof EXPORT_FORMATS)[number]>('xlsx');
  const [rows, setRows] = useState<Dimension>('area');
  const [columns, setColumns] = useState<Dimension>('type');
  const [purpose, setPurpose] = useState('');
  const exports = useExports();
  const ask = useAskForExport();
  const dimensions = DIMENSIONS.filter((one) => one !== 'agency' || !isNation).map((value) => ({
    ...{ value, label: t(`dimension.${value}`) },
  }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate(
      {
        ...{ dataset, format, language, purpose, ...span, ...scope },
        ...(types.length > 0 && { type: types }),
        ...(channels.length > 0 && { channel: channels }),
        ...(dataset === 'table' && { rows, ...(columns !== rows && { columns }) }),
      },
      { onSuccess: () => setPurpose('') },
    );
  };
  return (
    <PageList list={scopes} isEmpty={!may} empty={t('notYours')}>
      <form className={css.part} onSubmit={submit}>
        <h3>{t('export.title')}</h3>
        {fields}
        <div className={css.filters}>
          <NativeSelect
            label={t('export.dataset')}
            value={dataset}
            data={EXPORT_DATASETS.map((value) => ({ value, label: t(`export.of.${value}`) }))}
            onChange={(event) =>
              setDataset(EXPORT_DATASETS.find((one) => one === event.currentTarget.value) ?? 'incidents')
            }
          />
          <NativeSelect
            label={t('export.format')}
            value={format}
            data={[
              { value: 'xlsx', label: 'Excel (XLSX)' },
              { value: 'csv', label: 'CSV' },
            ]}
            onChange={(event) => setFormat(EXPORT_FORMATS.find((one) => one === event.currentTarget.value) ?? 'xlsx')}
          />
          {dataset === 'table' && (
            <>
              <NativeSelect
                label={t('cross.rows')}
                value={rows}
                data={dimensions}
                onChange={(event) => setRows(DIMENSIONS.find((one) => one === event.currentTarget.value) ?? 'area')}
              />
              <NativeSelect
                label={t('cross.columns')}
                value={columns}
                data={dimensions}
                onChange={(event) => setColumns(DIMENSIONS.find((one) => one === event.currentTarget.value) ?? 'type')}
              />
            </>
          )}
        </div>
        <TextInput
          label={t('export.purpose')}
          description={t('export.purposeNote', { hours: EXPORT_HOURS })}
          value={purpose}
          minLength={10}
          maxLength={300}
          required
          onChange={(event) => setPurpose(event.currentTarget.value)}
        />
        {ask.error && <p role="alert">{describeProblem(ask.error, language)}</p>}
        <Button type="submit" mt="sm" loading={ask.isPending} disabled={purpose.trim().length < 10}>
          {t('export.ask')}
        </Button>
      </form>
      <section className={css.part}>
        <h3>{t('export.who')}</h3>
        <PageList list={exports} isEmpty={exports.data?.exports.length === 0} empty={t('export.none')}>
          {exports.data && <ExportTable exports={exports.data.exports} onFetched={() => void exports.refetch()} />}
        </PageList>
      </section>
    </PageList>
  );
}

type Rows = { exports: InsightExportList['exports']; onFetched: () => void };

function ExportTable({ exports, onFetched }: Rows) {
  const { t, language } = useText(INSIGHT_TEXT);
  const columns = ['at', 'by', 'what', 'purpose', 'state'] as const;
  return (
    <table className={css.definitions}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`export.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {exports.map((one) => (
          <tr key={one.id}>
            <th scope="row">{formatDateAndTime(one.askedAt, language)}</th>
            <td>{one.by.name}</td>
            <td>
              {t(`export.of.${one.dataset}`)} · {one.format.toUpperCase()} ·{' '}
              {one.scope ? (language === 'en' && one.scope.nameEn) || one.scope.nameTh : t('nation')}
              <span className={css.small}>
                {t('span', { from: formatDay(one.from, language), to: formatDay(one.to, language) })}
              </span>
            </td>
            <td>{one.purpose}</td>
            <td>
              {one.state === 'ready' && one.isMine ? (
                <Button
                  component="a"
                  href={`/api/v1/insight/exports/${one.id}/file`}
                  download
                  leftSection={<IconDownload aria-hidden size={20} />}
                  onClick={() => window.setTimeout(onFetched, 2000)}
                >
                  {t('export.fetch')}
                </Button>
              ) : (
                t(`export.is.${one.state}`)
              )}
              {one.lines !== null && (
                <span className={css.small}>{t('export.lines', { n: one.lines.toLocaleString(language) })}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
