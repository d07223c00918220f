import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  certificateKindSchema,
  certificateStatusSchema,
  citationSchema,
  officerRoleSchema,
  shownSchema,
  signerSchema,
} from '#contract/recognition';

const FILE = join(import.meta.dirname, '../../../../database/demo-data/certificates.json');

/** The part of an invented address before the @. */
const account = z.string();
const demoSchema = z.strictObject({
  note: z.string(),
  signers: z.array(signerSchema),
  certificates: z.array(
    z.strictObject({
      ...{ id: z.uuid(), kind: certificateKindSchema, citation: citationSchema, role: officerRoleSchema.nullable() },
      status: certificateStatusSchema.extract(['proposed', 'approved', 'issued', 'revoked']),
      ...{ name: z.string(), position: z.string(), account: account.optional() },
      ...{ consent: z.boolean(), shown: shownSchema },
      ...{ daysAgo: z.int().min(0), by: account, decidedBy: account.optional() },
    }),
  ),
});
export type DemoCertificate = z.infer<typeof demoSchema>['certificates'][number];

/** The invented certificates of the demonstration. */
export async function readDemoCertificates() {
  return demoSchema.parse(JSON.parse(await readFile(FILE, 'utf8')));
}
