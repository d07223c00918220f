import { Button } from '@mantine/core';
import { IconFolderPlus } from '@tabler/icons-react';
import type { Me } from '#contract/access';
import { useAddress } from '../../../router.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import { AllCases } from './AllCases.tsx';
import { ApprovalsList } from './ApprovalsList.tsx';
import { OPEN_HASH } from './case-route.ts';
import css from './cases.module.css';
import { TodayList } from './TodayList.tsx';
import { OverdueTable, WorkloadTable } from './WorkloadTable.tsx';

const TABS = ['today', 'all', 'decide', 'load', 'late'] as const;
type Tab = (typeof TABS)[number];

/** What to do today first; then all cases, what waits for a decision, who carries how much, and where it is late. */
export function CaseList({ me }: { me: Me }) {
  const { t } = useText(CASES_TEXT);
  const { t: acts } = useText(CASE_ACTS_TEXT);
  const asked = useAddress().hash.slice(1);
  const tabs = TABS.filter((tab) => mayOpen(tab, me.permissions));
  const shown = tabs.find((tab) => tab === asked) ?? tabs[0] ?? 'all';
  return (
    <section className={css.page} aria-labelledby="cases-title">
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
        <nav className={css.tabs} aria-label={t('title')}>
          {tabs.map((tab) => (
            <a key={tab} href={`#${tab}`} aria-current={tab === shown ? 'page' : undefined}>
              {t(`tab.${tab}`)}
            </a>
          ))}
        </nav>
      )}
      {shown === 'today' && <TodayList />}
      {shown === 'all' && <AllCases me={me} />}
      {shown === 'decide' && <ApprovalsList />}
      {shown === 'load' && <WorkloadTable />}
      {shown === 'late' && <OverdueTable />}
    </section>
  );
}

function mayOpen(tab: Tab, permissions: Me['permissions']): boolean {
  switch (tab) {
    case 'today':
      return permissions.includes('case:work');
    case 'all':
      return true;
    case 'decide':
    case 'load':
      return permissions.includes('case:approve');
    case 'late':
      return (
        permissions.includes('case:approve') ||
        (permissions.includes('case:view') && !permissions.includes('case:work'))
      );
  }
}
