import type { Me } from '#contract/access';
import { useAddress } from '../../router.ts';
import { FAMILIES_TEXT } from '../../text/families.ts';
import { useRowKeys } from '../../ui/list-keys.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { FamilyFigures } from './FamilyFigures.tsx';
import { FamilyPage } from './FamilyPage.tsx';
import { FamilyRows } from './FamilyRows.tsx';
import css from './families.module.css';
import { type FamilyScope, useFamilies } from './family-data.ts';

const TABS = ['mine', 'decide', 'open', 'ended', 'figures'] as const;
type Tab = (typeof TABS)[number];

/** Families on their way, one of them, or how many came how far. */
export default function FamiliesPage({ me, caseId }: { me: Me; caseId: string | undefined }) {
  if (caseId !== undefined) return <FamilyPage key={caseId} caseId={caseId} />;
  return <Families me={me} />;
}

function Families({ me }: { me: Me }) {
  const { t } = useText(FAMILIES_TEXT);
  const { hash } = useAddress();
  const tabs = TABS.filter((tab) => mayOpen(tab, me.permissions));
  // Whoever decides has seldom families of their own.
  const first = tabs.includes('decide') ? 'decide' : tabs[0];
  const shown = tabs.find((tab) => `#${tab}` === hash) ?? first ?? 'open';
  useRowKeys('families');
  return (
    <section className={css.page} aria-labelledby="families-title">
      <h2 id="families-title" className={css.title}>
        {t('title')}
      </h2>
      <nav className={work.tabs} aria-label={t('title')}>
        {tabs.map((tab) => (
          <a key={tab} href={`#${tab}`} aria-current={tab === shown ? 'page' : undefined}>
            {t(`tab.${tab}`)}
          </a>
        ))}
      </nav>
      {shown === 'figures' ? (
        <FamilyFigures mayExport={me.permissions.includes('case:approve')} />
      ) : (
        <FamilyScopeList key={shown} scope={shown} />
      )}
    </section>
  );
}

function FamilyScopeList({ scope }: { scope: FamilyScope }) {
  const { t } = useText(FAMILIES_TEXT);
  const list = useFamilies(scope);
  const plans = list.data?.plans ?? [];
  return (
    <PageList list={list} isEmpty={plans.length === 0} empty={t(`none.${scope}`)}>
      <FamilyRows plans={plans} isMine={scope === 'mine'} />
      {list.data?.isCut && <p className={css.small}>{t('cut')}</p>}
    </PageList>
  );
}

function mayOpen(tab: Tab, permissions: Me['permissions']): boolean {
  if (tab === 'mine') return permissions.includes('case:work');
  return tab !== 'decide' || permissions.includes('case:approve');
}
