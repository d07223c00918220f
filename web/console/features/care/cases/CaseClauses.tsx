import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { caseClausesSchema } from '#contract/case-work';
import { getJson } from '../../../api/request.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import { CASES_KEY } from '../cases-key.ts';
import { AskedPart } from './AskedPart.tsx';
import cases from './cases.module.css';

/** What the law asks for while the person is a child: quiet, read only when asked for. */
export function CaseClauses({ caseId }: { caseId: string }) {
  const { t } = useText(CASE_ACTS_TEXT);
  const title = (
    <>
      <IconScale aria-hidden size={22} /> {t('clauses.title')}
    </>
  );
  return (
    <AskedPart title={title}>
      <Clauses caseId={caseId} />
    </AskedPart>
  );
}

function Clauses({ caseId }: { caseId: string }) {
  const { t, language } = useText(CASES_TEXT);
  const list = useQuery({
    queryKey: [...CASES_KEY, caseId, 'clauses'],
    queryFn: async ({ signal }) =>
      caseClausesSchema.parse(await getJson(`/api/v1/cases/${caseId}/clauses`, signal)).clauses,
  });
  return (
    <PageList list={list} isEmpty={false} empty="">
      <ul className={cases.lines}>
        {list.data?.map((one) => (
          <li key={one.code} className={cases.line}>
            <span className={work.what}>
              <span>{one[language]}</span>
              <span className={cases.small}>
                {one.clause[language]} {one.unverified && `· ${t('clocks.unverified')}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </PageList>
  );
}
