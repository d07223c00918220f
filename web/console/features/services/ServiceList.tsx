import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import type { Me } from '#contract/access';
import { DOMAINS, FORM_CODES } from '#contract/case-forms';
import { useAddress } from '../../router.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { useRowKeys } from '../../ui/list-keys.ts';
import { optionsOf } from '../../ui/options.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useMedia } from '../../ui/use-media.ts';
import work from '../../ui/work-rows.module.css';
import { AgencyField } from './AgencyField.tsx';
import { ServiceRow } from './ServiceRow.tsx';
import type { Named } from './service-draft.ts';
import css from './services.module.css';
import { useServices } from './services-data.ts';
import { useServiceTexts } from './use-service-texts.ts';

const TABS = ['all', 'mine', 'check'] as const;
type Tab = (typeof TABS)[number];
type Filter = { text: string; need: string; code: string; area: Named | null };
const NO_FILTER: Filter = { text: '', need: '', code: '', area: null };

/** Whoever comes back from a service finds the list as they left it. */
let lastFilter = NO_FILTER;

/** What can be had where; for those who answer for entries also theirs alone, and what of it must be checked. */
export function ServiceList({ me, mayEdit }: { me: Me; mayEdit: boolean }) {
  const { t } = useServiceTexts();
  const asked = useAddress().hash.slice(1);
  const tab: Tab = (mayEdit && TABS.find((one) => one === asked)) || 'all';
  const [filter, setFilter] = useState(lastFilter);
  const [resets, setResets] = useState(0);
  const change = (changed: Partial<Filter>): void => {
    lastFilter = { ...filter, ...changed };
    setFilter(lastFilter);
  };
  useRowKeys('services');
  const toCheck = useServices({ mine: true, toCheck: true }, mayEdit).data?.total;
  return (
    <section className={css.page} aria-labelledby="services-title">
      <header className={css.head}>
        <h2 id="services-title" className={css.title}>
          {t('title')}
        </h2>
        {mayEdit && (
          <Button
            className={css.tall}
            component="a"
            href="#new"
            variant="default"
            leftSection={<IconPlus aria-hidden size={20} />}
          >
            {t('list.new')}
          </Button>
        )}
      </header>
      <nav className={work.tabs} aria-label={t('title')}>
        {mayEdit &&
          TABS.map((one) => (
            <a key={one} href={`#${one}`} aria-current={one === tab ? 'page' : undefined}>
              {t(`tab.${one}`)}
              {one === 'check' && toCheck !== undefined && <span className={css.count}>{toCheck}</span>}
            </a>
          ))}
        <a href="#files">{t(mayEdit ? 'tab.files' : 'tab.export')}</a>
        <span className={work.keys} aria-hidden>
          {t('list.keys')}
        </span>
      </nav>
      {tab !== 'check' && <Filters key={resets} me={me} filter={filter} onChange={change} />}
      <Shown
        tab={tab}
        filter={filter}
        onReset={() => {
          change(NO_FILTER);
          setResets(resets + 1);
        }}
      />
    </section>
  );
}

type FiltersProps = { me: Me; filter: Filter; onChange: (changed: Partial<Filter>) => void };

function Filters({ me, filter: { text, need, code, area }, onChange }: FiltersProps) {
  const { t, language, domains, codes } = useServiceTexts();
  const own = me.memberships[0]?.agency;
  const [isOpen, setOpen] = useState(area !== null);
  const isWide = useMedia('(min-width: 700px)');
  const [isNarrowed] = useState(need !== '' || code !== '' || area !== null);
  return (
    <search className={css.filters}>
      <TextInput
        size="lg"
        label={t('list.text')}
        placeholder={t('list.textHint')}
        leftSection={<IconSearch aria-hidden size={20} />}
        value={text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <details className={css.more} open={isWide || isNarrowed}>
        <summary>{t('list.narrow')}</summary>
        <div className={css.choices}>
          <NativeSelect
            size="lg"
            label={t('list.need')}
            value={need}
            data={[{ value: '', label: t('list.any') }, ...optionsOf(DOMAINS, domains)]}
            onChange={(event) => onChange({ need: event.currentTarget.value, code: '' })}
          />
          <NativeSelect
            size="lg"
            label={t('list.code')}
            value={code}
            data={[{ value: '', label: t('list.any') }, ...optionsOf(FORM_CODES.serviceCode, codes.serviceCode)]}
            onChange={(event) => onChange({ code: event.currentTarget.value })}
          />
          <NativeSelect
            size="lg"
            label={t('list.area')}
            value={isOpen ? (area && area.id === own?.id ? 'own' : 'other') : ''}
            data={[
              { value: '', label: t('list.anyArea') },
              ...(own ? [{ value: 'own', label: t('list.ownArea', { agency: formatAgency(own, language) }) }] : []),
              { value: 'other', label: t('list.otherArea') },
            ]}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              setOpen(chosen !== '');
              onChange({ area: chosen === 'own' && own ? own : null });
            }}
          />
          {isOpen && area?.id !== own?.id && (
            <div className={css.wide}>
              <AgencyField
                label={t('list.whichArea')}
                kinds={['tambon-centre', 'provincial-social-office']}
                chosen={area ? [area] : []}
                onChange={([chosen]) => onChange({ area: chosen ?? null })}
              />
            </div>
          )}
        </div>
      </details>
    </search>
  );
}

function Shown({ tab, filter, onReset }: { tab: Tab; filter: Filter; onReset: () => void }) {
  const { t } = useServiceTexts();
  const text = useDeferredValue(filter.text.trim());
  const { need, code, area } = filter;
  const isFiltered = tab !== 'check' && (text !== '' || need !== '' || code !== '' || area !== null);
  const list = useServices({
    ...(tab === 'check' ? {} : { text, need, code, area: area?.id }),
    ...{ mine: tab !== 'all', toCheck: tab === 'check', withEnded: tab === 'mine' },
  });
  const { services = [], total = 0, stale = 0 } = list.data ?? {};
  return (
    <PageList
      list={list}
      isEmpty={services.length === 0 && !isFiltered}
      empty={t(tab === 'check' ? 'list.nothingToCheck' : 'list.empty')}
    >
      <p className={css.small} role="status">
        {t(tab === 'check' ? 'list.countToCheck' : 'list.count', { count: total })}
        {stale > 0 && tab !== 'check' && ` · ${t('list.stale', { count: stale })}`}
        {total > services.length && ` · ${t('list.cut', { count: services.length })}`}
      </p>
      {services.length === 0 ? (
        <p>
          {t('list.none')}{' '}
          <Button className={css.tall} variant="default" onClick={onReset}>
            {t('list.reset')}
          </Button>
        </p>
      ) : (
        <ul className={work.rows}>
          {services.map((service) => (
            <ServiceRow key={service.id} service={service} />
          ))}
        </ul>
      )}
    </PageList>
  );
}
