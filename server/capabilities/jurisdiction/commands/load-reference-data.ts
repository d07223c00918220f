import { parse } from 'csv-parse/sync';
import type { GeoJsonProperties, MultiPolygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import type { Connection, Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import {
  type AreaRecord,
  findDataSet,
  lockDataSets,
  saveAdministrativeAreas,
  saveApproximateOutline,
  saveDataSet,
  startNextEdition,
} from '../store-areas.ts';
import { type DataFile, readDataFiles, versionOf } from '../store-release-files.ts';

const FILES = [
  'reference-data/provinces.csv',
  'reference-data/districts.csv',
  'reference-data/subdistricts.csv',
  'reference-data/outlines-provinces.topo.json',
] as const;
const AREAS = 'administrative-areas';
const COUNTRY = 'country-outline';
/** The attribution that the licences of the sources require (database/reference-data/SOURCES.md). */
const AREAS_ATTRIBUTION =
  'Administrative data: thailand-geography-json (MIT); points from the Royal Thai Survey Department / UN OCHA COD-AB Thailand (ITOS, USAID), CC BY 3.0 IGO, modified.';
const COUNTRY_ATTRIBUTION = 'Outlines of countries: Natural Earth, approximate.';

/** Loads provinces, districts, subdistricts and the country's outline if their files changed; returns whether they did. */
export async function loadReferenceData(db: Database): Promise<boolean> {
  const files = await readDataFiles(FILES);
  const version = versionOf(files);
  if ((await findDataSet(db, AREAS))?.version === version) return false;
  return inTransaction(db, ({ tx }) => load(tx, files, version));
}

async function load(
  tx: Connection,
  [provinces, districts, subdistricts, outlines]: readonly [DataFile, DataFile, DataFile, DataFile],
  version: string,
): Promise<boolean> {
  await lockDataSets(tx);
  // Another process may have loaded it while this one waited for the lock.
  if ((await findDataSet(tx, AREAS))?.version === version) return false;
  await saveAdministrativeAreas(tx, [provinces, districts, subdistricts].flatMap(readAreas));
  await saveDataSet(tx, { name: COUNTRY, version, attribution: COUNTRY_ATTRIBUTION });
  for (const [code, outline] of readOutlines(outlines)) await saveApproximateOutline(tx, COUNTRY, code, outline);
  await saveDataSet(tx, { name: AREAS, version, attribution: AREAS_ATTRIBUTION });
  await startNextEdition(tx);
  return true;
}

function readAreas({ bytes }: DataFile): AreaRecord[] {
  const table: Record<string, string>[] = parse(Buffer.from(bytes), { columns: true });
  return table.map(({ code = '', name_th = '', name_en = '', postal_code, lat, lng }) => ({
    code,
    nameTh: name_th,
    nameEn: name_en,
    postalCode: postal_code ?? null,
    lat: Number(lat),
    lng: Number(lng),
  }));
}

/** Outlines of Thailand and of its neighbours. */
function readOutlines({ bytes }: DataFile): [code: 'TH' | 'NEIGHBOURS', outline: MultiPolygon][] {
  const topology: Topology = JSON.parse(Buffer.from(bytes).toString('utf8'));
  const { country, neighbours } = topology.objects;
  return [
    ['TH', readOutline(topology, country)],
    ['NEIGHBOURS', readOutline(topology, neighbours)],
  ];
}

function readOutline(topology: Topology, object: GeometryObject<GeoJsonProperties> | undefined): MultiPolygon {
  const shape = object && feature(topology, object);
  if (shape === undefined || !('geometry' in shape)) throw new Error('the file of outlines lacks one');
  if (shape.geometry.type === 'MultiPolygon') return shape.geometry;
  if (shape.geometry.type === 'Polygon') return { type: 'MultiPolygon', coordinates: [shape.geometry.coordinates] };
  throw new Error(`an outline is a ${shape.geometry.type}`);
}
