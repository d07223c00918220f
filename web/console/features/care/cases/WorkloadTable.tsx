import { CASES_TEXT } from '../../../text/cases.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './cases.module.css';
import { useOverdue, useWorkload } from './work-data.ts';

/** Who carries how much: the number, the share of high risk, and the lines at which to move some. */
export function WorkloadTable() {
  const { t, language } = useText(CASES_TEXT);
  const load = useWorkload();
  return (
    <PageList
      list={load}
      isEmpty={load.data?.workers.length === 0 && load.data.unaccepted.length === 0}
      empty={t('load.none')}
    >
      {load.data && (
        <>
          <p className={css.small}>
            {t('load.limits', { warn: load.data.limits.warnAt, stop: load.data.limits.stopAt })}
            {load.data.limits.unverified && ` · ${t('clocks.unverified')}`}
          </p>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('load.worker')}</th>
                <th scope="col">{t('load.open')}</th>
                <th scope="col">{t('load.high')}</th>
                <th scope="col">{t('load.late')}</th>
              </tr>
            </thead>
            <tbody>
              {load.data.unaccepted.map(({ agency, open, high }) => (
                <tr key={agency.id} data-level="nobody">
                  <th scope="row">
                    {t('group.nobody')} · {formatAgency(agency, language)}
                  </th>
                  <td>{open}</td>
                  <td>{high}</td>
                  <td>–</td>
                </tr>
              ))}
              {load.data.workers.map(({ worker, open, high, highShare, late, level }) => (
                <tr key={worker.id} data-level={level}>
                  <th scope="row">{worker.name}</th>
                  <td>
                    {open} {level !== 'free' && <strong>{t(`load.level.${level}`)}</strong>}
                  </td>
                  <td>
                    {high} ({Math.round(highShare * 100)}%)
                  </td>
                  <td>{late}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </PageList>
  );
}

/** Where things are late, by owner: numbers only. */
export function OverdueTable() {
  const { t, language } = useText(CASES_TEXT);
  const list = useOverdue();
  return (
    <PageList list={list} isEmpty={list.data?.length === 0} empty={t('load.noneLate')}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('load.where')}</th>
            <th scope="col">{t('load.open')}</th>
            <th scope="col">{t('group.nobody')}</th>
            <th scope="col">{t('load.late')}</th>
          </tr>
        </thead>
        <tbody>
          {list.data
            ?.flatMap(({ office, agencies, ...total }) => [
              {
                key: office?.id ?? 'none',
                name: office ? formatAgency(office, language) : '–',
                isTotal: true,
                ...total,
              },
              ...agencies.map(({ agency, ...counts }) => ({
                key: `${office?.id} ${agency.id}`,
                name: formatAgency(agency, language),
                isTotal: false,
                ...counts,
              })),
            ])
            .map(({ key, name, isTotal, open, waiting, late }) => (
              <tr key={key} data-total={isTotal || undefined}>
                <th scope="row">{name}</th>
                <td>{open}</td>
                <td data-bad={waiting > 0}>{waiting}</td>
                <td data-late={late > 0}>{late}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </PageList>
  );
}
