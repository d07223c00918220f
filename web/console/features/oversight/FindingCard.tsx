import { IconEye } from '@tabler/icons-react';
import { sayDateAndTime } from '../../ui/time-words.ts';
import { useWords } from '../../ui/use-words.ts';
import { LookerWords } from './LookerWords.tsx';
import type { Finding } from './looks.ts';
import css from './oversight.module.css';
import { UnusualWords } from './UnusualWords.tsx';

type Props = { finding: Finding; lookPath: (incidentId: string) => string; onOpen: (incidentId: string) => void };

export function FindingCard({ finding, lookPath, onOpen }: Props) {
  const { t, language } = useWords();
  const { person, why, firstAt, lastAt, looks, incidents, incidentCount } = finding;
  const first = sayDateAndTime(firstAt, language);
  const last = sayDateAndTime(lastAt, language);
  const more = incidentCount - incidents.length;
  return (
    <li className={css.card} data-unusual>
      <UnusualWords why={why} />
      <LookerWords person={person} />
      <p>
        {t('looks.count', { looks, incidents: incidentCount })}
        <span className={css.small}> · {first === last ? first : t('looks.between', { first, last })}</span>
      </p>
      <ul className={css.codes}>
        {incidents.map(({ id, code }) => (
          <li key={id}>
            <a
              href={lookPath(id)}
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
        {more > 0 && <li className={css.small}>{t('looks.moreIncidents', { count: more })}</li>}
      </ul>
    </li>
  );
}
