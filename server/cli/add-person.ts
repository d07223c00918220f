import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { addMembership, createPerson } from '#capabilities/access';
import { byOperator } from '#capabilities/audit';
import { loadJurisdiction } from '#capabilities/jurisdiction';
import { ROLES, roleSchema } from '#contract/permission';
import { AppError } from '#platform/app-error';
import { systemClock } from '#platform/clock';
import { inTransaction } from '#platform/database/transaction';
import { type CommandLine, misused } from './command-line.ts';
import { withDatabase } from './with-database.ts';

/** `npm run ess -- add-person`: how a new installation gets its first account; the password is drawn and shown once. */
export const addPersonCommand: CommandLine = {
  name: 'add-person',
  usage: `--name NAME --email EMAIL --agency CODE --role ${Object.keys(ROLES).join('|')}`,
  summary: 'เพิ่มผู้ใช้และหน้าที่ในหน่วยงาน / add a person who serves in an agency; prints the first password',
  async run(args, surroundings) {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args, options: { name: text, email: text, agency: text, role: text } });
    const { name, email, agency: code } = values;
    const role = roleSchema.safeParse(values.role);
    if (!name || !email || !code || !role.success)
      throw misused('--name, --email, --agency and a known --role are needed');
    // 144 bits: as hard to guess as any key here (ASVS 11.5.1).
    const password = randomBytes(18).toString('base64url');
    await withDatabase(surroundings, async (db) => {
      const agency = (await loadJurisdiction(db)).findAgencyByCode(code);
      if (!agency) throw new AppError('jurisdiction/agency-not-found', { message: `there is no agency ${code}` });
      await inTransaction(db, async (work) => {
        const author = { ...byOperator(userInfo().username), at: systemClock.now() };
        const userId = await createPerson(work, { name, email, password }, author);
        await addMembership(work, { userId, agencyId: agency.id, role: role.data }, author);
      });
    });
    surroundings.writeLine(`${email}: ${password}`);
    return 0;
  },
};
