import type { PositionsEvent, UnitPosition } from '../../contract/unit-position.ts';
import { until } from './officer.ts';

export type PositionFollower = {
  /** What a map would show now: undefined before the first picture came. */
  shown(): Map<string, UnitPosition> | undefined;
  sees(unitId: string, fits?: (position: UnitPosition) => boolean): Promise<UnitPosition>;
  /** Waits until a whole picture or change came that does not have the unit. */
  stopsShowing(unitId: string): Promise<void>;
  /** The server ended the stream. */
  ended: Promise<void>;
  close(): void;
};

/** A console's map, following the units' positions as the page does. */
export async function followPositions(url: string, cookie: string): Promise<PositionFollower> {
  const abort = new AbortController();
  const response = await fetch(`${url}/api/v1/positions/live`, { headers: { cookie }, signal: abort.signal });
  if (response.status !== 200) throw new Error(`the positions answered ${response.status}`);
  let shown: Map<string, UnitPosition> | undefined;
  const receive = (event: PositionsEvent) => {
    if (event.event === 'all-positions') shown = new Map();
    for (const position of event.positions) shown?.set(position.unitId, position);
    if (event.event === 'positions') for (const unitId of event.gone) shown?.delete(unitId);
  };
  const read = async () => {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        const data = /^data: (.*)$/m.exec(frame)?.[1];
        if (data && !/^event: ping$/m.test(frame)) receive(JSON.parse(data));
      }
    }
  };
  return {
    ended: read().catch(() => {}),
    shown: () => shown,
    sees: (unitId, fits = () => true) =>
      until(() => {
        const position = shown?.get(unitId);
        return position && fits(position) ? position : undefined;
      }),
    stopsShowing: (unitId) => until(() => (shown && !shown.has(unitId) ? true : undefined)).then(() => {}),
    close: () => abort.abort(),
  };
}
