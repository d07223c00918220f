import { useWords } from '../../ui/use-words.ts';
import css from './afterwards.module.css';
import { HandOverList } from './HandOverList.tsx';
import { StationOutcomes } from './StationOutcomes.tsx';

type Props = { maySeeHandOvers: boolean; maySeeOutcomes: boolean };

/** What became of those it was for: who cares for them now, and what they said of the help. */
export default function AfterwardsPage({ maySeeHandOvers, maySeeOutcomes }: Props) {
  const { t } = useWords();
  return (
    <section className={css.page} aria-labelledby="afterwards-title">
      <h2 id="afterwards-title" className={css.title}>
        {t('afterwards.title')}
      </h2>
      {maySeeOutcomes && <StationOutcomes />}
      {maySeeHandOvers && <HandOverList />}
    </section>
  );
}
