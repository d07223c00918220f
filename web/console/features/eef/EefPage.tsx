import type { Me } from '#contract/access';
import { MOST_COUNTED_CHECKS } from '#contract/eef-api';
import { useAddress } from '../../router.ts';
import { EEF_TEXT } from '../../text/eef.ts';
import { useRowKeys } from '../../ui/list-keys.ts';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { ChecksPart } from './ChecksPart.tsx';
import { ChildrenPart } from './ChildrenPart.tsx';
import css from './eef.module.css';
import { lastYear, NO_FILTER, useChildren, useFigures } from './eef-data.ts';
import { FiguresPart } from './FiguresPart.tsx';
import { FilesPart } from './FilesPart.tsx';

const TABS = ['to-answer', 'working', 'checks', 'ended', 'figures', 'files'] as const;
type Tab = (typeof TABS)[number];

/** The fund's officers: what waits for an answer first, then who is helped, who must be asked about, figures and files. */
export default function EefPage({ me }: { me: Me }) {
  const { t } = useText(EEF_TEXT);
  const asked = useAddress().hash.slice(1);
  const shown: Tab = TABS.find((tab) => tab === asked) ?? 'to-answer';
  useRowKeys('eef');
  const first = useChildren('to-answer', NO_FILTER).data?.pages[0]?.counts;
  const countOf = (tab: Tab): string | undefined => {
    if (tab === 'to-answer' || tab === 'working') return first?.[tab].open.toLocaleString('en');
    if (tab !== 'checks' || !first) return undefined;
    return first.checks < MOST_COUNTED_CHECKS ? String(first.checks) : `${MOST_COUNTED_CHECKS}+`;
  };
  const back = useFigures(lastYear()).data?.back;
  const late: Partial<Record<Tab, number>> = {
    'to-answer': first?.['to-answer'].late ?? 0,
    working: first?.working.late ?? 0,
    checks: first?.lateChecks ?? 0,
  };
  return (
    <section className={css.page} aria-labelledby="eef-title">
      <header className={css.head}>
        <h2 id="eef-title" className={css.title}>
          {t('title')}
        </h2>
        {shown !== 'figures' && back !== undefined && (
          <a className={css.back} href="#figures">
            <strong>{back.toLocaleString('en')}</strong> {t('backShort')}
          </a>
        )}
      </header>
      <nav className={`${work.tabs} ${css.tabs}`} aria-label={t('title')}>
        {TABS.map((tab) => {
          const count = countOf(tab);
          return (
            <a key={tab} href={`#${tab}`} aria-current={tab === shown ? 'page' : undefined}>
              {t(`tab.${tab}`)} {count !== undefined && <span>{count}</span>}
              {(late[tab] ?? 0) > 0 && <em>{t('lateCount', { count: late[tab] ?? 0 })}</em>}
            </a>
          );
        })}
        <span className={work.keys} aria-hidden>
          {t('keys')}
        </span>
      </nav>
      {(shown === 'to-answer' || shown === 'working' || shown === 'ended') && (
        <ChildrenPart key={shown} scope={shown} mayAnswer={me.permissions.includes('referral:answer')} />
      )}
      {shown === 'checks' && <ChecksPart />}
      {shown === 'figures' && <FiguresPart />}
      {shown === 'files' && <FilesPart />}
    </section>
  );
}
