import { Button } from '@mantine/core';
import type { SimulationList } from '#contract/staffing';
import { STAFFING_TEXT } from '../../../text/staffing.ts';
import { formatDateAndTime } from '../../../ui/format-time.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { ScrolledTable } from '../../../ui/ScrolledTable.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from '../insight.module.css';
import { useSimulations } from './staffing-data.ts';
import { percentOf, useEstimate } from './use-estimate.ts';

type Line = SimulationList['simulations'][number];
type Props = { province: string; openId: string | undefined; onOpen: (id: string) => void };

/** What was asked of a province before, by whom, and the answer in a line. */
export function EarlierSimulations({ province, openId, onOpen }: Props) {
  const { t, language } = useText(STAFFING_TEXT);
  const { difference } = useEstimate();
  const list = useSimulations(province);
  const lines = list.data?.pages.flatMap(({ simulations }) => simulations) ?? [];
  const columns = ['at', 'question', 'target', 'result'] as const;
  return (
    <section className={css.part} aria-label={t('earlier.title')}>
      <h3>{t('earlier.title')}</h3>
      <PageList list={list} isEmpty={lines.length === 0} empty={t('earlier.none')}>
        <ScrolledTable className={css.wide} label={t('earlier.title')}>
          <table className={`${css.table} ${css.stacked}`}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {t(`earlier.${column}`)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.id}>
                  <th scope="row">
                    {formatDateAndTime(line.askedAt, language)}
                    <span className={css.small}> · {line.askedBy}</span>
                  </th>
                  <td data-label={t('earlier.question')}>{sayQuestion(line)}</td>
                  <td data-label={t('earlier.target')}>{sayTarget(line.target)}</td>
                  <td data-label={t('earlier.result')}>{sayResult(line)}</td>
                  <td>
                    {line.id === openId ? (
                      <span className={css.small}>{t('earlier.isOpen')}</span>
                    ) : (
                      <Button variant="default" onClick={() => onOpen(line.id)}>
                        {t('earlier.open')}
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrolledTable>
        {list.hasNextPage && (
          <Button
            fullWidth
            size="md"
            mt="sm"
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('earlier.more')}
          </Button>
        )}
      </PageList>
    </section>
  );

  function sayQuestion({ question, stations }: Line): string {
    const names = stations.map(({ nameTh, nameEn }) => (language === 'en' && nameEn) || nameTh);
    const asked = [t(`question.${question.kind}`), ...(names.length > 0 ? [names.join(' → ')] : [])];
    if (question.kind === 'fewer') asked.push(t(`shift.${question.shift}`));
    return asked.join(' · ');
  }

  function sayTarget({ minutes, share, team }: Line['target']): string {
    return t(team ? 'earlier.targetAll' : 'earlier.targetFirst', { minutes, percent: Math.round(share * 100) });
  }

  function sayResult({ state, question, result }: Line): string {
    if (state === 'too-long') return t('tooLong');
    if (!result) return t('waiting');
    if (result.outcome !== 'answered') return t(`outcome.${result.outcome}`);
    const { before, after, change, hoursBefore, hoursAfter } = result;
    const share = before ? percentOf(before.value) : t('stations.none');
    const shown = (n: number): string => n.toLocaleString(language);
    if (question.kind === 'as-is') return t('earlier.now', { share, hours: shown(hoursBefore) });
    return t('earlier.changed', {
      ...{ before: share, after: after ? percentOf(after.value) : t('stations.none'), change: difference(change) },
      hours: hoursBefore === hoursAfter ? shown(hoursBefore) : `${shown(hoursBefore)} → ${shown(hoursAfter)}`,
    });
  }
}
