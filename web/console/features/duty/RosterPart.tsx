import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../live/clock.ts';
import { DUTY_TEXT } from '../../text/duty.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './duty.module.css';
import { useRoster } from './duty-data.ts';
import { Gaps } from './GapList.tsx';
import { ImportForm } from './ImportForm.tsx';
import { PatternList } from './PatternList.tsx';
import { PlanForm } from './PlanForm.tsx';
import { RosterNeedPart } from './RosterNeedPart.tsx';
import { WeekView } from './WeekView.tsx';

/** Who is on duty now, the gaps, the week; and for planners the forms. */
export function RosterPart({ agencyId }: { agencyId: string }) {
  const { t: d } = useText(DUTY_TEXT);
  const { language } = useText();
  const today = thaiDayOf(new Date(serverNow()));
  const [from, setFrom] = useState(today);
  const roster = useRoster(agencyId, from);
  const { data } = roster;
  return (
    <PageList list={roster} isEmpty={false} empty="">
      {data && (
        <>
          <section className={css.part}>
            <h3 className={css.heading}>{d('now')}</h3>
            {!data.hasRoster && <p className={css.card}>{d('noRoster')}</p>}
            {data.hasRoster && data.onDuty.length === 0 && (
              <p className={css.card} data-tone="red">
                <strong>{d('nobody')}</strong>
              </p>
            )}
            <ul className={css.list}>
              {data.onDuty.map(({ person, post, presence, until }) => (
                <li key={person.id} className={css.card} data-tone={presence === 'checked-in' ? 'green' : undefined}>
                  <div className={css.row}>
                    <strong>{person.name}</strong>
                    <span>{d(`post.${post}`)}</span>
                  </div>
                  <p className={css.small}>
                    {d(presence === 'checked-in' ? 'checkedIn' : 'planned')} ·{' '}
                    {d('until', { time: formatMoment(until, serverNow(), language) })}
                  </p>
                </li>
              ))}
            </ul>
          </section>
          {data.hasRoster && (
            <section className={css.part}>
              <h3 className={css.heading}>{d('gaps')}</h3>
              {data.gaps.length === 0 ? <p>{d('gapsNone')}</p> : <Gaps gaps={data.gaps} />}
            </section>
          )}
          <RosterNeedPart agencyId={agencyId} />
          <section className={css.part}>
            <div className={css.row}>
              <h3 className={css.heading}>{d('week')}</h3>
              <span className={css.row}>
                <Button
                  variant="default"
                  leftSection={<IconChevronLeft aria-hidden size={18} />}
                  onClick={() => setFrom(addDays(from, -7))}
                >
                  {d('earlier')}
                </Button>
                <Button
                  variant="default"
                  rightSection={<IconChevronRight aria-hidden size={18} />}
                  onClick={() => setFrom(addDays(from, 7))}
                >
                  {d('later')}
                </Button>
              </span>
            </div>
            <WeekView roster={data} from={from} />
          </section>
          {data.mayManage && <PlanForm agencyId={agencyId} people={data.people} />}
          {data.mayManage && <ImportForm agencyId={agencyId} />}
          {data.mayManage && <PatternList patterns={data.patterns} />}
        </>
      )}
    </PageList>
  );
}
