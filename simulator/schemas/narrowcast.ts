import { z } from 'zod';
import { oneOf } from './text-length.ts';

const lazyRecipient = z.lazy((): z.ZodType => narrowcastRecipient);

/** Who a narrowcast goes to: an audience, a former request, or a combination of those. */
export const narrowcastRecipient = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('audience'), audienceGroupId: z.int() }),
  z.strictObject({ type: z.literal('redelivery'), requestId: z.string().min(1, 'May not be empty') }),
  z
    .strictObject({
      type: z.literal('operator'),
      and: z.array(lazyRecipient).min(1).optional(),
      or: z.array(lazyRecipient).min(1).optional(),
      not: lazyRecipient.optional(),
    })
    .refine(oneOperator, 'exactly one of and, or, not must be specified'),
]);

function oneOperator(one: { and?: unknown; or?: unknown; not?: unknown }): boolean {
  return [one.and, one.or, one.not].filter((value) => value !== undefined).length === 1;
}

const age = oneOf([
  'age_15',
  'age_20',
  'age_25',
  'age_30',
  'age_35',
  'age_40',
  'age_45',
  'age_50',
  'age_55',
  'age_60',
  'age_65',
  'age_70',
]).optional();
const period = oneOf(['day_7', 'day_30', 'day_90', 'day_180', 'day_365']).optional();
const lazyFilter = z.lazy((): z.ZodType => demographicFilter);

/** Thailand's areas only: this project never sends to another country's. */
const area = z.string().regex(/^th_0[1-8]$/, 'Must be one of the following values: [th_01, ..., th_08]');

export const demographicFilter = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('age'), gte: age, lt: age }),
  z.strictObject({ type: z.literal('subscriptionPeriod'), gte: period, lt: period }),
  z.strictObject({ type: z.literal('gender'), oneOf: z.array(oneOf(['male', 'female'])).min(1) }),
  z.strictObject({ type: z.literal('appType'), oneOf: z.array(oneOf(['ios', 'android'])).min(1) }),
  z.strictObject({ type: z.literal('area'), oneOf: z.array(area).min(1) }),
  z
    .strictObject({
      type: z.literal('operator'),
      and: z.array(lazyFilter).min(1).optional(),
      or: z.array(lazyFilter).min(1).optional(),
      not: lazyFilter.optional(),
    })
    .refine(oneOperator, 'exactly one of and, or, not must be specified'),
]);
