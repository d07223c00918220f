import { IconPlant2 } from '@tabler/icons-react';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../live/clock.ts';
import { FAMILIES_TEXT } from '../../text/families.ts';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { FamilyRows } from './FamilyRows.tsx';
import { useFamilies } from './family-data.ts';

const AHEAD_DAYS = 14;

/** On a worker's day: families of mine that wait for something within two weeks, and what I may decide. */
export default function DueFamilies() {
  const { t } = useText(FAMILIES_TEXT);
  const mine = useFamilies('mine');
  const toDecide = useFamilies('decide');
  const until = addDays(thaiDayOf(new Date(serverNow())), AHEAD_DAYS);
  const due = (mine.data?.plans ?? []).filter(
    ({ dueOn, step }) => step !== null && step !== 'decide' && (dueOn === null || dueOn <= until),
  );
  const plans = [...(toDecide.data?.plans ?? []), ...due];
  if (plans.length === 0) return null;
  return (
    <section aria-labelledby="due-families">
      <h3 id="due-families" className={work.group}>
        <IconPlant2 aria-hidden size={22} /> {t('today')} <span>{plans.length}</span>
      </h3>
      <FamilyRows plans={plans} />
    </section>
  );
}
