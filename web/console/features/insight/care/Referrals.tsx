import { FORM_TEXTS } from '#contract/case-form-texts';
import { CHILD_RESULTS } from '#contract/eef-api';
import { type InsightCare, REFERRAL_SAID } from '#contract/insight-care';
import { REFERRAL_TEXTS } from '#contract/referral-texts';
import { INSIGHT_CARE_TEXT } from '../../../text/insight-care.ts';
import { ScrolledTable } from '../../../ui/ScrolledTable.tsx';
import { useText } from '../../../ui/use-text.ts';
import { BarList } from '../charts/BarList.tsx';
import { DefinitionLink } from '../DefinitionLink.tsx';
import css from '../insight.module.css';
import { useSpan } from '../use-span.ts';

/** From the offer to the person's own word, why help did not come about, and where each child is. */
export function Referrals({ care: { referrals, children } }: { care: InsightCare }) {
  const { t, language } = useText(INSIGHT_CARE_TEXT);
  const span = useSpan();
  const { n, byState, answer, said, byReason, byService } = referrals;
  if (n === 0) return null;
  const number = (value: number) => value.toLocaleString(language);
  const accepted = byService.reduce((sum, service) => sum + service.accepted, 0);
  const counts = { offered: n, answered: answer.n, accepted, completed: byState.completed, received: said.received };
  const reasons: Record<string, string> = REFERRAL_TEXTS[language].endReasons;
  const services: Record<string, string> = FORM_TEXTS[language].codes.serviceCode;
  const lists = [
    {
      ...{ title: t('referrals.said'), figure: 'person-said' as const },
      bars: REFERRAL_SAID.map((key) => ({ key, label: t(`said.${key}`), n: said[key] })),
    },
    {
      ...{ title: t('referrals.reasons'), figure: 'referrals' as const },
      bars: Object.entries(byReason).map(([key, count]) => ({ key, label: reasons[key] ?? key, n: count })),
    },
    {
      ...{ title: t('children.title'), figure: 'children-back' as const },
      bars: CHILD_RESULTS.map((key) => ({ key, label: t(`children.${key}`), n: children.byResult[key] })),
    },
  ];
  return (
    <>
      <section className={css.part}>
        <h3>
          {t('referrals.title')} <DefinitionLink figure="referrals" />
        </h3>
        <BarList
          areSteps
          language={language}
          bars={(['offered', 'answered', 'accepted', 'completed', 'received'] as const).map((key) => ({
            ...{ key, label: t(`referrals.${key}`), n: counts[key] },
          }))}
        />
        <p className={css.small}>
          {answer.p50 === null || answer.p90 === null
            ? t('tooFew')
            : t('referrals.answer', {
                ...{ half: span(answer.p50), most: span(answer.p90), n: answer.n },
                within: (answer.within ?? 0).toLocaleString(language),
              })}{' '}
          <DefinitionLink figure="referral-answer" />
        </p>
        <p className={css.small}>
          {t('referrals.waiting', { n: answer.waiting, late: answer.late, nobody: answer.nobodyAnswered })}
        </p>
        <ScrolledTable className={css.wide} label={t('referrals.service')}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('referrals.service')}</th>
                <th scope="col">{t('referrals.offered')}</th>
                <th scope="col">{t('referrals.accepted')}</th>
                <th scope="col">{t('referrals.completed')}</th>
              </tr>
            </thead>
            <tbody>
              {byService.map((line) => (
                <tr key={line.service}>
                  <th scope="row">{services[line.service] ?? line.service}</th>
                  <td>{number(line.n)}</td>
                  <td>{number(line.accepted)}</td>
                  <td>{number(line.completed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrolledTable>
      </section>
      <div className={css.three}>
        {lists
          .map((list) => ({ ...list, bars: list.bars.filter((bar) => bar.n > 0) }))
          .filter(({ bars }) => bars.length > 0)
          .map(({ title, figure, bars }) => (
            <section key={title} className={css.part}>
              <h3>
                {title} <DefinitionLink figure={figure} />
              </h3>
              <BarList bars={bars} language={language} />
            </section>
          ))}
      </div>
    </>
  );
}
