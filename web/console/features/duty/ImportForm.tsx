import { Button, FileInput, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type RosterImport, type RosterImportRow, rosterImportSchema } from '#contract/duty';
import { describeProblem } from '../../api/describe-problem.ts';
import { DUTY_TEXT } from '../../text/duty.ts';
import { useText } from '../../ui/use-text.ts';
import css from './duty.module.css';
import { useDutyAction } from './duty-data.ts';
import { formatDaySpan } from './format-span.ts';
import { type RosterTable, readTable } from './read-text.ts';

type Choice = { sheet?: string; mode: 'replace' | 'add' };
const FIRST_CHOICE: Choice = { mode: 'replace' };
/** Rows with trouble first; unchanged rows come last and folded. */
const GROUPS = ['wrong', 'changed', 'added', 'past', 'unchanged'] as const;
type Group = (typeof GROUPS)[number];
const FOLDED: readonly Group[] = ['past', 'unchanged'];

/** Imports a month's roster from a table: a preview row by row first, then the import. */
export function ImportForm({ agencyId }: { agencyId: string }) {
  const { t: d } = useText(DUTY_TEXT);
  const { language } = useText();
  const action = useDutyAction();
  const [table, setTable] = useState<RosterTable | 'too-large' | null>(null);
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const [preview, setPreview] = useState<RosterImport | null>(null);
  const [imported, setImported] = useState<RosterImport | null>(null);
  const send = async (chosen: RosterTable, how: Choice, isPreview: boolean) => {
    const body = { ...chosen, ...how, isPreview };
    const answer = await action
      .mutateAsync({ path: `/api/v1/agencies/${agencyId}/roster-imports`, body })
      .catch(() => null);
    const read = answer === null ? null : rosterImportSchema.parse(answer);
    setPreview(isPreview ? read : null);
    setImported(isPreview ? null : read);
  };
  const choose = async (file: File | null) => {
    const chosen = file && file.size > 0 ? readTable(await file.arrayBuffer()) : null;
    action.reset();
    setTable(chosen);
    setPreview(null);
    setImported(null);
    setChoice(FIRST_CHOICE);
    if (chosen && chosen !== 'too-large') await send(chosen, FIRST_CHOICE, true);
  };
  const change = (how: Choice) => {
    setChoice(how);
    if (table && table !== 'too-large') void send(table, how, true);
  };
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
        accept=".xlsx,.csv,.txt,text/csv,text/plain"
        placeholder={d('choose')}
        onChange={(file) => void choose(file)}
        fileInputProps={{
          // Otherwise a corrected file with the same name could not be chosen again.
          onClick: (event: React.MouseEvent<HTMLInputElement>) => {
            event.currentTarget.value = '';
          },
        }}
      />
      {table === 'too-large' && <p role="alert">{d('importTooLarge')}</p>}
      {action.isError && <p role="alert">{describeProblem(action.error, language)}</p>}
      {imported && <p role="status">{d('imported', countChanges(imported))}</p>}
      {preview && (
        <Preview preview={preview} choice={choice} onChange={change}>
          <Button
            size="lg"
            disabled={preview.wrong > 0}
            loading={action.isPending}
            onClick={() => table && table !== 'too-large' && void send(table, choice, false)}
          >
            {d('importSave')}
          </Button>
        </Preview>
      )}
    </section>
  );
}

type PreviewProps = {
  preview: RosterImport;
  choice: Choice;
  onChange: (choice: Choice) => void;
  children: React.ReactNode;
};

