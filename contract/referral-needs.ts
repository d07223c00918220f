import { z } from 'zod';
import { domainSchema } from './case-forms.ts';
import { namedPersonSchema } from './incident.ts';
import { referralSummarySchema } from './referral-api.ts';

const id = z.uuid();

/** Needs of an area for which help failed: on the list of whoever owns the case until somebody works on them again. */
export const needsBackSchema = z.object({
  back: z.array(
    z
      .object({
        needId: id,
        caseId: id,
        need: domainSchema,
        /** How the last try ended. */
        last: referralSummarySchema,
      })
      .meta({ id: 'NeedBack' }),
  ),
  /** Somebody proposed to give them up; another person decides. */
  losses: z.array(
    z
      .object({
        needId: id,
        caseId: id,
        caseCode: z.string(),
        need: domainSchema,
        reason: z.string(),
        by: namedPersonSchema,
        at: z.iso.datetime(),
        isMine: z.boolean(),
        mayDecide: z.boolean(),
      })
      .meta({ id: 'LossToDecide' }),
  ),
  /** There are more than are shown. */
  isCut: z.boolean(),
});
export type NeedsBack = z.infer<typeof needsBackSchema>;
