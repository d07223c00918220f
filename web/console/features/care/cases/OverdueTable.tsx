import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { listed } from '../../../ui/list-keys.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { Since } from '../../../ui/Since.tsx';
import { useText } from '../../../ui/use-text.ts';
import { casesHash } from './case-route.ts';
import css from './cases.module.css';
import { useOverdue } from './work-data.ts';

/** Where things are late, by owner: numbers only. */
export function OverdueTable() {
  const { t, language } = useText(CASES_TEXT);
  const { t: acts } = useText(CASE_ACTS_TEXT);
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
              // A total of one owner says nothing more.
              ...(agencies[0]?.open === total.open
                ? []
                : [
                    {
                      key: office?.id ?? 'none',
                      name: office ? formatAgency(office, language) : '–',
                      agencyId: null,
                      isTotal: true,
                      ...total,
                    },
                  ]),
              ...agencies.map(({ agency, ...counts }) => ({
                key: `${office?.id} ${agency.id}`,
                name: formatAgency(agency, language),
                agencyId: agency.id,
                isTotal: false,
                ...counts,
              })),
            ])
            .map(({ key, name, agencyId, isTotal, open, waiting, late, lateSince }) => (
              <tr key={key} data-total={isTotal || undefined}>
                <th scope="row">
                  {agencyId === null ? (
                    name
                  ) : (
                    <a className={css.toCases} href={casesHash(agencyId)} {...listed()}>
                      {name}
                    </a>
                  )}
                  {lateSince && (
                    <span className={css.oldest}>
                      <Since at={lateSince} text={(time) => acts('overdue.oldest', { time })} />
                    </span>
                  )}
                </th>
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
