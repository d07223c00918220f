import { NativeSelect } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { MapCells } from '#contract/province-map';
import { linkTo } from '../../../router.ts';
import { INSIGHT_TEXT } from '../../../text/insight.ts';
import { MAPS_TEXT } from '../../../text/maps.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { formatDay } from '../../../ui/thai-day.ts';
import { useText } from '../../../ui/use-text.ts';
import css from '../insight.module.css';
import { useScopes } from '../insight-data.ts';
import { CellMap } from './CellMap.tsx';
import { MapQuality, MapScan, NearRepeats } from './MapFindings.tsx';
import maps from './maps.module.css';
import { useMapCells } from './maps-data.ts';

type Made = NonNullable<MapCells['made']>;

/** What the reports of a province say of places: what is beginning, where more happens than by chance, and whether to trust it. */
export default function MapsPage() {
  const { t, language } = useText(MAPS_TEXT);
  const { t: insight } = useText(INSIGHT_TEXT);
  const scopes = useScopes();
  const provinces = scopes.data?.provinces ?? [];
  const [chosen, setChosen] = useState<string>();
  const province = chosen ?? provinces[0]?.code ?? '';
  const cells = useMapCells(province);
  return (
    <PageList list={scopes} isEmpty={provinces.length === 0} empty={insight('notYours')}>
      <p className={css.small}>{t('intro')}</p>
      <div className={css.filters}>
        <NativeSelect
          label={t('province')}
          size="md"
          value={province}
          data={provinces.map(({ code, nameTh, nameEn }) => ({
            value: code,
            label: (language === 'en' && nameEn) || nameTh,
          }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      </div>
      <PageList list={cells} isEmpty={cells.data?.made === null} empty={t('notMade')}>
        {cells.data?.made && (
          <>
            <Source made={cells.data.made} />
            <MapScan province={province} />
            <CellMap key={province} map={cells.data} made={cells.data.made} />
            <Caution />
            <MapQuality province={province} />
            <NearRepeats province={province} />
            <How made={cells.data.made} />
          </>
        )}
      </PageList>
    </PageList>
  );
}

function Source({ made: { week, to, n, leftOut } }: { made: Made }) {
  const { t, language } = useText(MAPS_TEXT);
  const count = (value: number) => value.toLocaleString(language);
  return (
    <p>
      {t('made', { week: formatDay(week, language), n: count(n), to: formatDay(to, language) })}
      {leftOut.vague + leftOut.notReported > 0 && (
        <span className={maps.leftOut}>
          {t('leftOut', { vague: count(leftOut.vague), notReported: count(leftOut.notReported) })}
        </span>
      )}
    </p>
  );
}

function Caution() {
  const { t } = useText(MAPS_TEXT);
  return (
    <section className={maps.caution}>
      <h3>
        <IconAlertTriangle aria-hidden size={20} /> {t('caution.title')}
      </h3>
      <ul>
        <li>{t('caution.where')}</li>
        <li>{t('caution.silence')}</li>
        <li>
          {t('caution.door')} <a {...linkTo({ name: 'page', page: 'insight', id: 'places' })}>{t('places')}</a>
        </li>
      </ul>
    </section>
  );
}

function How({ made: { seed, shuffles, rulesVersion } }: { made: Made }) {
  const { t } = useText(MAPS_TEXT);
  return (
    <details className={css.part}>
      <summary className={maps.how}>{t('how.title')}</summary>
      <ul className={css.assumptions}>
        <li>{t('how.cells')}</li>
        <li>{t('how.change')}</li>
        <li>{t('how.scan')}</li>
        <li>{t('how.repeats', { shuffles })}</li>
        <li>{t('how.seed', { seed, rules: rulesVersion })}</li>
      </ul>
    </details>
  );
}
