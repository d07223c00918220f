import { Button } from '@mantine/core';
import { IconEye, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { sayDate, sayTime } from '../../ui/time-words.ts';
import { useWords } from '../../ui/use-words.ts';
import { LookerWords } from './LookerWords.tsx';
import { isSeeing, type Looker, type Part, type Visit } from './looks.ts';
import css from './oversight.module.css';
import { partWords } from './part-words.ts';
import { UnusualWords } from './UnusualWords.tsx';

/** Older visits fold away: the newest answer most questions. */
const SHOWN_AT_FIRST = 3;

export function LookerCard({ looker }: { looker: Looker }) {
  const { t } = useWords();
  const [showsAll, setShowsAll] = useState(false);
  const { person, unusual, visits } = looker;
  const shown = showsAll ? visits : visits.slice(0, SHOWN_AT_FIRST);
  const hidden = visits.length - shown.length;
  return (
    <li className={css.card} data-unusual={unusual.length > 0 || undefined}>
      <LookerWords person={person} />
      {unusual.map((why) => (
        <UnusualWords key={why} why={why} />
      ))}
      <ul className={css.visits}>
        {shown.map((visit) => (
          <VisitWords key={`${visit.firstAt} ${visit.from} ${visit.session}`} visit={visit} />
        ))}
      </ul>
      {hidden > 0 && (
        <Button variant="default" aria-expanded={false} onClick={() => setShowsAll(true)}>
          {t('looks.moreVisits', { count: hidden })}
        </Button>
      )}
    </li>
  );
}

/** When and from where; then what was looked at and what was done, told apart. */
function VisitWords({ visit }: { visit: Visit }) {
  const { t, language } = useWords();
  const { firstAt, lastAt, from, session, parts } = visit;
  const first = sayTime(firstAt, language);
  const last = sayTime(lastAt, language);
  const days = [sayDate(firstAt, language), sayDate(lastAt, language)];
  const until = days[0] !== days[1] ? `–${days[1]} ${last}` : first === last ? '' : `–${last}`;
  const seen = parts.filter(isSeeing);
  const done = parts.filter((part) => !isSeeing(part));
  return (
    <li className={css.visit}>
      <p>
        <strong>
          {days[0]} {first}
          {until}
        </strong>
        <span className={css.small}>
          {' '}
          · {t('looks.from', { address: from })}
          {session && ` · ${t('looks.session', { session })}`}
        </span>
      </p>
      {seen.length > 0 && (
        <p className={css.deed}>
          <IconEye aria-hidden size={18} /> <span className={css.kind}>{t('looks.seen')}</span> {sayParts(seen)}
        </p>
      )}
      {done.length > 0 && (
        <p className={css.deed}>
          <IconPencil aria-hidden size={18} /> <span className={css.kind}>{t('looks.done')}</span> {sayParts(done)}
        </p>
      )}
    </li>
  );

  function sayParts(some: readonly Part[]): string {
    return some.map((part) => partWords(part, t)).join(' · ');
  }
}
