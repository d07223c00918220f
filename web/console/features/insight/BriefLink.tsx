import { Button, NativeSelect } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../live/clock.ts';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { useText } from '../../ui/use-text.ts';
import css from './insight.module.css';

/** Months that are over, the last one first. */
function listMonths(today: string): string[] {
  const months: string[] = [];
  for (let day = `${today.slice(0, 7)}-01`; months.length < 12; ) {
    day = `${addDays(day, -1).slice(0, 7)}-01`;
    months.push(day.slice(0, 7));
  }
  return months;
}

/** A month on one page for whoever is in charge, as PDF. */
export function BriefLink({ scope }: { scope: Readonly<Record<string, string>> }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const months = listMonths(thaiDayOf(new Date(serverNow())));
  const [month = '', setMonth] = useState(months[0]);
  const named = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'th-TH', { month: 'long', year: 'numeric' });
  const query = new URLSearchParams({ ...scope, month, lang: language === 'en' ? 'en' : 'th' });
  return (
    <div className={css.brief}>
      <NativeSelect
        label={t('brief.month')}
        value={month}
        data={months.map((value) => ({ value, label: named.format(new Date(`${value}-15T00:00:00Z`)) }))}
        onChange={(event) => setMonth(event.currentTarget.value)}
      />
      <Button
        component="a"
        variant="default"
        href={`/api/v1/insight/brief?${query}`}
        target="_blank"
        leftSection={<IconFileText aria-hidden size={20} />}
      >
        {t('brief.open')}
      </Button>
    </div>
  );
}
