import { useQuery } from '@tanstack/react-query';
import { patrolPhotosSchema } from '#contract/patrol-phone';
import { getJson } from '../../../api/request.ts';
import { formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './facts.module.css';

/** Pictures that the patrol took. `count` of them in the timeline: asked for only where there is one, and again when one comes. */
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
        const words = t('incident.patrolPhoto', { callSign, time: formatTime(happenedAt, language) });
        return (
          url && (
            <a key={id} href={url} target="_blank" rel="noreferrer">
              <img src={url} alt={words} loading="lazy" />
              <span className={css.small}>{words}</span>
            </a>
          )
        );
      })}
    </div>
  );
}
