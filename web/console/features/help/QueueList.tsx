import type { HELP_SCOPES, HelpSummary } from '#contract/help-api';
import { formatSubdistrictInThai } from '#contract/jurisdiction';
import { describeProblem } from '../../api/describe-problem.ts';
import { linkTo } from '../../router.ts';
import { HELP_TEXT } from '../../text/help.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { formatDate } from '../../ui/format-time.ts';
import { listed } from '../../ui/list-keys.ts';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { ClockChip } from './ClockChip.tsx';
import css from './help.module.css';
import { useHelpList } from './help-data.ts';

const SCOPES = [
  'open',
  'mine',
  'to-decide',
  'to-ask',
  'ended',
] as const satisfies readonly (typeof HELP_SCOPES)[number][];

/** What is to be done, the most urgent first, each with its clock in four colours. */
export function QueueList({ asked }: { asked: string | undefined }) {
  const { t, language } = useText(HELP_TEXT);
  const scope = SCOPES.find((one) => one === asked) ?? 'open';
  const { data, error } = useHelpList(scope);
  return (
    <>
      <nav className={work.tabs} aria-label={t('scope.label')}>
        {SCOPES.map((one) => (
          <a key={one} href={`#queue/${one}`} aria-current={one === scope ? 'page' : undefined}>
            {t(`scope.${one}`)}
          </a>
        ))}
      </nav>
      <p className={css.legend}>
        {(['green', 'yellow', 'orange', 'red'] as const).map((colour) => (
          <span key={colour} data-colour={colour}>
            {t(`clock.${colour}`)}
          </span>
        ))}
        <span className={css.small}>{t('unverified')}</span>
      </p>
      {error && <p role="alert">{describeProblem(error, language)}</p>}
      {!error && !data && <p role="status">{t('loading')}</p>}
      {data && data.requests.length === 0 && <p className={css.empty}>{t(`none.${scope}`)}</p>}
      {data && data.requests.length > 0 && (
        <ul className={css.rows}>
          {data.requests.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      )}
      {data?.isCut && <p className={css.small}>{t('cut')}</p>}
    </>
  );
}

function Row({ one }: { one: HelpSummary }) {
  const { t, language } = useText(HELP_TEXT);
  const place = one.place && (language === 'en' ? one.place.subdistrictEn : formatSubdistrictInThai(one.place));
  return (
    <li>
      <a
        className={css.row}
        data-colour={one.clock?.isRunning ? one.clock.colour : undefined}
        {...linkTo({ name: 'page', page: 'help', id: one.id })}
        {...listed()}
      >
        <span className={css.what}>
          <b>{one.personName ?? t('filed.noName')}</b>
          <span>{[t(`status.${one.status}`), place, t(`channel.${one.channel}`)].filter(Boolean).join(' · ')}</span>
          <span className={css.small}>
            {[one.code, formatAgency(one.agency, language), one.worker?.name ?? t('nobodyYet')].join(' · ')}
          </span>
          {one.danger === 'yes' && <span className={css.problem}>{t('dangerSaid')}</span>}
          {one.notReceivedCount > 0 && (
            <span className={css.problem}>{t('notReceived', { count: one.notReceivedCount })}</span>
          )}
          {one.isToAsk && <span className={css.late}>{t('toAsk')}</span>}
        </span>
        <span className={css.side}>
          <ClockChip clock={one.clock} />
          {!one.clock && one.submittedAt && <span className={css.small}>{formatDate(one.submittedAt, language)}</span>}
        </span>
      </a>
    </li>
  );
}
