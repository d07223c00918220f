import { INSIGHT_CARE_TEXT } from '../../../text/insight-care.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { ScrolledTable } from '../../../ui/ScrolledTable.tsx';
import { useText } from '../../../ui/use-text.ts';
import { BarList } from '../charts/BarList.tsx';
import { DefinitionLink } from '../DefinitionLink.tsx';
import css from '../insight.module.css';
import type { Asked } from '../insight-data.ts';
import { useOutreach } from './care-data.ts';

const STEPS = ['opened', 'left', 'started', 'alerted', 'acknowledged'] as const;

/** What the codes in public places brought in: from opened to an officer's answer. */
export function Outreach({ asked }: { asked: Asked }) {
  const { t, language } = useText(INSIGHT_CARE_TEXT);
  const list = useOutreach(asked);
  const figures = list.data;
  const number = (n: number) => n.toLocaleString(language);
  const counts = figures && {
    ...{ opened: figures.opened, left: figures.toLine + figures.toWeb, started: figures.reports.n },
    ...{ alerted: figures.alerted, acknowledged: figures.acknowledged },
  };
  const kinds = figures?.byKind.filter(({ opened, reports }) => opened > 0 || reports !== null) ?? [];
  return (
    <section className={css.part}>
      <h3>
        {t('outreach.title')} <DefinitionLink figure="outreach-reports" />
      </h3>
      <PageList list={list} isEmpty={figures?.opened === 0 && figures.reports.n === 0} empty={t('outreach.none')}>
        {figures && counts && (
          <>
            <BarList
              areSteps
              language={language}
              bars={STEPS.map((key) => ({ key, label: t(`outreach.${key}`), n: counts[key] }))}
            />
            <p className={css.small}>
              {t('outreach.before', {
                opened: number(figures.before.opened),
                reports: number(figures.before.reports),
                acknowledged: number(figures.before.acknowledged),
              })}
            </p>
            <p className={css.small}>{t('outreach.ways', figures.reports)}</p>
            <p className={css.small}>
              {t('outreach.placements', {
                n: number(figures.placements),
                practised: number(figures.practised),
                passed: number(figures.passed),
              })}
            </p>
            {figures.unfounded && <p className={css.small}>{t('outreach.unfounded', figures.unfounded)}</p>}
            {kinds.length > 0 && (
              <ScrolledTable className={css.wide} label={t('outreach.kind')}>
                <table className={css.table}>
                  <thead>
                    <tr>
                      <th scope="col">{t('outreach.kind')}</th>
                      <th scope="col">{t('outreach.opened')}</th>
                      <th scope="col">{t('outreach.started')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {kinds.map(({ kind, opened, reports }) => (
                      <tr key={kind}>
                        <th scope="row">{t(`outreach.${kind}`)}</th>
                        <td>{number(opened)}</td>
                        <td>{reports === null ? t('outreach.few') : number(reports)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrolledTable>
            )}
            <p className={css.small}>{t('outreach.tens')}</p>
          </>
        )}
      </PageList>
    </section>
  );
}
