import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  checkResultSchema,
  HELP_ACTION_NAMES,
  helpChannelSchema,
  helpStatusSchema,
  paymentMethodSchema,
  refusalReasonSchema,
} from '#contract/help';
import { eligibilityRuleSchema } from '#contract/help-rules';

const FILE = join(import.meta.dirname, '../../../../database/demo-data/help-requests.json');

/** The part of an invented address before the @. */
const account = z.string();
const form = z.record(z.string(), z.record(z.string(), z.unknown()));
/** What somebody did: an action of the state table, or a check or question that leaves the status as it is. */
const stepSchema = z.strictObject({
  do: z.enum([...HELP_ACTION_NAMES, 'check', 'ask-if-received']),
  daysAgo: z.number().min(0),
  /** Empty: whoever does it usually. */
  by: account.optional(),
  result: checkResultSchema.optional(),
  kind: z.enum(['grant', 'refuse']).optional(),
  benefit: z.string().optional(),
  amount: z.int().optional(),
  method: paymentMethodSchema.optional(),
  reason: z.union([refusalReasonSchema, z.string()]).optional(),
  rule: eligibilityRuleSchema.optional(),
  note: z.string().optional(),
  field: z.string().optional(),
  /** The number of the invented request that it is merged into. */
  into: z.int().optional(),
  /** The number of the invented case that it became (`cases.json`). */
  caseNumber: z.int().optional(),
});
const demoRequestsSchema = z.strictObject({
  note: z.string(),
  /** What most forms say; a section of a request replaces it field by field. */
  base: form,
  requests: z.array(
    z.strictObject({
      number: z.int().min(1).max(99),
      about: z.string(),
      status: helpStatusSchema,
      channel: helpChannelSchema,
      by: account,
      isKnownClient: z.boolean().default(false),
      form,
      begunDaysAgo: z.number().min(0),
      steps: z.array(stepSchema),
    }),
  ),
});
export type DemoRequest = z.infer<typeof demoRequestsSchema>['requests'][number];
export type DemoStep = z.infer<typeof stepSchema>;

/** The invented requests of the demonstration, each with its whole form. */
export async function readDemoRequests(): Promise<DemoRequest[]> {
  const { base, requests } = demoRequestsSchema.parse(JSON.parse(await readFile(FILE, 'utf8')));
  return requests.map((one) => {
    const sections = new Set([...Object.keys(base), ...Object.keys(one.form)]);
    const whole = [...sections].map((section) => [section, { ...base[section], ...one.form[section] }]);
    return { ...one, form: Object.fromEntries(whole) };
  });
}
