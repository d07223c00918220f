import { useText } from '../../ui/use-text.ts';
import css from './aftercare.module.css';
import { HandOverList } from './HandOverList.tsx';
import { StationOutcomes } from './StationOutcomes.tsx';

type Props = { maySeeHandOvers: boolean; maySeeOutcomes: boolean };

/** What follows after incidents: hand-overs to centres, and how reporters rated the help. */
export default function AftercarePage({ maySeeHandOvers, maySeeOutcomes }: Props) {
  const { t } = useText();
  return (
    <section className={css.page} aria-labelledby="aftercare-title">
      <h2 id="aftercare-title" className={css.title}>
        {t('aftercare.title')}
      </h2>
      {maySeeOutcomes && <StationOutcomes />}
      {maySeeHandOvers && <HandOverList />}
    </section>
  );
}
