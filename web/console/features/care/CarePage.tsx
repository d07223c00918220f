import { useText } from '../../ui/use-text.ts';
import css from './care.module.css';
import { HandOverList } from './HandOverList.tsx';
import { StationOutcomes } from './StationOutcomes.tsx';

type Props = { maySeeHandOvers: boolean; maySeeOutcomes: boolean };

/** What follows after incidents: hand-overs to centres, and how reporters rated the help. */
export default function CarePage({ maySeeHandOvers, maySeeOutcomes }: Props) {
  const { t } = useText();
  return (
    <section className={css.page} aria-labelledby="care-title">
      <h2 id="care-title" className={css.title}>
        {t('nav.care')}
      </h2>
      {maySeeOutcomes && <StationOutcomes />}
      {maySeeHandOvers && <HandOverList />}
    </section>
  );
}
