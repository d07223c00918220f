import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { describeProblem } from '../../../api/describe-problem.ts';
import { serverNow } from '../../../live/clock.ts';
import { ACCOUNT_TEXT } from '../../../text/account.ts';
import { describeAccountAction } from '../../../text/account-actions.ts';
import { formatMoment } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import css from './account.module.css';
import { accountEventsQuery } from './account.ts';
import { Section } from './Section.tsx';

/** How many are shown at first. */
const FIRST = 6;

/** Recent changes of the account, so that the person notices changes by others. */
export function EventsSection() {
  const { t, language } = useText();
  const { t: more } = useText(ACCOUNT_TEXT);
  const events = useQuery(accountEventsQuery);
  const [showsAll, setShowsAll] = useState(false);
  const all = events.data ?? [];
  const shown = showsAll ? all : all.slice(0, FIRST);
  return (
    <Section title={more('events.title')} icon={<IconHistory aria-hidden size={22} />}>
      <p className={css.small}>{more('events.what')}</p>
      {events.isPending && <Waiting label={t('app.loading')} />}
      {events.isError && <p role="alert">{describeProblem(events.error, language)}</p>}
      {events.data?.length === 0 && <p className={css.small}>{more('events.none')}</p>}
      <ul className={css.list}>
        {shown.map(({ at, action, by, isThisSession, from }) => (
          <li key={`${at} ${action}`} className={css.row}>
            <div className={css.rowText}>
              <strong>{describeAccountAction(action, language)}</strong>
              <p className={css.small}>
                {[
                  formatMoment(at, serverNow(), language),
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
