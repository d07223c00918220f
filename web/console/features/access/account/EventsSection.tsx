import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sayProblem } from '../../../api/problem-words.ts';
import { serverNow } from '../../../live/clock.ts';
import { sayAccountAct } from '../../../text/account-acts.ts';
import { sayMoment } from '../../../ui/time-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import css from './account.module.css';
import { accountEventsQuery } from './account.ts';
import { useAccountWords } from './account-words.ts';
import { Section } from './Section.tsx';

/** As many as are read at a glance; the rest on request. */
const FIRST = 6;

/** What has changed about the account of late, so that what somebody else did is seen. */
export function EventsSection() {
  const { t, language } = useWords();
  const more = useAccountWords();
  const events = useQuery(accountEventsQuery);
  const [showsAll, setShowsAll] = useState(false);
  const all = events.data ?? [];
  const shown = showsAll ? all : all.slice(0, FIRST);
  return (
    <Section title={more('events.title')} icon={<IconHistory aria-hidden size={22} />}>
      <p className={css.small}>{more('events.what')}</p>
      {events.isPending && <Waiting words={t('app.loading')} />}
      {events.isError && <p role="alert">{sayProblem(events.error, language)}</p>}
      {events.data?.length === 0 && <p className={css.small}>{more('events.none')}</p>}
      <ul className={css.list}>
        {shown.map(({ at, act, by, isThisSession, from }) => (
          <li key={`${at} ${act}`} className={css.row}>
            <div className={css.rowWords}>
              <strong>{sayAccountAct(act, language)}</strong>
              <p className={css.small}>
                {[
                  sayMoment(at, serverNow(), language),
                  more(isThisSession ? 'events.here' : `events.by.${by}`),
                  from === 'line-staff' ? 'LINE' : from,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {all.length > shown.length && (
        <div className={css.buttons}>
          <Button variant="default" onClick={() => setShowsAll(true)}>
            {more('events.all', { count: all.length })}
          </Button>
        </div>
      )}
    </Section>
  );
}
