import type { Me } from '#contract/access';
import { useAddress } from '../../router.ts';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { CampaignList } from './CampaignList.tsx';
import { Coverage } from './Coverage.tsx';
import { EventList } from './EventList.tsx';
import { ImportFilePart } from './ImportFilePart.tsx';
import css from './outreach.module.css';
import { PlacementMap } from './PlacementMap.tsx';
import { PlacementPage } from './PlacementPage.tsx';

type Tab = 'map' | 'campaigns' | 'events' | 'coverage' | 'import';

/** Where people learn of the service, what it brought in, and where nobody knows it. */
export default function OutreachPage({ me, id }: { me: Me; id: string | undefined }) {
  const { t } = useText(OUTREACH_TEXT);
  const { hash } = useAddress();
  if (id !== undefined) return <PlacementPage key={id} code={id} me={me} />;
  const may = (permission: Me['permissions'][number]) => me.permissions.includes(permission);
  const tabs: Tab[] = [
    ...(['map', 'campaigns', 'events'] as const),
    ...(may('outreach:view-reports') ? (['coverage'] as const) : []),
    ...(may('outreach:edit') ? (['import'] as const) : []),
  ];
  const tab = tabs.find((one) => `#${one}` === hash) ?? 'map';
  return (
    <section className={css.page} aria-labelledby="outreach-title">
      <h2 id="outreach-title" className={css.title}>
        {t('title')}
      </h2>
      <nav className={work.tabs} aria-label={t('title')}>
        {tabs.map((one) => (
          <a key={one} href={`#${one}`} aria-current={one === tab ? 'page' : undefined}>
            {t(`tab.${one}`)}
          </a>
        ))}
      </nav>
      {tab === 'map' && <PlacementMap />}
      {tab === 'campaigns' && <CampaignList mayEdit={may('outreach:edit')} />}
      {tab === 'events' && <EventList mayEdit={may('outreach:edit')} />}
      {tab === 'coverage' && <Coverage />}
      {tab === 'import' && <ImportFilePart />}
    </section>
  );
}
