import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { LANGUAGES, NATIVE_NAMES } from '#contract/languages';
import { CAMPAIGN_STATUSES, type Campaign, type CampaignFacts, type CampaignList } from '#contract/outreach';
import { thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../live/clock.ts';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { Choices } from '../../ui/Choices.tsx';
import { DayField } from '../../ui/DayField.tsx';
import { useText } from '../../ui/use-text.ts';
import { FormEnd } from './FormEnd.tsx';
import { NumberField } from './NumberField.tsx';
import css from './outreach.module.css';
import { useSaveCampaign } from './outreach-data.ts';

type Props = {
  /** Without it the campaign is new. */
  known?: Campaign;
  /** For whom a new one may be begun. */
  owners?: CampaignList['owners'];
  onClose: (isSaved: boolean) => void;
};

/** A campaign, new or changed. */
export function CampaignForm({ known, owners = [], onClose }: Props) {
  const { t, language } = useText(OUTREACH_TEXT);
  const today = thaiDayOf(new Date(serverNow()));
  const [facts, setFacts] = useState<CampaignFacts>(() => ({
    agencyId: known?.agencyId ?? owners[0]?.id ?? '',
    name: known?.name ?? '',
    aim: known?.aim ?? '',
    startsOn: known?.startsOn ?? today,
    endsOn: known?.endsOn ?? null,
    languages: known?.languages ?? [...LANGUAGES],
    budgetBaht: known?.budgetBaht ?? null,
    status: known?.status ?? 'running',
  }));
  const save = useSaveCampaign(known);
  const change = (changed: Partial<CampaignFacts>): void => setFacts({ ...facts, ...changed });
  return (
    <form
      className={css.form}
      aria-label={known ? t('campaign.changeOf', { name: known.name }) : t('campaign.new')}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(facts, { onSuccess: () => onClose(true) });
      }}
    >
      <TextInput
        size="lg"
        required
        maxLength={120}
        label={t('campaign.name')}
        value={facts.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {!known && (
        <NativeSelect
          size="lg"
          label={t('campaign.owner')}
          value={facts.agencyId}
          data={owners.map(({ id, nameTh, nameEn }) => ({
            value: id,
            label: language === 'en' ? (nameEn ?? nameTh) : nameTh,
          }))}
          onChange={(event) => change({ agencyId: event.currentTarget.value })}
        />
      )}
      <Textarea
        size="lg"
        maxLength={1000}
        autosize
        minRows={2}
        label={t('campaign.aim')}
        value={facts.aim}
        onChange={(event) => change({ aim: event.currentTarget.value })}
      />
      <NativeSelect
        size="lg"
        label={t('campaign.statusLabel')}
        value={facts.status}
        data={CAMPAIGN_STATUSES.map((one) => ({ value: one, label: t(`campaign.status.${one}`) }))}
        onChange={(event) =>
          change({ status: CAMPAIGN_STATUSES.find((one) => one === event.currentTarget.value) ?? facts.status })
        }
      />
      <DayField
        around
        label={t('campaign.starts')}
        value={facts.startsOn}
        onChange={(day) => day && change({ startsOn: day })}
      />
      <Choices
        many
        hideLabel
        label={t('campaign.ends')}
        options={[{ value: 'open', label: t('campaign.open') }]}
        chosen={facts.endsOn === null ? ['open'] : []}
        onChange={(chosen) => change({ endsOn: chosen.length > 0 ? null : facts.startsOn })}
      />
      {facts.endsOn !== null && (
        <DayField
          around
          label={t('campaign.ends')}
          value={facts.endsOn}
          onChange={(day) => day && change({ endsOn: day })}
        />
      )}
      <Choices
        many
        label={t('campaign.languages')}
        options={LANGUAGES.map((one) => ({ value: one, label: NATIVE_NAMES[one] }))}
        chosen={facts.languages}
        onChange={(chosen) => {
          // One stays: material without a language can't be made.
          if (chosen.length > 0) change({ languages: LANGUAGES.filter((one) => chosen.includes(one)) });
        }}
      />
      <NumberField
        label={t('campaign.budget')}
        most={2_000_000_000}
        value={facts.budgetBaht}
        onChange={(budgetBaht) => change({ budgetBaht })}
      />
      <FormEnd save={known ? t('place.save') : t('campaign.save')} sending={save} onCancel={() => onClose(false)} />
    </form>
  );
}
