import { useUnitMarks } from '../features/patrol/index.ts';
import MapCanvas from '../map/MapCanvas.tsx';
import type { Pin } from '../map/pin.ts';
import type { Home } from '../map/thailand-map.ts';

type Props = {
  pins: readonly Pin[];
  home: Home | null;
  /** This person may see where units are. */
  seesUnits: boolean;
  onOpen: (id: string) => void;
};

/** The map with our units moving on it; loaded after the queue. */
export default function LiveMap({ pins, home, seesUnits, onOpen }: Props) {
  const units = useUnitMarks(seesUnits);
  return <MapCanvas pins={pins} home={home} units={units} onOpen={onOpen} />;
}
