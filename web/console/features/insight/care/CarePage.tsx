import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../../live/clock.ts';
import { INSIGHT_TEXT } from '../../../text/insight.ts';
import { INSIGHT_CARE_TEXT } from '../../../text/insight-care.ts';
import { formatDateAndTime } from '../../../ui/format-time.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { formatDay } from '../../../ui/thai-day.ts';
import { useText } from '../../../ui/use-text.ts';
import css from '../insight.module.css';
import { listOptions, PERIODS } from '../use-filters.tsx';
import { CareSummary } from './CareSummary.tsx';
import { Contacts } from './Contacts.tsx';
import { useCare, useCareScopes } from './care-data.ts';
import { Needs } from './Needs.tsx';
import { Referrals } from './Referrals.tsx';

/** What followed the incidents: who was met in time, which needs were met, and which children are back in school. */
export default function CarePage() {
  const { t, language } = useText(INSIGHT_CARE_TEXT);
  const { t: insight } = useText(INSIGHT_TEXT);
  const scopes = useCareScopes();
  const [whose, setWhose] = useState<string>();
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>('90');
  const nameOf = ({ nameTh, nameEn }: { nameTh: string; nameEn: string | null }) =>
    (language === 'en' && nameEn) || nameTh;
  const options = scopes.data ? listOptions(scopes.data, insight('nation'), nameOf) : [];
  const chosen = whose ?? options[0]?.value ?? '';
  const [key = '', value = ''] = chosen.split('=');
  const to = thaiDayOf(new Date(serverNow()));
  const from = addDays(to, 1 - Number(period));
  const may = options.length > 0;
  const care = useCare({ from, to, ...(value && { [key]: value }) }, may);
  return (
    <PageList list={scopes} isEmpty={!may} empty={t('notYours')}>
      <div className={css.filters}>
        <NativeSelect
          label={insight('whose')}
          value={chosen}
          data={options}
          onChange={(event) => setWhose(event.currentTarget.value)}
        />
        <NativeSelect
          label={insight('period')}
          value={period}
          data={PERIODS.map((days) => ({ value: days, label: insight(`days.${days}`) }))}
          onChange={(event) => setPeriod(PERIODS.find((days) => days === event.currentTarget.value) ?? period)}
        />
      </div>
      <div className={css.head}>
        <p className={css.small}>{insight('span', { from: formatDay(from, language), to: formatDay(to, language) })}</p>
        {care.data && (
          <p className={css.small} role="status">
            {insight('asOf', { time: formatDateAndTime(care.data.asOf, language) })}
          </p>
        )}
      </div>
      <PageList list={care} isEmpty={false} empty="">
        {care.data && (
          <>
            <CareSummary care={care.data} />
            <Contacts contact={care.data.contact} />
            <Needs needs={care.data.needs} />
            <Referrals care={care.data} />
          </>
        )}
      </PageList>
    </PageList>
  );
}
