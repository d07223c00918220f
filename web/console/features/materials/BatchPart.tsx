import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconDownload, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { foundAreaListSchema } from '#contract/jurisdiction';
import { NATIVE_NAMES, type PublicLanguage } from '#contract/languages';
import type { Material, MaterialBatch, MaterialFormat } from '#contract/materials';
import { campaignListSchema } from '#contract/outreach';
import { describeProblem } from '../../api/describe-problem.ts';
import { getJson } from '../../api/request.ts';
import { MATERIALS_TEXT } from '../../text/materials.ts';
import { formatDateAndTime } from '../../ui/format-time.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import { Choice } from './Choice.tsx';
import css from './materials.module.css';
import { useAskForBatch, useBatches, useProvinces } from './materials-data.ts';

type Area = { code: string; name: string };
type Named = { nameTh: string; nameEn: string };
const nameOf = ({ nameTh, nameEn }: Named, language: string): string => (language === 'th' ? nameTh : nameEn);

/** One kind of material for many placements, as one archive, which is made while they do something else. */
export function BatchPart() {
  const { t, language: own } = useText(MATERIALS_TEXT);
  const [material, setMaterial] = useState<Material>('poster-a4');
  const [language, setLanguage] = useState<PublicLanguage>('th');
  const [format, setFormat] = useState<MaterialFormat>('pdf');
  const [campaignId, setCampaign] = useState('');
  const [province, setProvince] = useState('');
  const [area, setArea] = useState<Area>();
  const provinces = useProvinces();
  const campaigns = useQuery({
    queryKey: ['materials', 'campaigns'],
    queryFn: async ({ signal }) => campaignListSchema.parse(await getJson('/api/v1/campaigns', signal)),
  });
  const ask = useAskForBatch();
  const batches = useBatches();
  return (
    <>
      <p className={css.small}>{t('batch.about')}</p>
      <Choice {...{ material, language, onMaterial: setMaterial, onLanguage: setLanguage }}>
        <NativeSelect
          size="lg"
          label={t('batch.campaign')}
          value={campaignId}
          data={[
            { value: '', label: t('batch.allCampaigns') },
            ...(campaigns.data?.campaigns.map(({ id, name }) => ({ value: id, label: name })) ?? []),
          ]}
          onChange={(event) => setCampaign(event.currentTarget.value)}
        />
        <NativeSelect
          size="lg"
          label={t('batch.format')}
          value={format}
          data={(['pdf', 'png'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(event) => setFormat(event.currentTarget.value as MaterialFormat)}
        />
        <NativeSelect
          size="lg"
          label={t('batch.province')}
          value={province}
          data={[
            { value: '', label: t('batch.allProvinces') },
            ...(provinces.data ?? []).map((one) => ({ value: one.code, label: nameOf(one, own) })),
          ]}
          onChange={(event) => {
            setProvince(event.currentTarget.value);
            setArea(undefined);
          }}
        />
        <AreaField
          area={area}
          onArea={(found) => {
            setArea(found);
            // The province of what was found; afterwards the whole of it, unless another is chosen.
            if (found) setProvince(found.code.slice(0, 2));
          }}
        />
      </Choice>
      <Button
        className={css.make}
        size="lg"
        loading={ask.isPending}
        onClick={() =>
          ask.mutate({
            ...{ material, language, format },
            ...(campaignId && { campaignId }),
            ...((area || province) && { area: area?.code ?? province }),
          })
        }
      >
        {t('batch.make')}
      </Button>
      {ask.isError && (
        <p role="alert" className={css.warning}>
          {describeProblem(ask.error, own)}
        </p>
      )}
      <h3 className={css.under}>{t('batch.list')}</h3>
      <PageList list={batches} isEmpty={batches.data?.batches.length === 0} empty={t('batch.none')}>
        <ul className={css.batches}>
          {batches.data?.batches.map((batch) => (
            <li key={batch.id}>
              <Shown batch={batch} />
            </li>
          ))}
        </ul>
      </PageList>
    </>
  );
}

function Shown({ batch }: { batch: MaterialBatch }) {
  const { t, language } = useText(MATERIALS_TEXT);
  const { id, material, state, made, placements, bytes, campaign, area, askedAt } = batch;
  const name = `${t(`materials.${material}`)} · ${NATIVE_NAMES[batch.language]} · ${batch.format.toUpperCase()}`;
  return (
    <>
      <div>
        <strong>{name}</strong>
        <span className={css.small}>
          {campaign ?? t('batch.allCampaigns')} · {area ? nameOf(area, language) : t('batch.everywhere')} ·{' '}
          {formatDateAndTime(askedAt, language)}
        </span>
        {state === 'making' && (
          <progress max={placements} value={made} aria-label={t('batch.progress', { made, placements })} />
        )}
        <span role="status">
          {state === 'making' && t('batch.progress', { made, placements })}
          {state === 'ready' && t('batch.ready', { placements, size: (bytes / 1_000_000).toFixed(1) })}
          {state === 'failed' && t('batch.failed')}
        </span>
      </div>
      {state === 'ready' && (
        <Button
          component="a"
          size="md"
          leftSection={<IconDownload aria-hidden size={22} />}
          href={`/api/v1/material-batches/${id}/archive`}
          download
        >
          {t('batch.download')}
        </Button>
      )}
    </>
  );
}

/** A district or a subdistrict by its name; none is everywhere. */
function AreaField({ area, onArea }: { area: Area | undefined; onArea: (area: Area | undefined) => void }) {
  const { t, language } = useText(MATERIALS_TEXT);
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['materials', 'areas', asked],
    queryFn: async ({ signal }) =>
      foundAreaListSchema.parse(await getJson(`/api/v1/areas/search?${new URLSearchParams({ text: asked })}`, signal)),
    enabled: asked !== '',
  });
  if (area)
    return (
      <div className={css.area}>
        <span>{t('batch.in', { name: area.name })}</span>
        <Button
          variant="default"
          size="md"
          leftSection={<IconX aria-hidden size={20} />}
          onClick={() => onArea(undefined)}
        >
          {t('batch.everywhere')}
        </Button>
      </div>
    );
  return (
    <div>
      <TextInput
        size="lg"
        label={t('batch.area')}
        placeholder={t('batch.everywhere')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {asked !== '' && found.data && (
        <ul className={css.places}>
          {found.data.areas.map(({ code, nameTh, nameEn }) => {
            const name = nameOf({ nameTh, nameEn }, language);
            return (
              <li key={code}>
                <button
                  type="button"
                  onClick={() => {
                    setText('');
                    onArea({ code, name });
                  }}
                >
                  {name}
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
