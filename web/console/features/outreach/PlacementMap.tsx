import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react';
import { formatPlacementCode } from '#contract/placement-code';
import type { Pin } from '../../map/pin.ts';
import { goTo, linkTo } from '../../router.ts';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import work from '../../ui/work-rows.module.css';
import css from './outreach.module.css';
import { type MapPart, useCampaigns, useClusters, usePlacements } from './outreach-data.ts';

/** A separate chunk, as in the control room. */
const MapCanvas = lazy(() => import('../../map/MapCanvas.tsx'));

const THAILAND: MapPart = { south: 5.5, west: 97, north: 20.6, east: 105.8, zoom: 6.5 };
/** How far around a mark one looks when it is opened, and how fine the marks are then. */
const CLOSER = [
  { degrees: 1.2, zoom: 8 },
  { degrees: 0.25, zoom: 11 },
  { degrees: 0.04, zoom: 14 },
];

/** All placements as marks, those close together as one; and the search for one of them. */
export function PlacementMap() {
  const { t, language } = useText(OUTREACH_TEXT);
  const [campaign, setCampaign] = useState('');
  const [typed, setTyped] = useState('');
  const [way, setWay] = useState<{ lat: number; lng: number }[]>([]);
  const text = useDeferredValue(typed.trim());
  const campaigns = useCampaigns().data?.campaigns ?? [];
  const at = way.at(-1);
  const part = useMemo(() => partAround(at, way.length), [at, way.length]);
  const clusters = useClusters(part, campaign);
  const pins = useMemo(
    () =>
      (clusters.data?.clusters ?? []).map(({ position, n, code }): Pin => {
        const id = code ?? `${position.lat} ${position.lng}`;
        return { id, ...position, tone: 'green', isChosen: false, ...(n > 1 && { count: n }) };
      }),
    [clusters.data],
  );
  // The map moves to what is chosen.
  const shown = useMemo(
    () => (at ? [...pins, { id: 'here', ...at, tone: 'grey', isChosen: true } as const] : pins),
    [pins, at],
  );
  const open = (id: string): void => {
    const [lat, lng] = id.split(' ').map(Number);
    if (lat !== undefined && lng !== undefined) setWay([...way, { lat, lng }]);
    else if (id !== 'here') goTo({ name: 'page', page: 'outreach', id });
  };
  const found = usePlacements({ text, campaign });
  return (
    <>
      <search className={css.filters}>
        <TextInput
          size="lg"
          label={t('map.search')}
          placeholder={t('map.searchHint')}
          leftSection={<IconSearch aria-hidden size={20} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <NativeSelect
          size="lg"
          label={t('map.campaign')}
          value={campaign}
          data={[{ value: '', label: t('map.any') }, ...campaigns.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(event) => setCampaign(event.currentTarget.value)}
        />
      </search>
      {text !== '' && (
        <PageList list={found} isEmpty={found.data?.total === 0} empty={t('map.none')}>
          <p className={css.small} role="status">
            {t('map.found', { count: found.data?.total ?? 0 })}
            {(found.data?.total ?? 0) > (found.data?.placements.length ?? 0) &&
              ` · ${t('map.cut', { count: found.data?.placements.length ?? 0 })}`}
          </p>
          <ul className={work.rows}>
            {found.data?.placements.map(({ code, name, kind, status, placeTh, counts }) => (
              <li key={code} className={work.row}>
                <div className={work.what}>
                  <a className={work.act} {...linkTo({ name: 'page', page: 'outreach', id: code })}>
                    {name}
                  </a>
                  <span className={css.small}>
                    {[t(`kind.${kind}`), placeTh, t(`status.${status}`)].filter(Boolean).join(' · ')}
                  </span>
                </div>
                <span className={css.code}>{formatPlacementCode(code)}</span>
                <span className={css.small}>{t('one.opens', { count: counts.opened })}</span>
              </li>
            ))}
          </ul>
        </PageList>
      )}
      {text === '' && (
        <PageList
          list={clusters}
          isEmpty={clusters.data?.total === 0 && way.length === 0 && campaign === ''}
          empty={t('map.empty')}
        >
          <div className={css.mapHead}>
            <p className={css.small} role="status">
              {t('map.total', {
                count: clusters.data?.total ?? 0,
                formatted: clusters.data?.total.toLocaleString(language),
              })}
              {' · '}
              {t('map.how')}
            </p>
            {way.length > 0 && (
              <Button
                variant="default"
                leftSection={<IconArrowBackUp aria-hidden size={20} />}
                onClick={() => setWay([])}
              >
                {t('map.all')}
              </Button>
            )}
          </div>
          <div className={css.map}>
            <ErrorBoundary fallback={null}>
              <Suspense fallback={<Waiting label={t('map.label')} />}>
                <MapCanvas
                  key={way.length === 0 ? campaign : 'closer'}
                  pins={shown}
                  home={null}
                  onOpen={open}
                  words={{ label: t('map.label'), fit: t('map.fit') }}
                />
              </Suspense>
            </ErrorBoundary>
          </div>
        </PageList>
      )}
    </>
  );
}

function partAround(at: { lat: number; lng: number } | undefined, depth: number): MapPart {
  const step = CLOSER[Math.min(depth, CLOSER.length) - 1];
  if (!at || !step) return THAILAND;
  const { degrees, zoom } = step;
  return { south: at.lat - degrees, north: at.lat + degrees, west: at.lng - degrees, east: at.lng + degrees, zoom };
}
