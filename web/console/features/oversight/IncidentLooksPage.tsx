import '../../text/later-texts.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useWords } from '../../ui/use-words.ts';
import { LookerCard } from './LookerCard.tsx';
import { countLooks, flaggedFirst, useIncidentLooks } from './looks.ts';
import css from './oversight.module.css';

/** Who looked at one incident or did something to it. Looking at this page is recorded as well, and says so. */
export default function IncidentLooksPage({ incidentId }: { incidentId: string }) {
  const { t } = useWords();
  const looks = useIncidentLooks(incidentId);
  const people = flaggedFirst(looks.data?.people ?? []);
  const flagged = people.filter(({ unusual }) => unusual.length > 0).length;
  return (
    <div className={css.part}>
      <p className={css.hint}>{t('looks.hint')}</p>
      <PageList list={looks} isEmpty={people.length === 0} empty={t('looks.empty')}>
        <p role="status">
          <strong>{t('looks.summary', { people: people.length, looks: countLooks(people) })}</strong>
          {flagged > 0 && <> · {t('looks.flagged', { count: flagged })}</>}
        </p>
        {flagged > 0 && <p className={css.question}>{t('looks.question')}</p>}
        <ul className={css.cards}>
          {people.map((looker) => (
            <LookerCard key={looker.person.id} looker={looker} />
          ))}
        </ul>
        {looks.data?.isCut && <p className={css.hint}>{t('looks.cut')}</p>}
      </PageList>
    </div>
  );
}
