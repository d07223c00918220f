import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseRecord } from '#contract/case-api';
import { labelOf, summarizeForm } from '#contract/case-form-lines';
import type { RecordKind } from '#contract/case-forms';
import type { DangerTool } from '#contract/case-risk';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import { CASES_KEY } from '../cases-key.ts';
import { getRecords } from './case-data.ts';
import css from './cases.module.css';
import { listDifferences, mergeForms, type Side } from './compare-forms.ts';
import forms from './forms.module.css';
import { readerOf, useFormTexts } from './use-form-texts.ts';

type Props = {
  caseId: string;
  seriesId: string;
  kind: RecordKind;
  mine: CaseRecord['body'];
  questions: DangerTool['questions'] | undefined;
  onDecide: (theirs: CaseRecord, body: CaseRecord['body']) => void;
};

const OTHER = { mine: 'theirs', theirs: 'mine' } as const;

/** Somebody saved the same form meanwhile: both stand side by side, and a person chooses for each field. */
export function TwoVersions(props: Props) {
  const { caseId, seriesId } = props;
  const newest = useQuery({
    queryKey: [...CASES_KEY, caseId, 'theirs', seriesId],
    queryFn: async () => (await getRecords(caseId)).find((one) => one.seriesId === seriesId) ?? null,
    staleTime: 0,
    networkMode: 'always',
  });
  return (
    <PageList list={newest} isEmpty={newest.data === null} empty="">
      {newest.data && <Compared {...props} theirs={newest.data} />}
    </PageList>
  );
}

function Compared({ kind, mine, theirs, questions, onDecide }: Props & { theirs: CaseRecord }) {
  const { t, language } = useText(CASES_TEXT);
  const texts = useFormTexts();
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>({});
  const paths = listDifferences(kind, mine, theirs.body);
  const names = Object.fromEntries(questions?.map((one) => [one.id, one[language]]) ?? []);
  const linesOf = (body: CaseRecord['body']) => summarizeForm(texts, kind, body, readerOf(language), questions);
  const lines = { mine: linesOf(mine), theirs: linesOf(theirs.body) };
  // Of several goals or services only what differs, so that nobody has to search for it.
  const said = (side: Side, path: string): string =>
    lines[side]
      .filter((line) => line.path === path || line.path.startsWith(`${path}.`))
      .filter(({ path: at, text }) => !lines[OTHER[side]].some((one) => one.path === at && one.text === text))
      .map(({ label, path: at, text }) => (at === path ? text : `${label}: ${text}`))
      .join(' · ') || t('form.empty');
  const all = (side: Side) => setChosen(Object.fromEntries(paths.map((path) => [path, side])));
  const isDone = paths.every((path) => chosen[path]);
  return (
    <section className={css.conflict} role="alert" aria-label={t('form.state.conflict')}>
      <strong>{t('form.conflict', { who: theirs.author.name })}</strong>
      <p className={css.buttons}>
        <Button variant="default" onClick={() => all('mine')}>
          {t('form.allMine')}
        </Button>
        <Button variant="default" onClick={() => all('theirs')}>
          {t('form.allTheirs')}
        </Button>
      </p>
      {paths.map((path) => (
        <div key={path} className={forms.versions}>
          <Choices
            wide
            label={labelOf(texts, kind, path, names)}
            options={[
              { value: 'mine', label: `${t('form.mine')}: ${said('mine', path)}` },
              { value: 'theirs', label: `${t('form.theirs')}: ${said('theirs', path)}` },
            ]}
            chosen={chosen[path] ? [chosen[path]] : []}
            onChange={([side]) => {
              const { [path]: _, ...others } = chosen;
              setChosen(side === 'mine' || side === 'theirs' ? { ...others, [path]: side } : others);
            }}
          />
        </div>
      ))}
      <Button disabled={!isDone} onClick={() => onDecide(theirs, mergeForms(kind, mine, theirs.body, chosen))}>
        {t('form.useChosen')}
      </Button>
    </section>
  );
}
