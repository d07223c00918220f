import { z } from 'zod';
import { DOMAINS, type Domain, type ServiceCode, serviceCodeSchema } from '#contract/case-forms';
import rules from '../../../database/reference-data/service-directory.json' with { type: 'json' };

const days = z.int().min(1);
const directoryRulesSchema = z
  .strictObject({
    /** So long a check is good for; afterwards the service is not suggested. */
    staleAfterDays: days,
    warnBeforeDays: days,
    /** So long a count of free places says anything. */
    countOldAfterHours: z.int().min(1),
    /** Never while the risk is high, whatever its provider says. */
    barredWhileHighRisk: z.array(serviceCodeSchema),
    /** Which services meet a need, the most fitting first. */
    needs: z.record(z.enum(DOMAINS), z.array(serviceCodeSchema).min(1)),
    source: z.string(),
    validFrom: z.iso.date(),
    unverified: z.boolean(),
  })
  .refine(({ staleAfterDays, warnBeforeDays }) => warnBeforeDays < staleAfterDays);

export const DIRECTORY = directoryRulesSchema.parse(rules);

/** Services that meet a need, the most fitting first. */
export function servicesFor(need: Domain): readonly ServiceCode[] {
  return DIRECTORY.needs[need];
}
