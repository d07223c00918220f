import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './access-review.module.css';
import { ViewerCard } from './ViewerCard.tsx';
import { countViews, flaggedFirst, useIncidentViews } from './views.ts';

/** Who viewed or changed an incident. Opening this page is recorded too, and the page says so. */
export default function IncidentViewsPage({ incidentId }: { incidentId: string }) {
  const { t } = useText();
  const views = useIncidentViews(incidentId);
  const people = flaggedFirst(views.data?.people ?? []);
  const flagged = people.filter(({ unusual }) => unusual.length > 0).length;
  return (
    <div className={css.part}>
      <p className={css.hint}>{t('views.hint')}</p>
      <PageList list={views} isEmpty={people.length === 0} empty={t('views.empty')}>
        <p role="status">
          <strong>{t('views.summary', { people: people.length, views: countViews(people) })}</strong>
          {flagged > 0 && <> · {t('views.flagged', { count: flagged })}</>}
        </p>
        {flagged > 0 && <p className={css.question}>{t('views.question')}</p>}
        <ul className={css.cards}>
          {people.map((viewer) => (
            <ViewerCard key={viewer.person.id} viewer={viewer} />
          ))}
        </ul>
        {views.data?.isCut && <p className={css.hint}>{t('views.cut')}</p>}
      </PageList>
    </div>
  );
}
