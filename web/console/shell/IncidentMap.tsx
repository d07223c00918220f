import { Suspense, useMemo, useRef } from 'react';
import type { IncidentSummary, NamedAgency } from '#contract/incident';
import { type MyAgencies, type Urgency, urgencyOf } from '../features/incident/index.ts';
import { useAgency } from '../features/jurisdiction/index.ts';
import { serverNow, useClock } from '../live/clock.ts';
import { arePinsSame } from '../map/are-pins-same.ts';
import type { Pin, PinTone } from '../map/pin.ts';
import type { Home } from '../map/thailand-map.ts';
import type { Language } from '../text/language.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { formatAgency } from '../ui/format-agency.ts';
import { lazyPart } from '../ui/lazy-part.ts';
import { useText } from '../ui/use-text.ts';
import { Waiting } from '../ui/Waiting.tsx';
import css from './Shell.module.css';

/** A separate chunk: an alarm must not wait for the map. */
const LiveMap = lazyPart(() => import('./LiveMap.tsx'));

const TONES: Record<Urgency, PinTone> = {
  duress: 'red',
  unanswered: 'red',
  asked: 'amber',
  late: 'amber',
  'on-the-way': 'green',
  'in-hand': 'green',
  over: 'grey',
};

type Props = {
  incidents: readonly IncidentSummary[];
  mine: MyAgencies;
  openedId: string | null;
  /** The person's own agency. */
  office: NamedAgency | undefined;
  /** The person's id if they may see where units are, else null. */
  unitsFor: string | null;
  onOpen: (incidentId: string) => void;
};

export function IncidentMap({ incidents, mine, openedId, office, unitsFor, onOpen }: Props) {
  const { t, language } = useText();
  const home = useHome(office, language);
  const pins = usePins(incidents, mine, openedId);
  const failed = <p className={css.nothing}>{t('map.failed')}</p>;
  return (
    <ErrorBoundary fallback={failed}>
      <Suspense fallback={<Waiting className={css.waiting} label={t('map.loading')} />}>
        <LiveMap pins={pins} home={home} unitsFor={unitsFor} onOpen={onOpen} />
      </Suspense>
    </ErrorBoundary>
  );
}

/** Lateness changes with time, so pins are computed every few seconds; unchanged pins stay the same array. */
function usePins(incidents: readonly IncidentSummary[], mine: MyAgencies, openedId: string | null): readonly Pin[] {
  const tick = useClock((now) => Math.floor(now / 5000));
  const before = useRef<readonly Pin[]>([]);
  return useMemo(() => {
    void tick;
    const now = serverNow();
    const pins = incidents.map(
      (incident): Pin => ({
        id: incident.id,
        ...incident.position,
        accuracyMetres: incident.accuracyMetres,
        tone: incident.isExercise ? 'exercise' : TONES[urgencyOf(incident, now, mine)],
        isChosen: incident.id === openedId,
      }),
    );
    if (!arePinsSame(pins, before.current)) before.current = pins;
    return before.current;
  }, [incidents, mine, openedId, tick]);
}

function useHome(office: NamedAgency | undefined, language: Language): Home | null {
  const agency = useAgency(office?.id).data;
  return useMemo(() => {
    if (!agency) return null;
    return { ...agency.position, name: formatAgency(agency, language) };
  }, [agency, language]);
}
