import { IconEye } from '@tabler/icons-react';
import { formatDateAndTime } from '../../ui/format-time.ts';
import { useText } from '../../ui/use-text.ts';
import css from './access-review.module.css';
import { UnusualReason } from './UnusualReason.tsx';
import { ViewerName } from './ViewerName.tsx';
import type { Finding } from './views.ts';

type Props = { finding: Finding; viewsPath: (incidentId: string) => string; onOpen: (incidentId: string) => void };

export function FindingCard({ finding, viewsPath, onOpen }: Props) {
  const { t, language } = useText();
  const { person, why, firstAt, lastAt, views, incidents, incidentCount } = finding;
  const first = formatDateAndTime(firstAt, language);
  const last = formatDateAndTime(lastAt, language);
  const more = incidentCount - incidents.length;
  return (
    <li className={css.card} data-unusual>
      <UnusualReason why={why} />
      <ViewerName person={person} />
      <p>
        {t('views.count', { views, incidents: incidentCount })}
        <span className={css.small}> · {first === last ? first : t('views.between', { first, last })}</span>
      </p>
      <ul className={css.codes}>
        {incidents.map(({ id, code }) => (
          <li key={id}>
            <a
              href={viewsPath(id)}
              className={css.code}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                onOpen(id);
              }}
            >
              <IconEye aria-hidden size={18} /> {code}
            </a>
          </li>
        ))}
        {more > 0 && <li className={css.small}>{t('views.moreIncidents', { count: more })}</li>}
      </ul>
    </li>
  );
}
