import { NativeSelect } from '@mantine/core';
import { IconAlertTriangle, IconArrowsExchange, IconFilter, IconUser, IconUsers } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Me } from '#contract/access';
import { CASE_STATUSES } from '#contract/case';
import { CASE_SCOPES } from '#contract/case-api';
import { CASE_RISKS } from '#contract/case-forms';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { CaseRow } from './CaseRow.tsx';
import { useCasesOf } from './case-data.ts';
import css from './cases.module.css';
import { type CaseFilter, filterCases, NO_FILTER } from './filter-cases.ts';
import lead from './lead.module.css';
import { type CaseGroup, groupCases } from './order-cases.ts';
import { useFormTexts } from './use-form-texts.ts';

const ICONS: Record<CaseGroup, ReactNode> = {
  nobody: <IconAlertTriangle aria-hidden size={22} />,
  offered: <IconArrowsExchange aria-hidden size={22} />,
  mine: <IconUser aria-hidden size={22} />,
  others: <IconUsers aria-hidden size={22} />,
};
/** Few cases are read faster than filtered. */
const WORTH_FILTERING = 6;

/** What nobody has, what is offered to me, mine, and that of colleagues: who has five minutes reads only the top. */
export function AllCases({ me, agencyId }: { me: Me; agencyId: string | undefined }) {
  const { t, language } = useText(CASES_TEXT);
  const { t: acts } = useText(CASE_ACTS_TEXT);
  const [scope, setScope] = useState<string>('open');
  const [filter, setFilter] = useState<CaseFilter>(NO_FILTER);
  const list = useCasesOf(scope, agencyId);
  const all = list.data?.cases ?? [];
  const groups = groupCases(filterCases(all, filter), me.id);
  const namesAgency = new Set(all.map(({ agency }) => agency.id)).size > 1;
  const mayWork = me.permissions.includes('case:work');
  const isGuest = !me.permissions.includes('case:view');
  const isFiltered = filter !== NO_FILTER || scope !== 'open';
  const agency = agencyId === undefined ? undefined : all[0]?.agency;
  return (
    <>
      {agency && (
        <p className={lead.of}>
          <strong>{formatAgency(agency, language)}</strong>{' '}
          <a className={lead.everywhere} href="#all">
            {acts('filter.everywhere')}
          </a>
        </p>
      )}
      {(all.length > WORTH_FILTERING || isFiltered) && (
        <Filters
          scope={scope}
          filter={filter}
          all={all}
          mayWork={mayWork}
          onScope={(next) => {
            setScope(next);
            setFilter(NO_FILTER);
          }}
          onFilter={setFilter}
        />
      )}
      <PageList
        list={list}
        isEmpty={groups.length === 0}
        empty={isFiltered ? acts('filter.none') : t(isGuest ? 'noneInvited' : 'none')}
      >
        {groups.map(({ group, cases }) => (
          <section key={group} aria-labelledby={`cases-${group}`}>
            <h3 id={`cases-${group}`} className={work.group} data-group={group}>
              {ICONS[group]} {t(isGuest ? 'group.invited' : `group.${group}`)} <span>{cases.length}</span>
            </h3>
            <ul className={work.rows}>
              {cases.map((one) => (
                <CaseRow key={one.id} one={one} group={group} mayWork={mayWork} namesAgency={namesAgency} />
              ))}
            </ul>
          </section>
        ))}
        {list.data?.isCut && <p className={css.small}>{t('cut')}</p>}
      </PageList>
    </>
  );
}

type FilterProps = {
  scope: string;
  filter: CaseFilter;
  all: Parameters<typeof filterCases>[0];
  mayWork: boolean;
  onScope(scope: string): void;
  onFilter(filter: CaseFilter): void;
};

function Filters({ scope, filter, all, mayWork, onScope, onFilter }: FilterProps) {
  const { t, language } = useText(CASE_ACTS_TEXT);
  const { t: casesText } = useText(CASES_TEXT);
  const { risks } = useFormTexts();
  const any = { value: '', label: t('filter.any') };
  const scopes = CASE_SCOPES.filter((one) => mayWork || (one !== 'mine' && one !== 'offered'));
  const statuses = CASE_STATUSES.filter((one) => all.some(({ status }) => status === one));
  const agencies = [...new Map(all.map(({ agency }) => [agency.id, agency])).values()];
  const set = (change: Partial<CaseFilter>) => onFilter({ ...filter, ...change });
  return (
    <details className={css.more}>
      <summary>
        <IconFilter aria-hidden size={22} /> {t('filter.title')}
      </summary>
      <div className={lead.filters}>
        <NativeSelect
          size="lg"
          label={t('filter.scope')}
          value={scope}
          data={scopes.map((value) => ({ value, label: t(`filter.scopes.${value}`) }))}
          onChange={(event) => onScope(event.currentTarget.value)}
        />
        <NativeSelect
          size="lg"
          label={t('filter.risk')}
          value={filter.risk}
          data={[
            any,
            ...CASE_RISKS.map((value) => ({ value: String(value), label: risks[value] })),
            { value: 'unknown', label: t('open.unknownRisk') },
          ]}
          onChange={(event) => set({ risk: event.currentTarget.value })}
        />
        <NativeSelect
          size="lg"
          label={t('filter.status')}
          value={filter.status}
          data={[
            any,
            { value: 'held', label: t('filter.held') },
            ...statuses.map((value) => ({ value: String(value), label: casesText(`status.${value}`) })),
          ]}
          onChange={(event) => set({ status: event.currentTarget.value })}
        />
        {agencies.length > 1 && (
          <NativeSelect
            size="lg"
            label={t('filter.agency')}
            value={filter.agencyId}
            data={[any, ...agencies.map((one) => ({ value: one.id, label: formatAgency(one, language) }))]}
            onChange={(event) => set({ agencyId: event.currentTarget.value })}
          />
        )}
      </div>
    </details>
  );
}