function Preview({ preview, choice, onChange, children }: PreviewProps) {
  const { t: d } = useText(DUTY_TEXT);
  const { language } = useText();
  const { rows, removed, skipped, sheet, otherSheets, wrong } = preview;
  const counts = countChanges(preview);
  const changes = counts.added + counts.changed + counts.removed;
  const isOver = rows.length > 0 && rows.every(({ change }) => change === 'past');
  const groups = Map.groupBy(rows, ({ trouble, change }): Group => (trouble ? 'wrong' : (change ?? 'wrong')));
  return (
    <>
      {otherSheets.length > 0 && sheet && (
        <NativeSelect
          label={d('importSheet')}
          size="lg"
          value={sheet}
          data={[sheet, ...otherSheets]}
          onChange={(event) => onChange({ ...FIRST_CHOICE, sheet: event.currentTarget.value })}
        />
      )}
      <p role="status">
        <strong>
          {rows.length === 0
            ? d('importEmpty')
            : wrong > 0
              ? d('importRows', { count: rows.length, wrong })
              : isOver
                ? d('importOver')
                : changes === 0
                  ? d('importSame')
                  : d('importChanges', counts)}
        </strong>
      </p>
      {skipped.length > 0 && <p className={css.small}>{d('importSkipped', { lines: skipped.join(', ') })}</p>}
      {(removed.length > 0 || choice.mode === 'add') && (
        <fieldset className={css.mode}>
          <legend>{d('importMode')}</legend>
          {(['replace', 'add'] as const).map((mode) => (
            <label key={mode}>
              <input
                type="radio"
                name="import-mode"
                checked={choice.mode === mode}
                onChange={() => onChange({ ...choice, mode })}
              />
              {d(mode === 'add' ? 'importAdd' : 'importReplace')}
            </label>
          ))}
        </fieldset>
      )}
      <RowGroup group="wrong" rows={groups.get('wrong')} />
      {removed.length > 0 && (
        <div className={css.group}>
          <h4 className={css.heading}>{d('importGroup.removed', { count: removed.length })}</h4>
          <ul className={css.list}>
            {removed.map((one) => (
              <li key={`${one.name} ${one.startsAt} ${one.post}`}>
                <del>
                  {one.name} · {d(`post.${one.post}`)} · {formatDaySpan(one.startsAt, one.endsAt, language)}
                </del>
              </li>
            ))}
          </ul>
        </div>
      )}
      {GROUPS.slice(1).map((group) => (
        <RowGroup key={group} group={group} rows={groups.get(group)} />
      ))}
      {rows.length > 0 && (changes > 0 || wrong > 0) && children}
    </>
  );
}

function RowGroup({ group, rows = [] }: { group: Group; rows: RosterImportRow[] | undefined }) {
  const { t: d } = useText(DUTY_TEXT);
  if (rows.length === 0) return null;
  const list = (
    <ul className={css.list}>
      {rows.map((row) => (
        <ImportRow key={row.line} row={row} />
      ))}
    </ul>
  );
  const title = d(`importGroup.${group}`, { count: rows.length });
  if (FOLDED.includes(group))
    return (
      <details>
        <summary className={css.summary}>{title}</summary>
        {list}
      </details>
    );
  return (
    <div className={css.group}>
      <h4 className={css.heading}>{title}</h4>
      {list}
    </div>
  );
}

function ImportRow({ row }: { row: RosterImportRow }) {
  const { t: d } = useText(DUTY_TEXT);
  const { language } = useText();
  const { line, name, person, post, startsAt, endsAt, trouble, was } = row;
  return (
    <li className={css.gap} data-what={trouble ? 'nobody' : undefined}>
      <span>
        {[d('importLine', { line }), person ?? name, post && d(`post.${post}`)].filter(Boolean).join(' · ')}{' '}
        {startsAt && endsAt && <span className={css.time}>{formatDaySpan(startsAt, endsAt, language)}</span>}
        {trouble && <strong> · {d(`trouble.${trouble}`)}</strong>}
        {was && (
          <span className={css.was}>
            {d('importWas')}{' '}
            <del>
              {was.name} · {formatDaySpan(was.startsAt, was.endsAt, language)}
            </del>
          </span>
        )}
      </span>
    </li>
  );
}

function countChanges({ rows, removed }: RosterImport): {
  added: number;
  changed: number;
  removed: number;
  same: number;
} {
  const count = (wanted: RosterImportRow['change']) => rows.filter(({ change }) => change === wanted).length;
  return { added: count('added'), changed: count('changed'), removed: removed.length, same: count('unchanged') };
}
