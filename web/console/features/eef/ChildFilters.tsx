import { NativeSelect } from '@mantine/core';
import { SCHOOL_SERVICES } from '#contract/eef';
import type { EefList } from '#contract/eef-api';
import { AGE_BANDS, REFERRAL_URGENCIES } from '#contract/referral';
import { EEF_TEXT } from '../../text/eef.ts';
import { useText } from '../../ui/use-text.ts';
import css from './eef.module.css';
import { type ChildFilter, NO_FILTER } from './eef-data.ts';

type Props = {
  filter: ChildFilter;
  provinces: NonNullable<EefList['counts']>['provinces'];
  onChange(filter: ChildFilter): void;
};

export function ChildFilters({ filter, provinces, onChange }: Props) {
  const { t, language } = useText(EEF_TEXT);
  const any = { value: '', label: t('filter.any') };
  const set = (change: Partial<ChildFilter>): void => {
    const next = { ...filter, ...change };
    onChange(Object.values(next).every((value) => value === '') ? NO_FILTER : next);
  };
  const select = (field: keyof ChildFilter, data: { value: string; label: string }[]) => (
    <NativeSelect
      size="md"
      label={t(`filter.${field}`)}
      value={filter[field]}
      data={[any, ...data]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <div className={css.filters}>
      {select(
        'province',
        provinces.map(({ code, open, ...name }) => ({
          value: code,
          label: `${language === 'en' ? name.en : name.th} (${open.toLocaleString('en')})`,
        })),
      )}
      {select(
        'serviceCode',
        SCHOOL_SERVICES.map((value) => ({ value, label: t(`service.${value}`) })),
      )}
      {select(
        'ageBand',
        AGE_BANDS.slice(0, 6).map((value) => ({ value, label: t(`age.${value}`) })),
      )}
      {select(
        'urgency',
        REFERRAL_URGENCIES.map((value) => ({ value, label: t(`urgency.${value}`) })),
      )}
    </div>
  );
}
