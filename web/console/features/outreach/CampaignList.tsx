import { Button } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Campaign } from '#contract/outreach';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { PageList } from '../../ui/PageList.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import { CampaignForm } from './CampaignForm.tsx';
import { Funnel } from './Funnel.tsx';
import css from './outreach.module.css';
import { useCampaigns, useFunnel } from './outreach-data.ts';
import { PlacementForm } from './PlacementForm.tsx';

/** Campaigns with what each brought in, and the beginning of a new one. */
export function CampaignList({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useText(OUTREACH_TEXT);
  const list = useCampaigns();
  const [isNew, setNew] = useState(false);
  const [isMade, setMade] = useState(false);
  const { campaigns = [], owners = [] } = list.data ?? {};
  return (
    <>
      {mayEdit && !isNew && owners.length > 0 && (
        <Button
          variant="default"
          size="md"
          leftSection={<IconPlus aria-hidden size={20} />}
          onClick={() => {
            setNew(true);
            setMade(false);
          }}
        >
          {t('campaign.new')}
        </Button>
      )}
      {isNew && (
        <CampaignForm
          owners={owners}
          onClose={(made) => {
            setNew(false);
            setMade(made);
          }}
        />
      )}
      {isMade && (
        <p role="status" className={css.done}>
          {t('campaign.made')} <a href="#import">{t('tab.import')}</a>
        </p>
      )}
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
  const [form, setForm] = useState<'campaign' | 'placement'>();
  const funnel = useFunnel({ campaign: id }, isOpen);
  const { planned, shown, checked } = placements;
  const from = formatDay(startsOn, language);
  if (form === 'campaign') return <CampaignForm known={campaign} onClose={() => setForm(undefined)} />;
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
      <div className={css.choices}>
        {!isOpen && (
          <Button size="md" variant="default" onClick={() => setOpen(true)}>
            {t('campaign.results')}
          </Button>
        )}
        {campaign.mayChange && (
          <>
            <Button
              size="md"
              variant="default"
              leftSection={<IconPencil aria-hidden size={20} />}
              aria-label={t('campaign.changeOf', { name })}
              onClick={() => setForm('campaign')}
            >
              {t('campaign.change')}
            </Button>
            {!form && (
              <Button
                size="md"
                variant="default"
                leftSection={<IconPlus aria-hidden size={20} />}
                aria-label={t('place.addTo', { name })}
                onClick={() => setForm('placement')}
              >
                {t('place.add')}
              </Button>
            )}
          </>
        )}
      </div>
      {form === 'placement' && <PlacementForm campaignId={id} onClose={() => setForm(undefined)} />}
      {isOpen && (
        <PageList list={funnel} isEmpty={false} empty="">
          {funnel.data && <Funnel funnel={funnel.data} />}
        </PageList>
      )}
    </>
  );
}
