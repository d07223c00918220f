import { useUnitMarks } from '../features/units/index.ts';
import MapCanvas from '../map/MapCanvas.tsx';
import type { Pin } from '../map/pin.ts';
import type { Home } from '../map/thailand-map.ts';

type Props = {
  pins: readonly Pin[];
  home: Home | null;
  /** The person's id if they may see where units are, else null. */
  unitsFor: string | null;
  onOpen: (id: string) => void;
};

/** The map with moving units; loaded after the queue. */
export default function LiveMap({ pins, home, unitsFor, onOpen }: Props) {
  const units = useUnitMarks(unitsFor);
  return <MapCanvas pins={pins} home={home} units={units} onOpen={onOpen} />;
}
