import { Button } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import type { Me } from '#contract/access';
import { useAddress } from '../../../router.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useRowKeys } from '../../../ui/list-keys.ts';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { DueFamilies } from '../../self-reliance/index.ts';
import { EarlyCards } from '../early/EarlyCards.tsx';
import { AllCases } from './AllCases.tsx';
import { OPEN_HASH } from './case-route.ts';
import css from './cases.module.css';
import { LateList } from './LateList.tsx';
import { LeadPage } from './LeadPage.tsx';
import { OverdueTable } from './OverdueTable.tsx';
import { SearchCases } from './SearchCases.tsx';
import { TodayList } from './TodayList.tsx';

const TABS = ['lead', 'today', 'late', 'all', 'find'] as const;
type Tab = (typeof TABS)[number];

/** A supervisor's morning or a worker's day first; then what is late, all cases, and the search. */
export function CaseList({ me }: { me: Me }) {
  const { t } = useText(CASES_TEXT);
  const { t: acts } = useText(CASE_ACTS_TEXT);
  const [asked, of] = useAddress().hash.slice(1).split('/');
  const tabs = TABS.filter((tab) => mayOpen(tab, me.permissions));
  const shown = tabs.find((tab) => tab === asked) ?? tabs[0] ?? 'all';
  useRowKeys('cases');
  return (
    <section className={css.page} data-wide={shown === 'lead' || undefined} aria-labelledby="cases-title">
      <header className={css.head}>
        <h2 id="cases-title" className={css.title}>
          {t('title')}
        </h2>
        {me.permissions.includes('case:open') && (
          <Button
            component="a"
            variant="default"
            href={OPEN_HASH}
            leftSection={<IconFolderPlus aria-hidden size={22} />}
          >
            {acts('open.button')}
          </Button>
        )}
      </header>
      {tabs.length > 1 && (
        <nav className={work.tabs} aria-label={t('title')}>
          {tabs.map((tab) => (
            <a key={tab} href={`#${tab}`} aria-current={tab === shown ? 'page' : undefined}>
              {tab === 'lead' || tab === 'find' ? acts(`${tab}.title`) : t(`tab.${tab}`)}
            </a>
          ))}
          <span className={work.keys} aria-hidden>
            {acts('keys')}
          </span>
        </nav>
      )}
      {(shown === 'today' || shown === tabs[0]) && me.permissions.includes('case:view') && (
        <EarlyCards mayAnswer={me.permissions.includes('case:work')} />
      )}
      {shown === 'today' && (
        <TodayList beforeLater={me.permissions.includes('case:view') ? <DueFamilies /> : undefined} />
      )}
      {shown === 'all' && <AllCases key={of} me={me} agencyId={of} />}
      {shown === 'lead' && <LeadPage />}
      {shown === 'late' && (
        <>
          {of === undefined && <OverdueTable />}
          <LateList subdistrict={of} />
        </>
      )}
      {shown === 'find' && <SearchCases me={me} />}
    </section>
  );
}

function mayOpen(tab: Tab, permissions: Me['permissions']): boolean {
  switch (tab) {
    case 'today':
      return permissions.includes('case:work');
    case 'all':
      return true;
    case 'lead':
      return permissions.includes('case:approve');
    case 'late':
      return (
        permissions.includes('case:approve') ||
        (permissions.includes('case:view') && !permissions.includes('case:work'))
      );
    case 'find':
      return permissions.includes('case:search');
  }
}
