import { Button } from '@mantine/core';
import { IconEye, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { formatDate, formatTime } from '../../ui/format-time.ts';
import { useText } from '../../ui/use-text.ts';
import css from './access-review.module.css';
import { describePart } from './describe-part.ts';
import { UnusualReason } from './UnusualReason.tsx';
import { ViewerName } from './ViewerName.tsx';
import { isView, type Part, type Viewer, type Visit } from './views.ts';

/** Older visits are collapsed: the newest answer most questions. */
const SHOWN_AT_FIRST = 3;

export function ViewerCard({ viewer }: { viewer: Viewer }) {
  const { t } = useText();
  const [showsAll, setShowsAll] = useState(false);
  const { person, unusual, visits } = viewer;
  const shown = showsAll ? visits : visits.slice(0, SHOWN_AT_FIRST);
  const hidden = visits.length - shown.length;
  return (
    <li className={css.card} data-unusual={unusual.length > 0 || undefined}>
      <ViewerName person={person} />
      {unusual.map((why) => (
        <UnusualReason key={why} why={why} />
      ))}
      <ul className={css.visits}>
        {shown.map((visit) => (
          <VisitText key={`${visit.firstAt} ${visit.from} ${visit.session}`} visit={visit} />
        ))}
      </ul>
      {hidden > 0 && (
        <Button variant="default" aria-expanded={false} onClick={() => setShowsAll(true)}>
          {t('views.moreVisits', { count: hidden })}
        </Button>
      )}
    </li>
  );
}

/** When and from where, then separately what was viewed and what was done. */
function VisitText({ visit }: { visit: Visit }) {
  const { t, language } = useText();
  const { firstAt, lastAt, from, session, parts } = visit;
  const first = formatTime(firstAt, language);
  const last = formatTime(lastAt, language);
  const days = [formatDate(firstAt, language), formatDate(lastAt, language)];
  const until = days[0] !== days[1] ? `–${days[1]} ${last}` : first === last ? '' : `–${last}`;
  const seen = parts.filter(isView);
  const done = parts.filter((part) => !isView(part));
  return (
    <li className={css.visit}>
      <p>
        <strong>
          {days[0]} {first}
          {until}
        </strong>
        <span className={css.small}>
          {' '}
          · {t('views.from', { address: from })}
          {session && ` · ${t('views.session', { session })}`}
        </span>
      </p>
      {seen.length > 0 && (
        <p className={css.parts}>
          <IconEye aria-hidden size={18} /> <span className={css.kind}>{t('views.seen')}</span> {describeParts(seen)}
        </p>
      )}
      {done.length > 0 && (
        <p className={css.parts}>
          <IconPencil aria-hidden size={18} /> <span className={css.kind}>{t('views.done')}</span> {describeParts(done)}
        </p>
      )}
    </li>
  );

  function describeParts(some: readonly Part[]): string {
    return some.map((part) => describePart(part, t)).join(' · ');
  }
}
