import districtTable from '../../../database/reference-data/districts.csv?raw';
import provinceTable from '../../../database/reference-data/provinces.csv?raw';

export type NamedPlace = { th: string; en: string; province?: NamedPlace; lat: number; lng: number };

/** The columns of the tables by name; no field contains a comma or a quote. */
function readTable(table: string): Record<string, string>[] {
  const [head = '', ...lines] = table.trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

const point = (row: Record<string, string>) => ({
  th: row.name_th ?? '',
  en: row.name_en ?? '',
  lat: Number(row.lat),
  lng: Number(row.lng),
});

const byCode = new Map(readTable(provinceTable).map((row) => [row.code, point(row)] as const));

export const provinces: NamedPlace[] = [...byCode.values()];
export const districts: NamedPlace[] = readTable(districtTable).map((row) => ({
  ...point(row),
  // A district's code begins with its province's.
  province: byCode.get(row.code?.slice(0, 2)),
}));

/** Districts and provinces whose Thai or English name begins with, or else contains, what was typed. */
export function searchPlaces(typed: string, most = 8): NamedPlace[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  const fits = [...provinces, ...districts].flatMap((place) => {
    const names = [place.th, place.en.toLowerCase(), `${place.th} ${place.province?.th ?? ''}`];
    if (names.some((name) => name.startsWith(wanted))) return [{ place, rank: 0 }];
    return names.some((name) => name.includes(wanted)) ? [{ place, rank: 1 }] : [];
  });
  return fits
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ place }) => place);
}

/** The district with the nearest point: a name for orientation, not an address. */
export function nearestDistrict(lat: number, lng: number): NamedPlace | undefined {
  const narrow = Math.cos((lat * Math.PI) / 180);
  const distance = (place: NamedPlace) => (place.lat - lat) ** 2 + ((place.lng - lng) * narrow) ** 2;
  return districts.reduce(
    (best, place) => (distance(place) < distance(best) ? place : best),
    districts[0] as NamedPlace,
  );
}
