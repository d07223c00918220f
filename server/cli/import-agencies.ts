import { parseArgs } from 'node:util';
import { importAgencies } from '#capabilities/jurisdiction';
import { type CommandLine, misused } from './command-line.ts';
import { readImportFile, sayRefusal } from './read-import-file.ts';
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
    try {
      const { added, changed, unchanged, areas } = await withDatabase(surroundings, (db) => importAgencies(db, file));
      surroundings.say(
        values.english
          ? `${added} added, ${changed} changed, ${unchanged} unchanged; ${areas} areas written`
          : `เพิ่ม ${added} แก้ไข ${changed} คงเดิม ${unchanged} หน่วยงาน; บันทึกเขตรับผิดชอบ ${areas} เขต`,
      );
      return 0;
    } catch (error) {
      return sayRefusal(error, surroundings, values.english);
    }
  },
};
