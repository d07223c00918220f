import { Button, FileInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { EefImport, EefImportRow } from '#contract/eef-file';
import { describeCode, describeProblem } from '../../api/describe-problem.ts';
import { EEF_TEXT } from '../../text/eef.ts';
import { useText } from '../../ui/use-text.ts';
import css from './eef.module.css';
import { useImport } from './eef-data.ts';

const FILES = [
  { what: 'open', format: 'csv' },
  { what: 'open', format: 'json' },
  { what: 'children', format: 'csv' },
  { what: 'children', format: 'json' },
] as const;

/** To the fund's own system and back: files until its interface is known. */
export function FilesPart() {
  const { t, language } = useText(EEF_TEXT);
  const send = useImport();
  const [text, setText] = useState<string | null>(null);
  const choose = async (file: File | null) => {
    const read = file && file.size > 0 ? await file.text() : null;
    send.reset();
    setText(read);
    if (read !== null) send.mutate({ text: read, isPreview: true });
  };
  const report = send.data;
  return (
    <>
      <section className={css.card} aria-labelledby="eef-export">
        <h3 id="eef-export">{t('exportTitle')}</h3>
        <p className={css.small}>{t('exportAbout')}</p>
        <div className={css.buttons}>
          {FILES.map(({ what, format }) => (
            <Button
              key={what + format}
              component="a"
              size="md"
              variant="default"
              download
              href={`/api/v1/eef/export?what=${what}&format=${format}`}
              leftSection={<IconDownload aria-hidden size={22} />}
            >
              {t(`export.${what}`)} · {format.toUpperCase()}
            </Button>
          ))}
        </div>
      </section>
      <section className={css.card} aria-labelledby="eef-import">
        <h3 id="eef-import">{t('importTitle')}</h3>
        <p className={css.small}>{t('importAbout')}</p>
        <FileInput
          size="lg"
          label={t('importFile')}
          placeholder={t('importChoose')}
          accept=".csv,.json,.txt,text/csv,application/json,text/plain"
          onChange={(file) => void choose(file)}
          fileInputProps={{
            // Otherwise a corrected file with the same name could not be chosen again.
            onClick: (event: React.MouseEvent<HTMLInputElement>) => {
              event.currentTarget.value = '';
            },
          }}
        />
        {send.isError && <p role="alert">{describeProblem(send.error, language)}</p>}
        {report && <Report report={report} />}
        {report?.isPreview && text !== null && report.done > 0 && (
          <Button size="lg" loading={send.isPending} onClick={() => send.mutate({ text, isPreview: false })}>
            {t('importNow', { count: report.done })}
          </Button>
        )}
      </section>
    </>
  );
}

function Report({ report: { rows, done, unchanged, refused, isPreview } }: { report: EefImport }) {
  const { t } = useText(EEF_TEXT);
  const bad = rows.filter(({ result }) => result === 'refused');
  return (
    <div role="status" className={css.note} data-bad={refused > 0 || undefined}>
      <p>
        <strong>{t(isPreview ? 'wouldDo' : 'didDo', { count: done })}</strong> ·{' '}
        {t('unchangedCount', { count: unchanged })} · {t('refusedLines', { count: refused })}
      </p>
      {bad.length > 0 && (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('line')}</th>
                <th scope="col">{t('referral')}</th>
                <th scope="col">{t('whyRefused')}</th>
              </tr>
            </thead>
            <tbody>
              {bad.map((row) => (
                <BadLine key={`${row.line} ${row.column ?? ''}`} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function BadLine({ row: { line, referral, fault, code, column } }: { row: EefImportRow }) {
  const { t, language } = useText(EEF_TEXT);
  return (
    <tr>
      <td>{line}</td>
      <td>{referral ?? '–'}</td>
      <td>
        {fault ? t(`fault.${fault}`) : code && describeCode(code, language)}
        {column && ` (${column})`}
      </td>
    </tr>
  );
}
