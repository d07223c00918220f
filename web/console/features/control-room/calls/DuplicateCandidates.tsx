import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CONTROL_ROOM_TEXT } from '../../../text/control-room.ts';
import { useText } from '../../../ui/use-text.ts';
import { shortPlace } from '../../incident/index.ts';
import css from '../control-room.module.css';
import { listDuplicateCandidates } from './calls.ts';

type Props = {
  reportId: string;
  /** Part of the query key: candidates are read again when it changes. */
  basis: string;
  onOpen: (incidentId: string) => void;
};

/** Incidents that may be the same emergency, shown while the caller is still on the line. */
export function DuplicateCandidates({ reportId, basis, onOpen }: Props) {
  const { t: common, language, formatDistance } = useText();
  const { t } = useText(CONTROL_ROOM_TEXT);
  const likely = useQuery({
    queryKey: ['likely', reportId, basis],
    queryFn: ({ signal }) => listDuplicateCandidates(reportId, signal),
  });
  if (!likely.data?.length) return null;
  return (
    <section className={css.likely} aria-live="polite">
      <h3>{t('call.duplicates')}</h3>
      <ul>
        {likely.data.map(({ incident, metresApart, minutesApart }) => (
          <li key={incident.id}>
            <strong>{common(`type.${incident.type}`)}</strong> {shortPlace(incident.place, language)}
            {incident.placeDetail && ` · ${incident.placeDetail}`} ·{' '}
            {t('call.duplicate', {
              code: incident.code,
              distance: formatDistance(metresApart),
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
