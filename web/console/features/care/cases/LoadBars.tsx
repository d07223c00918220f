import { Button } from '@mantine/core';
import { IconPlayerPause, IconWeight } from '@tabler/icons-react';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { listed } from '../../../ui/list-keys.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import { moveHash } from './case-route.ts';
import cases from './cases.module.css';
import { describeMove } from './describe-move.ts';
import css from './lead.module.css';
import { useWorkload } from './work-data.ts';

/** Who carries how much, the share of high risk, the lines at which to move some, and the move offered in words. */
export function LoadBars() {
  const { t } = useText(CASE_ACTS_TEXT);
  const { t: casesText } = useText(CASES_TEXT);
  const load = useWorkload();
  const { workers = [], limits } = load.data ?? {};
  const most = Math.max(...workers.map(({ open }) => open), limits?.stopAt ?? 1) * 1.1;
  return (
    <PageList list={load} isEmpty={workers.length === 0} empty={casesText('load.none')}>
      {limits && (
        <p className={cases.small}>
          {casesText('load.limits', { warn: limits.warnAt, stop: limits.stopAt })}
          {limits.unverified && ` · ${casesText('clocks.unverified')}`}
        </p>
      )}
      <ul className={css.load}>
        {workers.map((one) => {
          const { worker, agency, open, high, highShare, late, level } = one;
          const at = (count: number) => `${(100 * count) / most}%`;
          const over = limits && describeMove(one, workers, limits);
          return (
            <li key={`${worker.id} ${agency.id}`} data-level={level}>
              <p className={css.worker}>
                <span>{worker.name}</span>
                <strong>
                  {open}
                  {level === 'full' && (
                    <>
                      {' '}
                      <IconPlayerPause aria-hidden size={18} /> {t('move.full')}
                    </>
                  )}
                  {level === 'warn' && (
                    <>
                      {' '}
                      <IconWeight aria-hidden size={18} /> {t('move.warn')}
                    </>
                  )}
                </strong>
              </p>
              <div className={css.bar} aria-hidden>
                <span className={css.open} style={{ width: at(open) }} />
                <span className={css.high} style={{ width: at(high) }} />
                {limits && <i style={{ insetInlineStart: at(limits.warnAt) }} />}
                {limits && <i style={{ insetInlineStart: at(limits.stopAt) }} />}
              </div>
              {open > 0 && (
                <p className={cases.small}>
                  {t('lead.highShare', { n: high, share: Math.round(highShare * 100) })} ·{' '}
                  {t('lead.lateCount', { n: late })}
                </p>
              )}
              {over && <p>{over.to ? t('lead.over', over) : t('lead.overAlone', over)}</p>}
              {open > 0 && (
                <Button
                  component="a"
                  variant="default"
                  href={moveHash(worker.id, agency.id)}
                  {...listed()}
                  aria-label={`${t('move.offerMove')}: ${worker.name}`}
                >
                  {t('move.offerMove')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </PageList>
  );
}
