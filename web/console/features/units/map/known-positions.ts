import { type PositionsEvent, positionsEventSchema, type UnitPosition } from '#contract/unit-position';
import type { ReplayBuffer } from '../../../live/share-stream.ts';
import type { UnitMark } from '../../../map/unit-mark.ts';

export type KnownPositions = ReadonlyMap<string, UnitPosition>;

/** A phone that saves battery sends once a minute; after a longer pause the position is unknown. */
const STALE_AFTER_MS = 90_000;

export function parsePositions(data: string): PositionsEvent | null {
  try {
    return positionsEventSchema.parse(JSON.parse(data));
  } catch {
    return null;
  }
}

export function applyPositions(known: KnownPositions, event: PositionsEvent): KnownPositions {
  const next = new Map(event.event === 'all-positions' ? [] : known);
  for (const position of event.positions) next.set(position.unitId, position);
  if (event.event === 'positions') for (const unitId of event.gone) next.delete(unitId);
  return next;
}

/** A complete frame for a tab that joins, like the one from the server. */
export function rememberPositions(): ReplayBuffer {
  let known: KnownPositions | undefined;
  return {
    note({ data }) {
      const event = parsePositions(data);
      if (event) known = applyPositions(known ?? new Map(), event);
    },
    since() {
      if (!known) return [];
      const whole: PositionsEvent = { event: 'all-positions', positions: [...known.values()] };
      return [{ data: JSON.stringify(whole), sequence: null }];
    },
  };
}

const STATES = ['assigned', 'en-route', 'on-scene'] as const;

/** The label on the map: call sign, whether the position is vague, and its age. */
export function markOf(
  position: UnitPosition,
  now: number,
  { formatAge, vague }: { formatAge: (minutes: number) => string; vague: string },
): UnitMark {
  const age = now - Date.parse(position.at);
  const isStale = age > STALE_AFTER_MS;
  const { unitId: id, lat, lng, callSign, status, isVague } = position;
  const doubts = [...(isVague ? [vague] : []), ...(isStale ? [formatAge(Math.max(1, Math.round(age / 60_000)))] : [])];
  return {
    ...{ id, lat, lng },
    name: [callSign, ...doubts].join(' · '),
    state: isStale || isVague ? 'stale' : (STATES.find((state) => state === status) ?? 'assigned'),
  };
}
