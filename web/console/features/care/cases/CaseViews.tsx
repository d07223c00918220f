import { IconEye } from '@tabler/icons-react';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { formatDateAndTime } from '../../../ui/format-time.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { AskedPart } from './AskedPart.tsx';
import { useCaseViews } from './acts-data.ts';
import css from './cases.module.css';

/** What is looked at, in words; everything else is "another part". */
const NAMED = [
  ...(['case/view', 'case/view-records', 'case/view-needs', 'case/view-clocks', 'case/view-clauses'] as const),
  ...(['case/view-views', 'case/view-exclusions', 'case/view-pictures', 'case/view-household'] as const),
  ...(['case/view-record-versions', 'case/print', 'case/data-copy'] as const),
];
type Named = (typeof NAMED)[number] | 'other';
type View = { at: string; by: { id: string; name: string }; view: string; isInvited: boolean };

/** Who looked at the case, above all those who were invited: one line for each person, read only when asked for. */
export function CaseViews({ caseId }: { caseId: string }) {
  const { t } = useText(CASE_ACTS_TEXT);
  const title = (
    <>
      <IconEye aria-hidden size={22} /> {t('team.views')}
    </>
  );
  return (
    <AskedPart title={title}>
      <Viewers caseId={caseId} />
    </AskedPart>
  );
}

function Viewers({ caseId }: { caseId: string }) {
  const { t, language } = useText(CASE_ACTS_TEXT);
  const list = useCaseViews(caseId);
  const people = [...Map.groupBy(list.data ?? [], ({ by }) => by.id).values()]
    .map(sumUp)
    .toSorted((one, other) => Number(other.isInvited) - Number(one.isInvited) || other.last.localeCompare(one.last));
  return (
    <PageList list={list} isEmpty={people.length === 0} empty={t('team.noViews')}>
      <ul className={css.lines}>
        {people.map(({ by, isInvited, last, count, parts }) => (
          <li key={by.id} className={css.line}>
            <span className={work.what}>
              <strong>
                {by.name}
                {isInvited && ` · ${t('team.invited')}`}
              </strong>
              <span>{parts.map((part) => t(`team.view.${part}`)).join(', ')}</span>
              <span className={css.small}>{t('team.times', { n: count, day: formatDateAndTime(last, language) })}</span>
            </span>
          </li>
        ))}
      </ul>
    </PageList>
  );
}

function sumUp(views: View[]) {
  const parts = views.map(({ view }): Named => NAMED.find((one) => one === view) ?? 'other');
  return {
    by: views[0]?.by ?? { id: '', name: '–' },
    isInvited: views.some(({ isInvited }) => isInvited),
    last:
      views
        .map(({ at }) => at)
        .toSorted()
        .at(-1) ?? '',
    count: views.length,
    parts: [...new Set(parts)],
  };
}
