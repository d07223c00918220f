import { NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { type InsightScopes, REPORT_CHANNELS } from '#contract/insight';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../live/clock.ts';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { Choices } from '../../ui/Choices.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './insight.module.css';
import { useScopes } from './insight-data.ts';

export const PERIODS = ['7', '30', '90', '365'] as const;
type Named = { nameTh: string; nameEn: string | null };

/** Whose figures, of which days and kinds: what is chosen, and the fields to choose it with. */
export function useFilters() {
  const { t, language } = useText(INSIGHT_TEXT);
  const { t: app } = useText();
  const scopes = useScopes();
  const [whose, setWhose] = useState<string>();
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>('30');
  const [types, setTypes] = useState<string[]>([]);
  const [channels, setChannels] = useState<string[]>([]);
  const nameOf = ({ nameTh, nameEn }: Named) => (language === 'en' && nameEn) || nameTh;
  const options = scopes.data ? listOptions(scopes.data, t('nation'), nameOf) : [];
  const chosen = whose ?? options[0]?.value ?? '';
  const today = thaiDayOf(new Date(serverNow()));
  const [key = '', value = ''] = chosen.split('=');
  const fields: ReactNode = (
    <>
      <div className={css.filters}>
        <NativeSelect
          label={t('whose')}
          value={chosen}
          data={options}
          onChange={(event) => setWhose(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('period')}
          value={period}
          data={PERIODS.map((days) => ({ value: days, label: t(`days.${days}`) }))}
          onChange={(event) => setPeriod(PERIODS.find((days) => days === event.currentTarget.value) ?? '30')}
        />
      </div>
      <div className={css.kinds}>
        <Choices
          {...{ label: t('kind'), many: true, tight: true, chosen: types, onChange: setTypes }}
          options={INCIDENT_TYPES.map((one) => ({ value: one, label: app(`type.${one}`) }))}
        />
        <Choices
          {...{ label: t('dimension.channel'), many: true, tight: true, chosen: channels, onChange: setChannels }}
          options={REPORT_CHANNELS.map((one) => ({ value: one, label: t(`channel.${one}`) }))}
        />
      </div>
    </>
  );
  return {
    ...{ scopes, fields, types, channels },
    may: options.length > 0,
    isNation: key === 'nation',
    span: { from: addDays(today, 1 - Number(period)), to: today },
    /** As the query has it. */
    scope: (value ? { [key]: value } : {}) as Record<string, string>,
  };
}

export function listOptions(
  { nation, provinces, agencies }: InsightScopes,
  all: string,
  nameOf: (named: Named) => string,
) {
  return [
    ...(nation ? [{ value: 'nation', label: all }] : []),
    ...provinces.map((province) => ({ value: `province=${province.code}`, label: nameOf(province) })),
    ...agencies.map((agency) => ({ value: `agencyId=${agency.id}`, label: nameOf(agency) })),
  ];
}
