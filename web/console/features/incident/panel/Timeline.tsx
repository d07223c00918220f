import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TimelineEntry } from '#contract/incident';
import { formatTimeWithSeconds } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './Timeline.module.css';
import { timelineText } from './timeline-text.ts';

/** Older entries are folded: at night the latest matter most. */
const SHOWN_AT_FIRST = 6;

export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t, language } = useText();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? entries : entries.slice(-SHOWN_AT_FIRST);
  return (
    <section className={css.timeline} aria-labelledby="timeline-title">
      <h3 id="timeline-title" className={css.title}>
        {t('timeline.title')}
      </h3>
      {entries.length > SHOWN_AT_FIRST && (
        <Button className={css.fold} variant="transparent" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t('timeline.showLess') : t('timeline.showAll', { count: entries.length })}
        </Button>
      )}
      <ol>
        {shown.map((entry) => {
          const { what, more } = timelineText(entry, t, language);
          return (
            <li key={entry.id} className={css.entry}>
              <time className={css.time} dateTime={entry.at}>
                {formatTimeWithSeconds(entry.at, language)}
              </time>
              <span>
                {what}
                {more && <span className={css.more}> · {more}</span>}
                {entry.by && <span className={css.more}> · {entry.by.name}</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
