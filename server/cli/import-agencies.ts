import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { byOperator } from '#capabilities/audit';
import { createImportFileReader, describeImportNotes, importAgencies } from '#capabilities/jurisdiction';
import { systemClock } from '#platform/clock';
import { createLog } from '#platform/log';
import { type CommandLine, misused } from './command-line.ts';
import { describeRefusal, readImportFile } from './read-import-file.ts';
import { withDatabase } from './with-database.ts';

/** `npm run ess -- import-agencies FILE`. */
export const importAgenciesCommand: CommandLine = {
  name: 'import-agencies',
  usage: 'FILE [--english]',
  summary: 'นำเข้าหน่วยงานจาก CSV หรือ GeoJSON / import agencies from CSV or GeoJSON: by code, all or nothing',
  async run(args, surroundings) {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { english: { type: 'boolean', default: false } },
    });
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length > 0) throw misused('one FILE is needed');
    const file = await readImportFile(path);
    const by = { ...byOperator(userInfo().username), at: systemClock.now() };
    const reader = createImportFileReader(createLog('silent'));
    try {
      const { added, changed, unchanged, areas, notes } = await withDatabase(surroundings, (db) =>
        importAgencies(db, file, by, reader.readAgencies),
      );
      surroundings.writeLine(
        values.english
          ? `${added} added, ${changed} changed, ${unchanged} unchanged; ${areas} areas written`
          : `เพิ่ม ${added} แก้ไข ${changed} คงเดิม ${unchanged} หน่วยงาน; บันทึกเขตรับผิดชอบ ${areas} เขต`,
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
