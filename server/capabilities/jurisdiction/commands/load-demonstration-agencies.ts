import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { findDataSet, lockDataSets, saveDataSet } from '../store-areas.ts';
import { readDataFiles, versionOf } from '../store-release-files.ts';
import { importAgenciesInto } from './import-agencies.ts';

const FILES = [
  'demo-data/agencies-police.csv',
  'demo-data/agencies-social.csv',
  'demo-data/agency-areas-phitsanulok.geojson',
] as const;
const NAME = 'demonstration-agencies';
const ATTRIBUTION = 'Demonstration agencies: invented, not an official register (ข้อมูลสาธิต).';

/** Loads the demonstration agencies (about 9,600, each marked) if their files changed; returns whether they did. */
export async function loadDemonstrationAgencies(db: Database): Promise<boolean> {
  const files = await readDataFiles(FILES);
  const version = versionOf(files);
  if ((await findDataSet(db, NAME))?.version === version) return false;
  return inTransaction(db, async ({ tx }) => {
    await lockDataSets(tx);
    if ((await findDataSet(tx, NAME))?.version === version) return false;
    for (const file of files) await importAgenciesInto(tx, file, { isDemonstration: true });
    await saveDataSet(tx, { name: NAME, version, attribution: ATTRIBUTION });
    return true;
  });
}
