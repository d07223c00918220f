/**
 * Writes `database/reference-data/*.csv` and `database/demo-data/agencies-*.csv` from a folder with the source tables
 * (provinces.csv, districts.csv, subdistricts.csv, police_stations_seed.csv). Run: `node scripts/write-reference-data.ts FOLDER`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { demonstrationPoliceAgencies, demonstrationSocialAgencies } from './demonstration-agencies.ts';
import { type CsvRow, writeCsv } from './write-csv.ts';

const ROOT = join(import.meta.dirname, '..');
const REFERENCE_DATA = join(ROOT, 'database/reference-data');
const DEMO_DATA = join(ROOT, 'database/demo-data');
const AGENCY_COLUMNS = ['code', 'kind', 'name_th', 'name_en', 'parent_code', 'phone', 'lat', 'lng'];

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node scripts/write-reference-data.ts FOLDER');

const [provinces, districts, subdistricts, stations] = await Promise.all(
  ['provinces', 'districts', 'subdistricts', 'police_stations_seed'].map((name) => readTable(folder, name)),
);
if (!provinces || !districts || !subdistricts || !stations) throw new Error('a source table is missing');

await writeCsv(
  join(REFERENCE_DATA, 'provinces.csv'),
  ['code', 'name_th', 'name_en', 'lat', 'lng'],
  provinces.map(withRoundPoint),
);
await writeCsv(
  join(REFERENCE_DATA, 'districts.csv'),
  ['code', 'name_th', 'name_en', 'lat', 'lng'],
  districts.map(withRoundPoint),
);
await writeCsv(
  join(REFERENCE_DATA, 'subdistricts.csv'),
  ['code', 'name_th', 'name_en', 'postal_code', 'lat', 'lng', 'point_source'],
  subdistricts.map(withRoundPoint),
);
const police = demonstrationPoliceAgencies(provinces, districts, subdistricts, stations);
await writeCsv(join(DEMO_DATA, 'agencies-police.csv'), AGENCY_COLUMNS, police.map(withRoundPoint));
const social = demonstrationSocialAgencies(provinces, subdistricts);
await writeCsv(join(DEMO_DATA, 'agencies-social.csv'), AGENCY_COLUMNS, social.map(withRoundPoint));

async function readTable(from: string, name: string): Promise<CsvRow[]> {
  return parse(await readFile(join(from, `${name}.csv`)), { columns: true, bom: true });
}

/** Five decimals are one metre: no representative point is known better. */
function withRoundPoint(row: CsvRow): CsvRow {
  return { ...row, lat: Number(Number(row.lat).toFixed(5)), lng: Number(Number(row.lng).toFixed(5)) };
}
