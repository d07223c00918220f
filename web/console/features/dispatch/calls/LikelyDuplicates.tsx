import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../../ui/use-words.ts';
import { shortPlace } from '../../incident/index.ts';
import { useDeskWords } from '../desk-words.ts';
import css from '../dispatch.module.css';
import { listLikely } from './calls.ts';

type Props = {
  reportId: string;
  /** What the answer depends on; asked again when it changes. */
  told: string;
  onOpen: (incidentId: string) => void;
};

/** What may be the same danger, while the caller is still on the line. */
export function LikelyDuplicates({ reportId, told, onOpen }: Props) {
  const { t: desk, language, sayDistance } = useWords();
  const t = useDeskWords();
  const likely = useQuery({
    queryKey: ['likely', reportId, told],
    queryFn: ({ signal }) => listLikely(reportId, signal),
  });
  if (!likely.data?.length) return null;
  return (
    <section className={css.likely} aria-live="polite">
      <h3>{t('call.duplicates')}</h3>
      <ul>
        {likely.data.map(({ incident, metresApart, minutesApart }) => (
          <li key={incident.id}>
            <strong>{desk(`type.${incident.type}`)}</strong> {shortPlace(incident.place, language)}
            {incident.placeDetail && ` · ${incident.placeDetail}`} ·{' '}
            {t('call.duplicate', {
              code: incident.code,
              distance: sayDistance(metresApart),
              minutes: Math.round(minutesApart),
            })}
            <Button size="sm" variant="default" onClick={() => onOpen(incident.id)}>
              {t('call.open')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
