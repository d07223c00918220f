import '../../text/later-texts.ts';
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { UNUSUAL } from '#contract/looks';
import { PageList } from '../../ui/PageList.tsx';
import { useWords } from '../../ui/use-words.ts';
import { FindingCard } from './FindingCard.tsx';
import { filterFindings, peopleIn } from './filter-findings.ts';
import { useUnusualLooks } from './looks.ts';
import css from './oversight.module.css';

const PERIODS = [1, 7, 31] as const;

type Props = { lookPath: (incidentId: string) => string; onOpen: (incidentId: string) => void };

/** Unusual looking in the person's area: each a question for a supervisor, with the way to who looked. */
export default function UnusualLooksPage({ lookPath, onOpen }: Props) {
  const { t } = useWords();
  const [days, setDays] = useState<number>(7);
  const [personId, setPersonId] = useState<string | null>(null);
  const [chosen, setChosen] = useState('');
  const looks = useUnusualLooks(days);
  const all = looks.data?.findings ?? [];
  const why = UNUSUAL.find((known) => known === chosen) ?? null;
  const people = peopleIn(all);
  // Another period may not hold the person chosen before.
  const chosenPerson = people.some(({ id }) => id === personId) ? personId : null;
  const shown = filterFindings(all, { personId: chosenPerson, why });
  const kinds = UNUSUAL.filter((kind) => all.some((finding) => finding.why === kind));
  return (
    <section className={css.page} aria-labelledby="unusual-title">
      <h2 id="unusual-title" className={css.title}>
        {t('looks.unusualTitle')}
      </h2>
      <p className={css.hint}>{t('looks.unusualHint')}</p>
      <div className={css.filters}>
        <NativeSelect
          label={t('looks.period')}
          size="lg"
          value={String(days)}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
          data={PERIODS.map((count) => ({ value: String(count), label: t(`looks.periodDays.${count}`) }))}
        />
        <NativeSelect
          label={t('looks.person')}
          size="lg"
          value={chosenPerson ?? ''}
          onChange={(event) => setPersonId(event.currentTarget.value || null)}
          data={[
            { value: '', label: t('looks.everybody') },
            ...people.map(({ id, name }) => ({ value: id, label: name ?? t('looks.gone') })),
          ]}
        />
        <NativeSelect
          label={t('looks.kind')}
          size="lg"
          value={why ?? ''}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[
            { value: '', label: t('looks.allKinds') },
            ...kinds.map((kind) => ({ value: kind, label: t(`looks.unusual.${kind}`) })),
          ]}
        />
      </div>
      <PageList list={looks} isEmpty={shown.length === 0} empty={t('looks.unusualEmpty')}>
        <p role="status">
          <strong>{t('looks.findings', { count: shown.length })}</strong>
        </p>
        <ul className={css.cards}>
          {shown.map((finding) => (
            <FindingCard
              key={`${finding.person.id} ${finding.why}`}
              finding={finding}
              lookPath={lookPath}
              onOpen={onOpen}
            />
          ))}
        </ul>
        {looks.data?.isCut && <p className={css.hint}>{t('looks.unusualCut')}</p>}
      </PageList>
    </section>
  );
}
