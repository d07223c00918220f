import { useUnitMarks } from '../features/units/index.ts';
import MapCanvas from '../map/MapCanvas.tsx';
import type { Pin } from '../map/pin.ts';
import type { Home } from '../map/thailand-map.ts';

type Props = {
  pins: readonly Pin[];
  home: Home | null;
  /** Who may see where units are; null for who may not. */
  unitsFor: string | null;
  onOpen: (id: string) => void;
};

/** The map with our units moving on it; loaded after the queue. */
export default function LiveMap({ pins, home, unitsFor, onOpen }: Props) {
  const units = useUnitMarks(unitsFor);
  return <MapCanvas pins={pins} home={home} units={units} onOpen={onOpen} />;
}
