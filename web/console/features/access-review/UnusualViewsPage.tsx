import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { UNUSUAL } from '#contract/access-review';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './access-review.module.css';
import { FindingCard } from './FindingCard.tsx';
import { filterFindings, peopleIn } from './filter-findings.ts';
import { useUnusualViews } from './views.ts';

const PERIODS = [1, 7, 31] as const;

type Props = { viewsPath: (incidentId: string) => string; onOpen: (incidentId: string) => void };

/** Unusual views in the supervisor's area, each with a link to the incident's viewers. */
export default function UnusualViewsPage({ viewsPath, onOpen }: Props) {
  const { t } = useText();
  const [days, setDays] = useState<number>(7);
  const [personId, setPersonId] = useState<string | null>(null);
  const [chosen, setChosen] = useState('');
  const views = useUnusualViews(days);
  const all = views.data?.findings ?? [];
  const why = UNUSUAL.find((known) => known === chosen) ?? null;
  const people = peopleIn(all);
  // Another period may not contain the selected person.
  const chosenPerson = people.some(({ id }) => id === personId) ? personId : null;
  const shown = filterFindings(all, { personId: chosenPerson, why });
  const kinds = UNUSUAL.filter((kind) => all.some((finding) => finding.why === kind));
  return (
    <section className={css.page} aria-labelledby="unusual-title">
      <h2 id="unusual-title" className={css.title}>
        {t('views.unusualTitle')}
      </h2>
      <p className={css.hint}>{t('views.unusualHint')}</p>
      <div className={css.filters}>
        <NativeSelect
          label={t('views.period')}
          size="lg"
          value={String(days)}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
          data={PERIODS.map((count) => ({ value: String(count), label: t(`views.periodDays.${count}`) }))}
        />
        <NativeSelect
          label={t('views.person')}
          size="lg"
          value={chosenPerson ?? ''}
          onChange={(event) => setPersonId(event.currentTarget.value || null)}
          data={[
            { value: '', label: t('views.everybody') },
            ...people.map(({ id, name }) => ({ value: id, label: name ?? t('views.gone') })),
          ]}
        />
        <NativeSelect
          label={t('views.kind')}
          size="lg"
          value={why ?? ''}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[
            { value: '', label: t('views.allKinds') },
            ...kinds.map((kind) => ({ value: kind, label: t(`views.unusual.${kind}`) })),
          ]}
        />
      </div>
      <PageList list={views} isEmpty={shown.length === 0} empty={t('views.unusualEmpty')}>
        <p role="status">
          <strong>{t('views.findings', { count: shown.length })}</strong>
        </p>
        <ul className={css.cards}>
          {shown.map((finding) => (
            <FindingCard
              key={`${finding.person.id} ${finding.why}`}
              finding={finding}
              viewsPath={viewsPath}
              onOpen={onOpen}
            />
          ))}
        </ul>
        {views.data?.isCut && <p className={css.hint}>{t('views.unusualCut')}</p>}
      </PageList>
    </section>
  );
}
