import { parseArgs } from 'node:util';
import { z } from 'zod';
import { describeFindings, type LineConfig, setUpLine } from '#channels/line';
import { publicUrl } from '#platform/http/public-url';
import { type CommandLine, misused } from './command-line.ts';

const filled = z.string().min(1);
const environment = z.object({
  LINE_CHANNEL_ACCESS_TOKEN: filled,
  LINE_CHANNEL_SECRET: z.string().default(''),
  LINE_STAFF_CHANNEL_ACCESS_TOKEN: filled.optional(),
  LINE_API_BASE: z.url().default('https://api.line.me'),
  LINE_DATA_API_BASE: z.url().default('https://api-data.line.me'),
  PUBLIC_URL: publicUrl,
});

/** `npm run ess -- line setup`: menus, webhook and settings at LINE. */
export const lineSetupCommand: CommandLine = {
  name: 'line setup',
  usage: '[--check] [--english]',
  summary: 'ตั้งค่าบัญชี LINE: เมนูและ webhook / set up the LINE accounts; --check only looks',
  async run(args, { env, writeLine }) {
    const { values } = parseArgs({
      args,
      options: { check: { type: 'boolean', default: false }, english: { type: 'boolean', default: false } },
    });
    const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
    const parsed = environment.safeParse(given);
    if (!parsed.success)
      throw misused(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n  '));
    const findings = await setUpLine(toConfig(parsed.data), { publicUrl: parsed.data.PUBLIC_URL, check: values.check });
    for (const line of describeFindings(findings, values.english ? 'en' : 'th')) writeLine(line);
    return findings.some(({ level }) => level === 'wrong') ? 1 : 0;
  },
};

function toConfig(set: z.infer<typeof environment>): LineConfig {
  return {
    channelSecret: set.LINE_CHANNEL_SECRET,
    channelAccessToken: set.LINE_CHANNEL_ACCESS_TOKEN,
    apiBase: set.LINE_API_BASE,
    dataApiBase: set.LINE_DATA_API_BASE,
    staff: set.LINE_STAFF_CHANNEL_ACCESS_TOKEN
      ? { channelSecret: '', channelAccessToken: set.LINE_STAFF_CHANNEL_ACCESS_TOKEN }
      : undefined,
  };
}
