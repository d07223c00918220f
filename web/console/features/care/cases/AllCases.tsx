import { IconAlertTriangle, IconArrowsExchange, IconUser, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Me } from '#contract/access';
import { CASES_TEXT } from '../../../text/cases.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import { CaseRow } from './CaseRow.tsx';
import { useCases } from './case-data.ts';
import css from './cases.module.css';
import { type CaseGroup, groupCases } from './order-cases.ts';

const ICONS: Record<CaseGroup, ReactNode> = {
  nobody: <IconAlertTriangle aria-hidden size={22} />,
  offered: <IconArrowsExchange aria-hidden size={22} />,
  mine: <IconUser aria-hidden size={22} />,
  others: <IconUsers aria-hidden size={22} />,
};

/** What nobody has, what is offered to me, mine, and that of colleagues: who has five minutes reads only the top. */
export function AllCases({ me }: { me: Me }) {
  const { t } = useText(CASES_TEXT);
  const list = useCases();
  const groups = groupCases(list.data?.cases ?? [], me.id);
  const namesAgency = new Set(list.data?.cases.map(({ agency }) => agency.id)).size > 1;
  return (
    <PageList list={list} isEmpty={groups.length === 0} empty={t('none')}>
      {groups.map(({ group, cases }) => (
        <section key={group} aria-labelledby={`cases-${group}`}>
          <h3 id={`cases-${group}`} className={css.group} data-group={group}>
            {ICONS[group]} {t(`group.${group}`)} <span>{cases.length}</span>
          </h3>
          <ul className={css.rows}>
            {cases.map((one) => (
              <CaseRow
                key={one.id}
                one={one}
                group={group}
                mayWork={me.permissions.includes('case:work')}
                namesAgency={namesAgency}
              />
            ))}
          </ul>
        </section>
      ))}
      {list.data?.isCut && <p className={css.small}>{t('cut')}</p>}
    </PageList>
  );
}
