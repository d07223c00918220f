import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Campaign, CampaignList as List } from '#contract/outreach';
import { thaiDayOf } from '#contract/thai-day';
import { describeProblem } from '../../api/describe-problem.ts';
import { serverNow } from '../../live/clock.ts';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { DayField } from '../../ui/DayField.tsx';
import { PageList } from '../../ui/PageList.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import { Funnel } from './Funnel.tsx';
import css from './outreach.module.css';
import { useAddCampaign, useCampaigns, useFunnel } from './outreach-data.ts';

/** Campaigns with what each brought in, and the beginning of a new one. */
export function CampaignList({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useText(OUTREACH_TEXT);
  const list = useCampaigns();
  const [isNew, setNew] = useState(false);
  const { campaigns = [], owners = [] } = list.data ?? {};
  return (
    <>
      {mayEdit && !isNew && owners.length > 0 && (
        <Button
          variant="default"
          size="md"
          leftSection={<IconPlus aria-hidden size={20} />}
          onClick={() => setNew(true)}
        >
          {t('campaign.new')}
        </Button>
      )}
      {isNew && <NewCampaign owners={owners} onClose={() => setNew(false)} />}
      <PageList list={list} isEmpty={campaigns.length === 0} empty={t('campaign.empty')}>
        <ul className={css.cards}>
          {campaigns.map((campaign) => (
            <li key={campaign.id} className={css.card}>
              <Shown campaign={campaign} />
            </li>
          ))}
        </ul>
      </PageList>
    </>
  );
}

function Shown({ campaign }: { campaign: Campaign }) {
  const { t, language } = useText(OUTREACH_TEXT);
  const { id, name, aim, status, startsOn, endsOn, owner, placements } = campaign;
  const [isOpen, setOpen] = useState(false);
  const funnel = useFunnel({ campaign: id }, isOpen);
  const { planned, shown, checked } = placements;
  const from = formatDay(startsOn, language);
  return (
    <>
      <h3>{name}</h3>
      <p className={css.small}>
        {language === 'en' ? (owner.nameEn ?? owner.nameTh) : owner.nameTh} · {t(`campaign.status.${status}`)} ·{' '}
        {endsOn ? t('campaign.period', { from, to: formatDay(endsOn, language) }) : t('campaign.from', { day: from })}
      </p>
      {aim && <p>{aim}</p>}
      <p>
        {t('campaign.placements', {
          shown: (shown + checked).toLocaleString(language),
          total: (planned + shown + checked).toLocaleString(language),
        })}
      </p>
      {!isOpen && (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('campaign.results')}
        </Button>
      )}
      {isOpen && (
        <PageList list={funnel} isEmpty={false} empty="">
          {funnel.data && <Funnel funnel={funnel.data} />}
        </PageList>
      )}
    </>
  );
}

function NewCampaign({ owners, onClose }: { owners: List['owners']; onClose: () => void }) {
  const { t, language } = useText(OUTREACH_TEXT);
  const [name, setName] = useState('');
  const [aim, setAim] = useState('');
  const [agencyId, setAgency] = useState(owners[0]?.id ?? '');
  const [startsOn, setStarts] = useState<string>(thaiDayOf(new Date(serverNow())));
  const add = useAddCampaign();
  if (add.isSuccess)
    return (
      <p role="status" className={css.done}>
        {t('campaign.made')} <a href="#import">{t('tab.import')}</a>
      </p>
    );
  return (
    <form
      className={css.card}
      onSubmit={(event) => {
        event.preventDefault();
        const facts = { agencyId, name, aim, startsOn, endsOn: null, budgetBaht: null } as const;
        add.mutate({ ...facts, languages: ['th', 'en', 'my', 'lo', 'km', 'zh'], status: 'running' });
      }}
    >
      <TextInput
        size="lg"
        required
        maxLength={120}
        label={t('campaign.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        size="lg"
        label={t('campaign.owner')}
        value={agencyId}
        data={owners.map(({ id, nameTh, nameEn }) => ({
          value: id,
          label: language === 'en' ? (nameEn ?? nameTh) : nameTh,
        }))}
        onChange={(event) => setAgency(event.currentTarget.value)}
      />
      <Textarea
        size="lg"
        maxLength={1000}
        label={t('campaign.aim')}
        value={aim}
        onChange={(event) => setAim(event.currentTarget.value)}
      />
      <DayField label={t('campaign.starts')} value={startsOn} onChange={(day) => setStarts(day ?? startsOn)} />
      {add.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(add.error, language)}
        </p>
      )}
      <div className={css.choices}>
        <Button type="submit" size="md" loading={add.isPending}>
          {t('campaign.save')}
        </Button>
        <Button size="md" variant="default" onClick={onClose}>
          {t('campaign.cancel')}
        </Button>
      </div>
    </form>
  );
}
