import { ActionIcon, useComputedColorScheme } from '@mantine/core';
import { IconMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { getJson } from '../api/request.ts';
import { useMedia } from '../ui/use-media.ts';
import { useText } from '../ui/use-text.ts';
import { Waiting } from '../ui/Waiting.tsx';
import css from './MapCanvas.module.css';
import { cornersOf, type Patch } from './patch.ts';
import type { Pin } from './pin.ts';
import { createThailandMap, type Home, type MapConfig, mapConfigSchema, type ThailandMap } from './thailand-map.ts';
import type { UnitMark } from './unit-mark.ts';

const NO_UNITS: readonly UnitMark[] = [];
const NO_PATCHES: readonly Patch[] = [];

type Props = {
  pins: readonly Pin[];
  home: Home | null;
  units?: readonly UnitMark[];
  /** Areas, of which one may be chosen; `onOpen` is called with their ids as well. */
  patches?: readonly Patch[];
  onOpen: (id: string) => void;
  /** Dark whatever the page's scheme: for the wall display. */
  isDark?: boolean;
  /** Set where the person may place a pin. */
  onPick?: (point: { lat: number; lng: number }) => void;
  /** Set where the pins are no incidents; what they are is said beside the map. `note` is printed on it. */
  words?: { label: string; fit: string; note?: string };
};

/** The map with its buttons and its note on accuracy. Loaded after the queue; if it fails, the queue is not affected. */
export default function MapCanvas({
  pins,
  home,
  units = NO_UNITS,
  patches = NO_PATCHES,
  isDark = false,
  onOpen,
  onPick,
  words,
}: Props) {
  const { t, language } = useText();
  const ofPage = useComputedColorScheme('dark');
  const reducedMotion = useMedia('(prefers-reduced-motion: reduce)');
  const scheme = isDark ? 'dark' : ofPage;
  const place = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<ThailandMap | null>(null);
  const [config, setConfig] = useState<MapConfig | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const latest = useRef({ pins, home, units, patches, onOpen, onPick });
  latest.current = { pins, home, units, patches, onOpen, onPick };

  useEffect(() => {
    let isGone = false;
    let made: ThailandMap | undefined;
    const container = place.current;
    if (!container) return;
    const make = async (): Promise<void> => {
      const found = mapConfigSchema.parse(await getJson('/map/config.json'));
      if (isGone) return;
      setConfig(found);
      const onOpen = (id: string): void => latest.current.onOpen(id);
      const picked = (point: { lat: number; lng: number }): void => latest.current.onPick?.(point);
      const events = { onOpen, onPick: picked };
      made = await createThailandMap({ container, config: found, scheme, language, reducedMotion, ...events });
      if (isGone) return made.remove();
      made.setPins(latest.current.pins);
      made.setUnits(latest.current.units);
      made.setPatches(latest.current.patches);
      made.setHome(latest.current.home, chosenOf(latest.current.pins));
      show(made, latest.current);
      setMap(made);
    };
    make().catch(() => !isGone && setFailed(true));
    return () => {
      isGone = true;
      made?.remove();
      setMap(null);
    };
  }, [scheme, language, reducedMotion]);

  useEffect(() => map?.setPins(pins), [map, pins]);
  useEffect(() => map?.setUnits(units), [map, units]);
  useEffect(() => map?.setPatches(patches), [map, patches]);
  const patchId = patches.find(({ isChosen }) => isChosen)?.id;
  useEffect(() => {
    const [corner] = cornersOf(latest.current.patches.filter(({ id }) => id === patchId));
    if (map && corner) map.focus(corner);
  }, [map, patchId]);
  const chosen = chosenOf(pins);
  const chosenKey = chosen ? `${chosen.id} ${chosen.lat} ${chosen.lng}` : '';
  useEffect(() => {
    map?.setHome(home, chosenOf(latest.current.pins));
    if (map && (chosenKey !== '' || latest.current.pins.length === 0)) show(map, latest.current);
  }, [map, chosenKey, home]);

  return (
    <section className={css.map} aria-label={words?.label ?? t('map.label')}>
      <div ref={place} className={css.canvas} />
      {!map && !hasFailed && <Waiting className={css.waiting} label={t('map.loading')} />}
      {hasFailed && <p className={css.failed}>{t('map.failed')}</p>}
      {map && (
        <div className={css.buttons}>
          <ActionIcon variant="default" size={48} aria-label={t('map.zoomIn')} onClick={() => map.zoom(1)}>
            <IconPlus aria-hidden size={22} />
          </ActionIcon>
          <ActionIcon variant="default" size={48} aria-label={t('map.zoomOut')} onClick={() => map.zoom(-1)}>
            <IconMinus aria-hidden size={22} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={48}
            aria-label={words?.fit ?? t('map.fit')}
            onClick={() => map.fit([...pins, ...cornersOf(patches)])}
          >
            <IconMaximize aria-hidden size={22} />
          </ActionIcon>
        </div>
      )}
      {config && (
        <div className={css.note}>
          {[words?.note, config.approximate && t('map.approximate'), !words && t('map.pinNote')]
            .filter(Boolean)
            .join(' · ')}
          {config.attribution && (
            <details className={css.sources}>
              <summary>{t('map.sources')}</summary>
              {config.attribution}
            </details>
          )}
        </div>
      )}
    </section>
  );
}

function chosenOf(pins: readonly Pin[]): Pin | undefined {
  return pins.find(({ isChosen }) => isChosen);
}

/** The open incident, else all incidents and areas, else our own office. */
function show(
  map: ThailandMap,
  { pins, home, patches }: { pins: readonly Pin[]; home: Home | null; patches: readonly Patch[] },
): void {
  const chosen = chosenOf(pins);
  if (chosen) map.focus(chosen);
  else if (pins.length === 0 && patches.length === 0 && home) map.focus(home);
  else map.fit([...pins, ...cornersOf(patches)]);
}
