import { Button, FileInput, NativeSelect } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { PLACEMENT_KINDS, type PlacementImport, type PlacementKind } from '#contract/outreach';
import { describeProblem } from '../../api/describe-problem.ts';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { useText } from '../../ui/use-text.ts';
import css from './outreach.module.css';
import { useCampaigns, useCommitImport, useReadImport } from './outreach-data.ts';
import { isWorkbook } from './split-file.ts';

/** A file of places: sent in parts, shown as what it would change, then imported whole. */
export function ImportFilePart() {
  const { t, language } = useText(OUTREACH_TEXT);
  const campaigns = useCampaigns().data?.campaigns.filter(({ mayChange }) => mayChange) ?? [];
  const [chosen, setChosen] = useState('');
  const [kind, setKind] = useState<PlacementKind>('store');
  const [share, setShare] = useState(0);
  const [isSheet, setSheet] = useState(false);
  const read = useReadImport(setShare);
  const commit = useCommitImport();
  const campaignId = chosen || campaigns[0]?.id;
  if (campaignId === undefined) return <p>{t('import.noCampaign')}</p>;
  const choose = async (file: File | null): Promise<void> => {
    commit.reset();
    read.reset();
    setShare(0);
    const sheet = file !== null && (await isWorkbook(file));
    setSheet(sheet);
    if (file && !sheet) read.mutate({ file, campaignId, kind });
  };
  return (
    <div className={css.import}>
      <p className={css.small}>{t('import.what')}</p>
      <NativeSelect
        size="lg"
        label={t('import.campaign')}
        value={campaignId}
        data={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <NativeSelect
        size="lg"
        label={t('import.kind')}
        value={kind}
        data={PLACEMENT_KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        onChange={(event) => setKind(PLACEMENT_KINDS.find((one) => one === event.currentTarget.value) ?? 'store')}
      />
      <FileInput
        size="lg"
        label={t('import.file')}
        placeholder={t('import.choose')}
        accept=".csv,.txt,text/csv,text/plain,.xlsx,.xls,.ods"
        onChange={(file) => void choose(file)}
        fileInputProps={{
          // Otherwise a corrected file with the same name could not be chosen again.
          onClick: (event: React.MouseEvent<HTMLInputElement>) => {
            event.currentTarget.value = '';
          },
        }}
      />
      {isSheet && (
        <p role="alert" className={css.problem}>
          {t('import.sheet')}
        </p>
      )}
      {read.isPending && (
        <div role="status">
          <progress className={css.progress} value={share} aria-label={t('import.file')} />
          <p>{share < 1 ? t('import.sending', { percent: Math.floor(share * 100) }) : t('import.checking')}</p>
        </div>
      )}
      {[read.error, commit.error].map(
        (error) =>
          error && (
            <p key={error.message} role="alert" className={css.problem}>
              {describeProblem(error, language)}
            </p>
          ),
      )}
      {commit.data && (
        <p role="status" className={css.done}>
          {t('import.done', commit.data)} <a href="#map">{t('tab.map')}</a>
        </p>
      )}
      {read.data && !commit.data && (
        <Preview
          preview={read.data}
          isTaking={commit.isPending}
          onTake={({ id, wrong }) => commit.mutate({ id, leaveOut: wrong })}
        />
      )}
    </div>
  );
}

type PreviewProps = { preview: PlacementImport; isTaking: boolean; onTake: (preview: PlacementImport) => void };

function Preview({ preview, isTaking, onTake }: PreviewProps) {
  const { t, language } = useText(OUTREACH_TEXT);
  const { id, rows, wrong, missing, problems } = preview;
  const writes = preview.new + preview.changed;
  const take = wrong > 0 ? 'import.takeLeaving' : 'import.take';
  return (
    <section className={css.card} aria-label={preview.fileName}>
      <p role="status">{t('import.rows', { count: rows })}</p>
      <dl className={css.tallies}>
        {(['new', 'changed', 'same', 'wrong'] as const).map((kind) => (
          <div key={kind} data-kind={kind}>
            <dt>{t(`import.${kind}`)}</dt>
            <dd>{preview[kind].toLocaleString(language)}</dd>
          </div>
        ))}
      </dl>
      {missing > 0 && <p className={css.small}>{t('import.missing', { count: missing })}</p>}
      {problems.length > 0 && (
        <>
          <div className={css.scroll}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th scope="col">{t('import.row')}</th>
                  <th scope="col">{t('import.place')}</th>
                  <th scope="col">{t('import.problemHead')}</th>
                </tr>
              </thead>
              <tbody>
                {problems.map(({ row, problem, about, reference, name }) => (
                  <tr key={row}>
                    <td>{row}</td>
                    <td>{[reference, name].filter(Boolean).join(' ') || '–'}</td>
                    <td>{t(`import.problem.${problem}`, { about: about ?? '' })}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {wrong > problems.length && <p className={css.small}>{t('import.first', { count: problems.length })}</p>}
          <Button
            component="a"
            variant="default"
            download
            href={`/api/v1/placement-imports/${id}/problems.csv`}
            leftSection={<IconDownload aria-hidden size={20} />}
          >
            {t('import.allProblems')}
          </Button>
        </>
      )}
      {writes === 0 ? (
        <p>{t('import.nothing')}</p>
      ) : (
        <Button
          size="lg"
          loading={isTaking}
          leftSection={<IconUpload aria-hidden size={22} />}
          onClick={() => onTake(preview)}
        >
          {t(take, { count: writes, wrong })}
        </Button>
      )}
    </section>
  );
}
