import { useQuery } from '@tanstack/react-query';
import { patrolPhotosSchema } from '#contract/patrol-phone';
import { getJson } from '../../../api/request.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './facts.module.css';

/**
 * Photos the patrol took. `count` is their number in the timeline: loaded only if there are any, and again for each new
 * one.
 */
export default function PatrolPhotos({ incidentId, count }: { incidentId: string; count: number }) {
  const { t, language } = useText();
  const { data } = useQuery({
    queryKey: ['incident-photos', incidentId, count],
    queryFn: async ({ signal }) =>
      patrolPhotosSchema.parse(await getJson(`/api/v1/incidents/${incidentId}/photos`, signal)),
  });
  return (
    <div className={css.photos}>
      {data?.photos.map(({ id, url, callSign, happenedAt }) => {
        const description = t('incident.patrolPhoto', { callSign, time: formatTime(happenedAt, language) });
        return (
          url && (
            <a key={id} href={url} target="_blank" rel="noreferrer">
              <img src={url} alt={description} loading="lazy" />
              <span className={css.small}>{description}</span>
            </a>
          )
        );
      })}
    </div>
  );
}
