import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Me } from '#contract/access';
import { useAddress } from '../../router.ts';
import { HELP_TEXT } from '../../text/help.ts';
import { useRowKeys } from '../../ui/list-keys.ts';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { ChecksList } from './ChecksList.tsx';
import { DraftPage } from './DraftPage.tsx';
import { FiledList } from './FiledList.tsx';
import css from './help.module.css';
import { QueueList } from './QueueList.tsx';
import { RequestPage } from './RequestPage.tsx';

const TABS = ['queue', 'checks', 'filed'] as const;
type Tab = (typeof TABS)[number];

/** Requests for help: the queue of an office, what a leader checks, what one filed, and the form for somebody. */
export default function HelpPage({ me, id }: { me: Me; id: string | undefined }) {
  const { hash } = useAddress();
  const [asked, rest] = hash.slice(1).split('/');
  const mayFile = me.permissions.includes('help:file');
  if (id !== undefined && me.permissions.includes('help:view')) return <RequestPage key={id} me={me} id={id} />;
  if (mayFile && (asked === 'new' || asked === 'draft')) return <DraftPage key={rest ?? 'new'} me={me} id={rest} />;
  return <Lists me={me} asked={asked} scope={rest} />;
}

function Lists({ me, asked, scope }: { me: Me; asked: string | undefined; scope: string | undefined }) {
  const { t } = useText(HELP_TEXT);
  const tabs = TABS.filter((tab) => mayOpen(tab, me.permissions));
  const shown = tabs.find((tab) => tab === asked) ?? tabs[0];
  useRowKeys('help');
  return (
    <section className={css.page} aria-labelledby="help-title">
      <header className={css.head}>
        <h2 id="help-title" className={css.title}>
          {t('title')}
        </h2>
        {me.permissions.includes('help:file') && (
          <Button component="a" href="#new" size="md" leftSection={<IconPlus aria-hidden size={22} />}>
            {t(me.permissions.includes('help:view') ? 'new.staff' : 'new.volunteer')}
          </Button>
        )}
      </header>
      {tabs.length > 1 && (
        <nav className={work.tabs} aria-label={t('title')}>
          {tabs.map((tab) => (
            <a key={tab} href={`#${tab}`} aria-current={tab === shown ? 'page' : undefined}>
              {t(`tab.${tab}`)}
            </a>
          ))}
        </nav>
      )}
      {shown === 'queue' && <QueueList asked={scope} />}
      {shown === 'checks' && <ChecksList />}
      {shown === 'filed' && <FiledList />}
    </section>
  );
}

function mayOpen(tab: Tab, permissions: Me['permissions']): boolean {
  if (tab === 'queue') return permissions.includes('help:view');
  if (tab === 'checks') return permissions.includes('help:check-tambon') || permissions.includes('help:check-amphoe');
  return permissions.includes('help:file');
}
