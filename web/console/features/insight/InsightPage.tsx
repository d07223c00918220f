import type { ComponentType } from 'react';
import type { Me } from '#contract/access';
import type { Permission } from '#contract/permission';
import { linkTo } from '../../router.ts';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { lazyPart } from '../../ui/lazy-part.ts';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import css from './insight.module.css';
import { useScopes } from './insight-data.ts';

export type TabProps = { me: Me };
type Tab = {
  id: 'figures' | 'care' | 'places' | 'maps' | 'staffing' | 'exports' | 'definitions' | 'publications';
  /** One of them is enough. */
  permissions: readonly Permission[];
  /** Nobody else's work than the nation's. */
  isNational?: true;
  Component: ComponentType<TabProps>;
};

/** Each is one page of the section, `/console/insight/<id>`; the first one also without an id. */
const TABS: readonly Tab[] = [
  { id: 'figures', permissions: ['insight:view'], Component: lazyPart(() => import('./FiguresPage.tsx')) },
  { id: 'care', permissions: ['insight:view-care'], Component: lazyPart(() => import('./care/CarePage.tsx')) },
  {
    id: 'places',
    permissions: ['insight:view', 'place:read', 'place:revisit'],
    Component: lazyPart(() => import('./prevention/PlacesPage.tsx')),
  },
  { id: 'maps', permissions: ['insight:view'], Component: lazyPart(() => import('./prevention/MapsPage.tsx')) },
  { id: 'staffing', permissions: ['insight:view'], Component: lazyPart(() => import('./staffing/StaffingPage.tsx')) },
  { id: 'exports', permissions: ['insight:view'], Component: lazyPart(() => import('./Exports.tsx')) },
  { id: 'definitions', permissions: ['insight:view'], Component: lazyPart(() => import('./Definitions.tsx')) },
  {
    id: 'publications',
    permissions: ['insight:publish'],
    isNational: true,
    Component: lazyPart(() => import('./Publications.tsx')),
  },
];

/** What the reports say together: figures, places to go back to, maps, and what each figure means. */
export default function InsightPage({ me, id }: { me: Me; id: string | undefined }) {
  const { t } = useText(INSIGHT_TEXT);
  const scopes = useScopes(me.permissions.includes('insight:view'));
  const tabs = TABS.filter(
    ({ permissions, isNational }) =>
      permissions.some((one) => me.permissions.includes(one)) && !(isNational && scopes.data?.nation === false),
  );
  const tab = tabs.find((one) => one.id === id) ?? tabs[0];
  return (
    <section className={css.page} aria-labelledby="insight-title">
      <h2 id="insight-title" className={css.title}>
        {t('title')}
      </h2>
      <nav className={work.tabs} aria-label={t('title')}>
        {tabs.map((one) => (
          <a
            key={one.id}
            {...linkTo({ name: 'page', page: 'insight', id: one.id })}
            aria-current={one === tab ? 'page' : undefined}
          >
            {t(`tab.${one.id}`)}
          </a>
        ))}
      </nav>
      {tab && <tab.Component me={me} />}
    </section>
  );
}
