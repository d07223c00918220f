import { z } from 'zod';
import { caseRiskSchema } from './case-forms.ts';
import { namedPersonSchema } from './incident.ts';
import { optionalText, requiredName } from './text.ts';

/** What somebody is to the person of the case. */
export const HOUSEHOLD_RELATIONS = [
  'self',
  'mother',
  'father',
  'partner',
  'ex-partner',
  'child',
  'sibling',
  'grandparent',
  'other-relative',
  'other',
] as const;
export const householdRelationSchema = z.enum(HOUSEHOLD_RELATIONS);
export type HouseholdRelation = z.infer<typeof householdRelationSchema>;

/** What a timeline says happened to the household. */
export const HOUSEHOLD_STEPS = [
  ...(['begun', 'joined', 'left', 'split', 'merged'] as const),
  ...(['begun-undone', 'joined-undone', 'left-undone', 'split-undone', 'merged-undone'] as const),
] as const;
export type HouseholdStep = (typeof HOUSEHOLD_STEPS)[number];

const id = z.uuid();
const day = z.iso.date();
const moment = z.iso.datetime();
const place = { address: optionalText(300).optional(), secret: z.boolean() };

export const beginHouseholdSchema = z.strictObject({ relation: householdRelationSchema, ...place });
/** Somebody with a case of their own, or a name. */
export const joinHouseholdSchema = z.strictObject({
  relation: householdRelationSchema,
  name: requiredName(120).optional(),
  caseId: id.optional(),
  fromOn: day.optional(),
  /** Whoever is named needs help too: their case is opened at once, with the place and the source of this one. */
  opens: z
    .strictObject({ isMinor: z.boolean(), risk: caseRiskSchema.optional(), idNumber: optionalText(30).optional() })
    .optional(),
});
export type JoinHousehold = z.infer<typeof joinHouseholdSchema>;
/** The row of the member, and the case that was opened for them. */
export const memberAddedSchema = z.object({ id, caseId: id.nullable() }).meta({ id: 'MemberAdded' });
export const leaveHouseholdSchema = z.strictObject({ on: day.optional() });
/** Who moves on, to a household of their own. `barStaying`: whoever stays behind must not learn of their cases. */
export const splitHouseholdSchema = z.strictObject({
  personIds: z.array(id).min(1).max(30),
  on: day.optional(),
  ...place,
  barStaying: z.boolean(),
});
/** The household of the other case moves into this one. */
export const mergeHouseholdSchema = z.strictObject({ caseId: id, on: day.optional() });

export const householdSchema = z
  .object({
    id,
    address: z.string().nullable(),
    secret: z.boolean(),
    members: z.array(
      z.object({
        id,
        personId: id,
        /** Empty where they are not shown: whoever has left may be hiding. */
        name: z.string().nullable(),
        relation: z.string(),
        fromOn: day,
        toOn: day.nullable(),
        isOfCase: z.boolean(),
      }),
    ),
    changes: z.array(
      z.object({
        id,
        kind: z.enum(['begun', 'joined', 'left', 'split', 'merged', 'undone']),
        people: z.int(),
        onDay: day,
        at: moment,
        by: namedPersonSchema,
        mayUndo: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Household' });
export type HouseholdDetail = z.infer<typeof householdSchema>;
export const caseHouseholdSchema = z.object({ household: householdSchema.nullable() });
