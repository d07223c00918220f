import type { IncidentLadder } from '#contract/escalation';
import { sayTimeWithSeconds } from '../../ui/time-words.ts';
import { useWords } from '../../ui/use-words.ts';
import css from './ladder.module.css';
import { type LadderWords, sayReached, useLadderWords } from './ladder-words.ts';

type Fired = IncidentLadder['fired'][number];
const CHANNELS = ['console', 'web-push', 'line', 'line-group', 'gateway'] as const;

/** One rung that fired: when, which agencies, who there, by which channel and what became of it. */
export function FiredRung({ fired }: { fired: Fired }) {
  const t = useLadderWords();
  const { language } = useWords();
  return (
    <li className={css.rung}>
      <time className={css.muted} dateTime={fired.firedAt}>
        {sayTimeWithSeconds(fired.firedAt, language)}
      </time>
      <div>
        {fired.repeat > 0 && <span className={css.muted}>{t('state.repeat', { count: fired.repeat })}</span>}
        {fired.reached.map((reached) => (
          <div key={`${reached.target} ${reached.agencyId}`}>
            <strong>{sayReached(reached, t, language)}</strong>
            {reached.passedOver ? (
              <span className={css.passed}> · {t(`passed.${reached.passedOver}`)}</span>
            ) : (
              <span className={css.muted}> · {t('state.people', { count: reached.people })}</span>
            )}
          </div>
        ))}
        <ul className={css.people}>
          {byPerson(fired.notices).map(([name, notices]) => (
            <li key={name}>
              {name}
              <span className={css.muted}> · {notices.map((notice) => sayNotice(notice, t)).join(', ')}</span>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

function byPerson(notices: Fired['notices']): [string, Fired['notices']][] {
  return [...Map.groupBy(notices, ({ name }) => name ?? '–')];
}

function sayNotice({ channel, state }: Fired['notices'][number], t: LadderWords): string {
  const known = CHANNELS.find((one) => one === channel);
  return `${known ? t(`channel.${known}`) : channel} ${t(`notice.${state}`)}`;
}
