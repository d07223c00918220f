import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { goTo } from '../../../router.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Due } from '../../../ui/Due.tsx';
import { formatDate } from '../../../ui/format-time.ts';
import { listed } from '../../../ui/list-keys.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { decideHash } from './case-route.ts';
import css from './cases.module.css';
import { RiskChip } from './RiskChip.tsx';
import { useCaseTitle } from './use-case-title.ts';
import { useApprovals } from './work-data.ts';

/** What waits for a second person. One's own stands here too, locked, with the reason; nothing is approved from here. */
export function ApprovalsList() {
  const { t, language } = useText(CASES_TEXT);
  const titleOf = useCaseTitle();
  const list = useApprovals();
  return (
    <PageList list={list} isEmpty={list.data?.length === 0} empty={t('approval.none')}>
      <ul className={work.rows}>
        {list.data?.map(({ approval, case: one, mayDecide, lockedBecause }) => {
          const read = () => {
            goTo({ name: 'page', page: 'cases', id: one.id });
            if (mayDecide) window.location.hash = decideHash(approval.id);
          };
          return (
            <li key={approval.id} className={work.row}>
              <div className={work.what}>
                <strong className={work.act}>{t(`approval.decide.${approval.subject}`)}</strong>
                <p>{titleOf(one)}</p>
                <p className={css.small}>
                  {t('approval.by', {
                    name: approval.requestedBy.name,
                    day: formatDate(approval.requestedAt, language),
                  })}
                </p>
                <p className={work.chips}>
                  <RiskChip risk={one.risk} />
                </p>
                {lockedBecause && (
                  <p className={css.locked}>
                    <IconLock aria-hidden size={20} /> {t(`approval.locked.${lockedBecause}`)}
                  </p>
                )}
              </div>
              <div className={work.side}>
                <p className={work.clock}>
                  <Due at={approval.dueAt} />
                </p>
                <Button variant="default" onClick={read} {...listed(approval.id)}>
                  {t(mayDecide ? 'approval.read' : 'button.look')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </PageList>
  );
}
