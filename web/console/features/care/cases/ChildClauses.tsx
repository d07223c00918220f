import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { caseClausesSchema } from '#contract/case-work';
import { getJson } from '../../../api/request.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import { CASES_KEY } from '../cases-key.ts';
import css from './cases.module.css';

/** What the law asks for in the case of a child: one quiet line, opened by whoever wants to read it. */
export function ChildClauses({ caseId }: { caseId: string }) {
  const { t, language } = useText(CASES_TEXT);
  const clauses = useQuery({
    queryKey: [...CASES_KEY, caseId, 'clauses'],
    queryFn: async ({ signal }) =>
      caseClausesSchema.parse(await getJson(`/api/v1/cases/${caseId}/clauses`, signal)).clauses,
    networkMode: 'always',
    retry: 1,
  });
  if (!clauses.data || clauses.data.length === 0) return null;
  const isUnverified = clauses.data.some(({ unverified }) => unverified);
  return (
    <details className={css.more}>
      <summary>
        <IconScale aria-hidden size={20} /> {t('clauses.title', { n: clauses.data.length })}
        {isUnverified && <span className={css.small}> · {t('clocks.unverified')}</span>}
      </summary>
      <ul className={css.clauses}>
        {clauses.data.map(({ code, clause, th, en }) => (
          <li key={code}>
            {language === 'en' ? en : th} <span className={css.small}>{clause[language]}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
