import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { NearRepeats as Repeats, MapScan as Scan, ShownQuality } from '#contract/province-map';
import { MAPS_TEXT } from '../../../text/maps.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { ScrolledTable } from '../../../ui/ScrolledTable.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from '../insight.module.css';
import maps from './maps.module.css';
import { useMapQuality, useMapScan, useNearRepeats } from './maps-data.ts';

type OfProvince = { province: string };

const percentOf = (share: number): string => `${Math.round(share * 100)}%`;

/** Whether something is beginning somewhere: the strongest group of incidents that lie close together in place and time. */
export function MapScan({ province }: OfProvince) {
  const { t } = useText(MAPS_TEXT);
  const scan = useMapScan(province);
  return (
    <section className={css.part}>
      <h3>{t('scan.title')}</h3>
      <PageList list={scan} isEmpty={false} empty="">
        {scan.data && <Beginning scan={scan.data} />}
      </PageList>
    </section>
  );
}

function Beginning({ scan: { outcome, cluster } }: { scan: Scan }) {
  const { t, language } = useText(MAPS_TEXT);
  if (!cluster) return <p>{t(outcome === 'none' ? 'scan.none' : 'scan.tooFew')}</p>;
  const { areaTh, areaEn, areas, radiusMetres, days, cases, expected, p, isAlarm } = cluster;
  const Icon = isAlarm ? IconAlertTriangle : IconCircleCheck;
  return (
    <div className={maps.scan} data-alarm={isAlarm || undefined}>
      <p className={maps.verdict}>
        <Icon aria-hidden size={22} />
        <strong>{t(isAlarm ? 'scan.alarm' : 'scan.quiet')}</strong>
      </p>
      {!isAlarm && <p>{t('scan.strongest')}</p>}
      <p>
        {t('scan.found', {
          ...{ area: language === 'en' ? areaEn : areaTh, cases, days },
          expected: expected.toLocaleString(language, { maximumFractionDigits: 1 }),
        })}
        {areas > 1 && ` · ${t('scan.around', { areas, radius: Math.max(1, Math.round(radiusMetres / 1000)) })}`}
      </p>
      <p className={css.small}>{t('scan.chance', { percent: (p * 100).toFixed(1) })}</p>
      {isAlarm && (
        <p>
          {t('scan.call')} <span className={css.small}>{t('scan.often')}</span>
        </p>
      )}
    </div>
  );
}

/** Whether the map of a month ago would have helped, beside the guess that needs no method. */
export function MapQuality({ province }: OfProvince) {
  const { t } = useText(MAPS_TEXT);
  const found = useMapQuality(province);
  return (
    <section className={css.part}>
      <h3>{t('quality.title')}</h3>
      <PageList list={found} isEmpty={false} empty="">
        {found.data && <Measured found={found.data} />}
      </PageList>
    </section>
  );
}

function Measured({ found: { outcome, quality } }: { found: ShownQuality }) {
  const { t, language } = useText(MAPS_TEXT);
  if (!quality) return <p>{t(outcome === 'nothing-flagged' ? 'quality.nothingFlagged' : 'quality.tooFew')}</p>;
  const { month, n, areaShare, naive } = quality;
  const named = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'th-TH', { month: 'long', year: 'numeric' });
  const verdict = naive === null ? 'alone' : quality.hitRate > naive.hitRate ? 'better' : 'worse';
  const Icon = verdict === 'better' ? IconCircleCheck : IconAlertTriangle;
  const times = (value: number) => t('quality.times', { n: value.toFixed(1) });
  return (
    <>
      <p className={maps.verdict} data-worse={verdict !== 'better' || undefined}>
        <Icon aria-hidden size={22} />
        <strong>{t(`quality.verdict.${verdict}`)}</strong>
      </p>
      <p className={css.small}>
        {t('quality.how', {
          month: named.format(new Date(`${month.slice(0, 7)}-15T00:00:00Z`)),
          n: n.toLocaleString(language),
        })}
      </p>
      <ScrolledTable className={css.wide} label={t('quality.title')}>
        <table className={css.table}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t('quality.map')}</th>
              <th scope="col">{t('quality.naive')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('quality.area')}</th>
              <td>{(areaShare * 100).toFixed(1)}%</td>
              <td>{(areaShare * 100).toFixed(1)}%</td>
            </tr>
            <tr>
              <th scope="row">{t('quality.hitRate')}</th>
              <td>{percentOf(quality.hitRate)}</td>
              <td>{naive ? percentOf(naive.hitRate) : '–'}</td>
            </tr>
            <tr>
              <th scope="row">{t('quality.pai')}</th>
              <td>{times(quality.pai)}</td>
              <td>{naive ? times(naive.pai) : '–'}</td>
            </tr>
            <tr>
              <th scope="row">{t('quality.pei')}</th>
              <td>{percentOf(quality.pei)}</td>
              <td>{naive ? percentOf(naive.pei) : '–'}</td>
            </tr>
          </tbody>
        </table>
      </ScrolledTable>
    </>
  );
}

/** Whether reports are followed by others close by and soon. */
export function NearRepeats({ province }: OfProvince) {
  const { t } = useText(MAPS_TEXT);
  const repeats = useNearRepeats(province);
  return (
    <section className={css.part}>
      <h3>{t('repeats.title')}</h3>
      <PageList list={repeats} isEmpty={repeats.data?.outcome === 'too-few'} empty={t('repeats.tooFew')}>
        {repeats.data && <Bands repeats={repeats.data} />}
      </PageList>
    </section>
  );
}

function Bands({ repeats: { n, bands } }: { repeats: Repeats }) {
  const { t, language } = useText(MAPS_TEXT);
  const days = [...new Set(bands.map((band) => band.days))];
  const rows = [...Map.groupBy(bands, ({ metres }) => metres)];
  const count = (value: number) => value.toLocaleString(language);
  return (
    <>
      <p className={css.small}>
        {t('repeats.how', { n: count(n) })} · {t('repeats.sure')}
      </p>
      <ScrolledTable className={css.wide} label={t('repeats.title')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('repeats.distance')}</th>
              {days.map((most) => (
                <th key={most} scope="col">
                  {t('repeats.days', { days: most })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([metres, ofDistance]) => (
              <tr key={metres}>
                <th scope="row">{metres === 0 ? t('repeats.same') : t('repeats.within', { metres: count(metres) })}</th>
                {ofDistance.map(({ days: most, ratio, q, pairs }) => (
                  <td
                    key={most}
                    data-sure={(q <= 0.05 && (ratio === null || ratio > 1)) || undefined}
                    className={maps.band}
                  >
                    {ratio === null ? '–' : t('repeats.ratio', { n: ratio.toFixed(1) })}{' '}
                    <span className={css.small}>{t('repeats.pairs', { n: count(pairs) })}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrolledTable>
    </>
  );
}
