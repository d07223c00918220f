import { useState } from 'react';
import type { Me } from '#contract/access';
import type { FindingFigures as Figures, FindingView, OpenFindings } from '#contract/finding';
import { linkTo } from '../../../router.ts';
import { FINDINGS_TEXT } from '../../../text/findings.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { ScrolledTable } from '../../../ui/ScrolledTable.tsx';
import { useText } from '../../../ui/use-text.ts';
import { FindingCard } from './FindingCard.tsx';
import css from './findings.module.css';
import { useFindingFigures, useOpenFindings } from './findings-data.ts';

/** A step that only somebody else than its proposer, or the station, can take. */
const MINE = ['confirm', 'decide-appeal', 'give-notice', 'end-inquiry'];

/** What waits for me, oldest first; below it what waits for others, and for whoever supervises them who proposes and confirms how many. */
export default function FindingsPage({ me }: { me: Pick<Me, 'permissions'> }) {
  const { t } = useText(FINDINGS_TEXT);
  const open = useOpenFindings();
  const { findings = [], clauses = [] } = open.data ?? {};
  const isMine = ({ actions }: FindingView) => actions.some((action) => MINE.includes(action));
  return (
    <section className={css.page} aria-labelledby="findings-title">
      <h2 id="findings-title" className={css.title}>
        {t('title')}
      </h2>
      <p className={css.hint}>{t('good')}</p>
      <PageList list={open} isEmpty={findings.length === 0} empty={t('page.none')}>
        <Group title={t('page.mine')} findings={findings.filter(isMine)} clauses={clauses} />
        <Group title={t('page.others')} findings={findings.filter((one) => !isMine(one))} clauses={clauses} />
      </PageList>
      {me.permissions.includes('audit:view') && <FindingFigures />}
    </section>
  );
}

function Group({ title, findings, clauses }: OpenFindings & { title: string }) {
  const { t } = useText(FINDINGS_TEXT);
  if (findings.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className={css.title}>{title}</h3>
      <ul className={css.rows}>
        {findings.map((finding) => (
          <FindingCard
            key={finding.id}
            finding={finding}
            clauses={clauses}
            link={
              <a {...linkTo({ name: 'incident', incidentId: finding.incidentId })}>
                {t('page.incident', { code: finding.incidentCode })}
              </a>
            }
          />
        ))}
      </ul>
    </section>
  );
}

const PERIODS = [30, 90, 365] as const;

function FindingFigures() {
  const { t } = useText(FINDINGS_TEXT);
  const [days, setDays] = useState<number>(90);
  const read = useFindingFigures(days);
  return (
    <section aria-labelledby="figures-title">
      <h3 id="figures-title" className={css.title}>
        {t('figures.title')}
      </h3>
      <p className={css.hint}>{t('figures.hint')}</p>
      <label className={css.period}>
        {t('figures.period')}
        <select value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
          {PERIODS.map((period) => (
            <option key={period} value={period}>
              {t('figures.days', { days: period })}
            </option>
          ))}
        </select>
      </label>
      <PageList list={read} isEmpty={read.data?.stations.length === 0} empty={t('figures.none')}>
        {read.data && <FiguresTable figures={read.data} />}
      </PageList>
    </section>
  );
}

const COUNTS = ['confirmed', 'dropped', 'withdrawn', 'appealed', 'overturned'] as const;

function FiguresTable({ figures: { stations, people } }: { figures: Figures }) {
  const { t, language } = useText(FINDINGS_TEXT);
  const lines = [
    ...stations.map(({ agency, ...counts }) => ({ key: agency.id, who: formatAgency(agency, language), ...counts })),
    ...people.map(({ person: { id, name }, part, ...counts }) => ({
      key: `${part} ${id}`,
      who: t(`figures.${part}`, { name }),
      ...counts,
    })),
  ];
  return (
    <ScrolledTable className={css.scroll} label={t('figures.title')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('figures.who')}</th>
            <th scope="col">{t('figures.n')}</th>
            {COUNTS.map((count) => (
              <th key={count} scope="col">
                {t(`figures.${count}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">{line.who}</th>
              <td>{line.proposed}</td>
              {COUNTS.map((count) => (
                <td key={count}>{line[count]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrolledTable>
  );
}
