import { Button, FileInput } from '@mantine/core';
import { useState } from 'react';
import { type RosterImport, type RosterImportRow, rosterImportSchema } from '#contract/duty';
import { sayProblem } from '../../api/problem-words.ts';
import { useWords } from '../../ui/use-words.ts';
import css from './duty.module.css';
import { useDutyAct } from './duty-data.ts';
import { useDutyWords } from './duty-words.ts';
import { type RosterTable, readTable } from './read-text.ts';
import { sayDaySpan } from './say-span.ts';

/** A month's roster from a table: first what would come of it, row by row, and only then the import. */
export function ImportForm({ agencyId }: { agencyId: string }) {
  const d = useDutyWords();
  const { language } = useWords();
  const act = useDutyAct();
  const [table, setTable] = useState<RosterTable | null>(null);
  const [preview, setPreview] = useState<RosterImport | null>(null);
  const [imported, setImported] = useState(0);
  const send = async (chosen: RosterTable, isPreview: boolean) => {
    const body = { ...chosen, isPreview };
    const answer = await act
      .mutateAsync({ path: `/api/v1/agencies/${agencyId}/roster-imports`, body })
      .catch(() => null);
    const read = answer === null ? null : rosterImportSchema.parse(answer);
    setPreview(isPreview ? read : null);
    setImported(isPreview || read === null ? 0 : read.rows.length);
  };
  const choose = async (file: File | null) => {
    const chosen = file && file.size > 0 ? readTable(await file.arrayBuffer()) : null;
    setTable(chosen);
    setPreview(null);
    if (chosen) await send(chosen, true);
  };
  const isGood = preview !== null && preview.wrong === 0 && preview.rows.length > 0;
  return (
    <section className={css.card}>
      <h3 className={css.heading}>{d('import')}</h3>
      <p className={css.small}>{d('importHint')}</p>
      <p className={css.small}>
        <code>{d('importExample')}</code>
      </p>
      <FileInput
        label={d('importFile')}
        size="lg"
        accept=".xlsx,.csv,text/csv"
        placeholder={d('choose')}
        onChange={(file) => void choose(file)}
      />
      {act.isError && <p role="alert">{sayProblem(act.error, language)}</p>}
      {imported > 0 && <p role="status">{d('imported', { count: imported })}</p>}
      {preview && (
        <>
          <p role="status">
            <strong>{d('importRows', { count: preview.rows.length, wrong: preview.wrong })}</strong>
          </p>
          <ul className={css.list}>
            {[...preview.rows]
              .sort(
                (one, other) => Number(other.trouble !== null) - Number(one.trouble !== null) || one.line - other.line,
              )
              .map((row) => (
                <ImportRow key={row.line} row={row} />
              ))}
          </ul>
          <Button size="lg" disabled={!isGood} loading={act.isPending} onClick={() => table && void send(table, false)}>
            {d('importSave')}
          </Button>
        </>
      )}
    </section>
  );
}

function ImportRow({ row }: { row: RosterImportRow }) {
  const d = useDutyWords();
  const { language } = useWords();
  const { line, name, post, startsAt, endsAt, trouble } = row;
  return (
    <li className={css.gap} data-what={trouble ? 'nobody' : undefined}>
      <span>
        {d('importLine', { line })} · {name} · {post && d(`post.${post}`)}{' '}
        {startsAt && endsAt && <span className={css.time}>{sayDaySpan(startsAt, endsAt, language)}</span>}
        {trouble && <strong> · {d(`trouble.${trouble}`)}</strong>}
      </span>
    </li>
  );
}
