import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { byOperator } from '#capabilities/audit';
import {
  createImportFileReader,
  describeImportNotes,
  importBoundaries,
  loadReferenceData,
} from '#capabilities/jurisdiction';
import { systemClock } from '#platform/clock';
import { createLog } from '#platform/log';
import { type CommandLine, misused } from './command-line.ts';
import { describeRefusal, readImportFile } from './read-import-file.ts';
import { withDatabase } from './with-database.ts';

/** `npm run ess -- import-boundaries FILE`. */
export const importBoundariesCommand: CommandLine = {
  name: 'import-boundaries',
  usage: 'FILE [--attribution TEXT] [--english]',
  summary: 'นำเข้าเส้นเขตการปกครองจาก TopoJSON หรือ GeoJSON / import official boundaries: places in words become exact',
  async run(args, surroundings) {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { attribution: { type: 'string' }, english: { type: 'boolean', default: false } },
    });
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length > 0) throw misused('one FILE is needed');
    const file = await readImportFile(path);
    const by = { ...byOperator(userInfo().username), at: systemClock.now() };
    const reader = createImportFileReader(createLog('silent'));
    try {
      const { boundaries, changed, attribution, notes } = await withDatabase(surroundings, async (db) => {
        // On a database that no server has used yet the tables the codes are checked against are still empty.
        await loadReferenceData(db);
        return importBoundaries(db, file, by, values.attribution, reader.readBoundaries);
      });
      surroundings.writeLine(
        values.english
          ? `${boundaries} boundaries read, ${changed} written; shown with: ${attribution}`
          : `อ่านเส้นเขต ${boundaries} เขต บันทึก ${changed} เขต; แสดงพร้อมข้อความ: ${attribution}`,
      );
      for (const note of describeImportNotes(notes, values.english ? 'en' : 'th')) surroundings.writeLine(note);
      return 0;
    } catch (error) {
      return describeRefusal(error, surroundings, values.english);
    } finally {
      await reader.stop();
    }
  },
};
