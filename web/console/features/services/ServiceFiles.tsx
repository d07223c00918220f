import { Button, FileInput } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ServiceImportProblem, ServiceImportReport } from '#contract/services';
import { describeProblem } from '../../api/describe-problem.ts';
import { closeTo, linkTo } from '../../router.ts';
import { useKeys } from '../../ui/use-keys.ts';
import { type ChosenFile, readChosenFile } from './read-file.ts';
import css from './services.module.css';
import { useImport } from './services-data.ts';
import { useServiceTexts } from './use-service-texts.ts';

const LIST = { name: 'page', page: 'services' } as const;

/** The directory as a file, and back: first what would change, then all of it or nothing. */
export function ServiceFiles({ mayImport }: { mayImport: boolean }) {
  const { t } = useServiceTexts();
  useKeys({ escape: () => closeTo(LIST) });
  return (
    <section className={css.page} aria-labelledby="services-files">
      <a className={css.back} {...linkTo(LIST)}>
        <IconArrowLeft aria-hidden size={22} /> {t('one.back')}
      </a>
      <h2 id="services-files" className={css.title}>
        {t(mayImport ? 'tab.files' : 'tab.export')}
      </h2>
      {mayImport && <Import />}
      <section className={css.part}>
        <h3>{t('export.title')}</h3>
        <p className={css.small}>{t('export.what')}</p>
        <div className={css.buttons}>
          {(['csv', 'json'] as const).map((format) => (
            <Button
              key={format}
              component="a"
              className={css.tall}
              variant="default"
              download
              href={`/api/v1/services.${format}`}
              leftSection={<IconDownload aria-hidden size={22} />}
            >
              {t(`export.${format}`)}
            </Button>
          ))}
        </div>
      </section>
    </section>
  );
}

function Import() {
  const { t, language } = useServiceTexts();
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const send = useImport();
  const choose = async (file: File | null): Promise<void> => {
    send.reset();
    const read = file && file.size > 0 ? await readChosenFile(file) : null;
    setChosen(read);
    if (read && 'file' in read) send.mutate({ ...read.file, isPreview: true });
  };
  const report = send.data;
  const writes = report ? report.added + report.changed : 0;
  return (
    <section className={css.part}>
      <h3>{t('import.title')}</h3>
      <p className={css.small}>{t('import.what')}</p>
      <FileInput
        size="lg"
        label={t('import.file')}
        placeholder={t('import.choose')}
        accept=".csv,.json,.txt,text/csv,application/json,text/plain"
        onChange={(file) => void choose(file)}
        fileInputProps={{
          // Otherwise a corrected file with the same name could not be chosen again.
          onClick: (event: React.MouseEvent<HTMLInputElement>) => {
            event.currentTarget.value = '';
          },
        }}
      />
      {chosen && 'tooLarge' in chosen && (
        <p role="alert" className={css.problem}>
          {t('import.tooLarge')}
        </p>
      )}
      {send.isPending && <p role="status">{t('import.reading')}</p>}
      {send.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(send.error, language)}
        </p>
      )}
      {report && <Report report={report} />}
      {report?.isPreview && report.wrong === 0 && writes > 0 && chosen && 'file' in chosen && (
        <Button
          size="lg"
          leftSection={<IconUpload aria-hidden size={22} />}
          loading={send.isPending}
          onClick={() => send.mutate({ ...chosen.file, isPreview: false })}
        >
          {t('import.take', { count: writes })}
        </Button>
      )}
    </section>
  );
}

function Report({ report: { rows, added, changed, unchanged, wrong, isPreview } }: { report: ServiceImportReport }) {
  const { t } = useServiceTexts();
  const counts = (wrong > 0 ? (['wrong'] as const) : (['added', 'changed', 'unchanged'] as const)).flatMap((kind) => {
    const count = { added, changed, unchanged, wrong }[kind];
    return count > 0 ? t(`import.${kind}`, { count }) : [];
  });
  const title = wrong > 0 ? 'import.refused' : isPreview ? 'import.would' : 'import.done';
  const shown = wrong > 0 ? rows.filter(({ problems }) => problems.length > 0) : rows.filter(isWritten);
  return (
    <div className={css.report} data-tone={wrong > 0 ? 'bad' : 'good'}>
      <p role="status">
        <strong>{t(title)}</strong> {counts.join(' · ')}
      </p>
      {shown.length > 0 && (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('import.line')}</th>
                <th scope="col">{t('import.service')}</th>
                <th scope="col">{t(wrong > 0 ? 'import.mend' : 'import.change')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ line, name, change, problems }) => (
                <tr key={line}>
                  <td>{line}</td>
                  <td>{name || '–'}</td>
                  <td>
                    {problems.length > 0 ? (
                      <Problems problems={problems} />
                    ) : (
                      t(change === 'added' ? 'import.will.added' : 'import.will.changed')
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
const isWritten = ({ change }: ServiceImportReport['rows'][number]): boolean =>
  change === 'added' || change === 'changed';

function Problems({ problems }: { problems: readonly ServiceImportProblem[] }) {
  const { t } = useServiceTexts();
  return (
    <ul>
      {problems.map(({ field, code, value }) => (
        <li key={`${field} ${code} ${value}`}>
          {field && <code>{field}</code>} {t(`import.problem.${code}`)}
          {value && <> “{value}”</>}
        </li>
      ))}
    </ul>
  );
}
