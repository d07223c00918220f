import { z } from 'zod';
import { birthSchema, FORM_CODES } from './case-forms.ts';
import { latLngSchema } from './position.ts';
import { requiredName, requiredText } from './text.ts';
import { isIdNumber, normalizeIdNumber } from './thai-id.ts';

/**
 * The form of a request, in the order of ปสค.1 (the request) and ปสค.2 (the household). Everything may be missing while
 * somebody types; what must not be missing when it is sent says `help-form-gaps.ts`. Ours, until the ministry's own form
 * is verified against it.
 */
export const HELP_SECTIONS = [
  'person',
  'place',
  'household',
  'income',
  'welfare',
  'hardship',
  'wanted',
  'account',
  'contact',
  'certification',
] as const;
export const helpSectionSchema = z.enum(HELP_SECTIONS);
export type HelpSection = z.infer<typeof helpSectionSchema>;

/** The five dimensions of the family logbook, and what may be hard in each. */
export const HARDSHIPS = {
  income: [
    ...(['no-income', 'income-short', 'laid-off', 'no-work', 'no-skills', 'no-capital', 'debt', 'no-savings'] as const),
    ...(['unsteady-work', 'exploited', 'destitute', 'no-land', 'begging'] as const),
  ],
  housing: ['no-home', 'unfit', 'not-owned', 'roaming'],
  health: [
    ...(['serious-illness', 'chronic-illness', 'disability-without-aid', 'cannot-care-for-self'] as const),
    ...(['no-treatment', 'mental-illness', 'depression', 'dementia', 'drugs', 'bedridden'] as const),
  ],
  education: ['no-opportunity', 'no-scholarship', 'out-of-school'],
  'state-services': ['no-id-card', 'no-registration', 'allowance-missing', 'no-disability-card'],
} as const satisfies Record<string, readonly string[]>;
export const HARDSHIP_DIMENSIONS = Object.keys(HARDSHIPS) as (keyof typeof HARDSHIPS)[];
const ALL_HARDSHIPS = [
  ...HARDSHIPS.income,
  ...HARDSHIPS.housing,
  ...HARDSHIPS.health,
  ...HARDSHIPS.education,
  ...HARDSHIPS['state-services'],
] as const;
export const hardshipSchema = z.enum(ALL_HARDSHIPS);
export type Hardship = z.infer<typeof hardshipSchema>;

/** Every other code list of the form. */
export const HELP_CODES = {
  noIdReason: FORM_CODES.noIdReason,
  sex: FORM_CODES.sex,
  nationality: FORM_CODES.nationality,
  maritalStatus: ['single', 'married', 'living-together', 'divorced', 'separated', 'widowed'],
  placeSource: ['gps', 'pin', 'typed', 'subdistrict'],
  tenure: ['own', 'rented', 'with-relatives', 'employer', 'public-land', 'none'],
  relation: [
    ...(['partner', 'child', 'parent', 'grandparent', 'grandchild', 'sibling', 'other-relative'] as const),
    ...(['not-related', 'self'] as const),
  ],
  condition: ['normal', 'disabled', 'chronic-illness', 'bedridden', 'pregnant'],
  school: ['in', 'at-risk', 'out-under-1y', 'out-over-1y', 'never', 'not-applicable'],
  incomeSource: ['daily-work', 'salary', 'farming', 'trade', 'allowance', 'from-family', 'loan', 'none'],
  welfareKind: [
    ...(['welfare-card', 'elderly-allowance', 'disability-allowance', 'newborn-grant', 'emergency-aid'] as const),
    ...(['poor-family-aid', 'scholarship', 'local-aid', 'other'] as const),
  ],
  wantedKind: ['money', 'goods', 'service', 'rights'],
  bank: ['ktb', 'gsb', 'baac', 'bbl', 'kbank', 'scb', 'other', 'promptpay', 'none'],
  contactChannel: FORM_CODES.contactChannel,
  filledBy: ['self', 'volunteer', 'relative', 'officer'],
} as const satisfies Record<string, readonly string[]>;
const code = <List extends keyof typeof HELP_CODES>(list: List) => z.enum(HELP_CODES[list]);

const line = requiredName(200);
const text = requiredText(1000);
const baht = z.number().min(0).max(100_000_000);
const phone = requiredName(30);
const idNumber = z.string().max(30).overwrite(normalizeIdNumber).refine(isIdNumber, 'is no ID number');

/** A member of the household besides the person themselves (ปสค.2, one row). */
export const helpMemberSchema = z.object({
  name: line.optional(),
  idNumber: idNumber.optional(),
  birth: birthSchema.optional(),
  relation: code('relation').optional(),
  occupation: line.optional(),
  monthlyIncome: baht.optional(),
  condition: code('condition').optional(),
  canCareForSelf: z.boolean().optional(),
  school: code('school').optional(),
});
export type HelpMember = z.infer<typeof helpMemberSchema>;

/** The sections by name: each is read on its own, so that a bad field in one loses nothing of another. */
export const HELP_SECTION_SCHEMAS = {
  person: z.object({
    name: line.optional(),
    idNumber: idNumber.optional(),
    noIdReason: code('noIdReason').optional(),
    birth: birthSchema.optional(),
    sex: code('sex').optional(),
    nationality: code('nationality').optional(),
    maritalStatus: code('maritalStatus').optional(),
    phone: phone.optional(),
    condition: code('condition').optional(),
    filledBy: code('filledBy').optional(),
  }),
  place: z.object({
    ...latLngSchema.partial().shape,
    source: code('placeSource').optional(),
    accuracyMetres: z.number().min(0).nullable().optional(),
    address: text.optional(),
    registeredAddress: text.optional(),
    tenure: code('tenure').optional(),
    rentPerMonth: baht.optional(),
  }),
  household: z.object({ members: z.array(helpMemberSchema).max(30).optional() }),
  income: z.object({
    occupation: line.optional(),
    perYear: baht.optional(),
    sources: z.array(code('incomeSource')).max(10).optional(),
    dependants: z.int().min(0).max(50).optional(),
    debt: baht.optional(),
  }),
  welfare: z.object({
    had: z
      .array(
        z.object({
          kind: code('welfareKind'),
          times: z.int().min(0).max(100).optional(),
          value: baht.optional(),
          fiscalYear: z.int().min(2540).max(2700).optional(),
        }),
      )
      .max(20)
      .optional(),
  }),
  hardship: z.object({ codes: z.array(hardshipSchema).max(40).optional(), note: text.optional() }),
  wanted: z.object({
    kind: code('wantedKind').optional(),
    /** A benefit of `help-rules.json`, as far as whoever fills it in knows. */
    benefit: z.string().max(40).optional(),
    amount: baht.optional(),
    note: text.optional(),
  }),
  account: z.object({
    bank: code('bank').optional(),
    /** Shown with dots instead of all but the last digits. */
    number: z
      .string()
      .trim()
      .max(30)
      .regex(/^[\d\s•-]+$/)
      .optional(),
    holder: line.optional(),
  }),
  contact: z.object({
    channel: code('contactChannel').optional(),
    hours: line.optional(),
    mustNotKnow: z.array(line).max(10).optional(),
  }),
  certification: z.object({ agreed: z.boolean().optional(), day: z.iso.date().optional() }),
} as const satisfies Record<HelpSection, z.ZodType>;

export const helpFormSchema = z.object(HELP_SECTION_SCHEMAS).partial().meta({ id: 'HelpForm' });
export type HelpForm = z.infer<typeof helpFormSchema>;

/** A field as `section.field`, in a household `household.members.2.name`. */
export const helpFieldSchema = z.string().regex(/^[a-z]+(\.[A-Za-z0-9]+){0,3}$/);

export type ReadForm = { form: HelpForm; unreadable: string[] };

/**
 * Whatever was typed, as far as it can be read: what can't is left out and named, field by field, and nothing else is lost.
 */
export function readHelpForm(typed: unknown): ReadForm {
  const given = isRecord(typed) ? typed : {};
  const unreadable: string[] = [];
  const form: Record<string, unknown> = {};
  for (const section of HELP_SECTIONS) {
    if (given[section] === undefined || given[section] === null) continue;
    const read = readSection(section, given[section], unreadable);
    if (read) form[section] = read;
  }
  return { form: form as HelpForm, unreadable };
}

function readSection(section: HelpSection, typed: unknown, unreadable: string[]): unknown {
  if (!isRecord(typed)) {
    unreadable.push(section);
    return undefined;
  }
  // Fields of which one is bad are taken out one by one, until the rest can be read.
  let rest: unknown = typed;
  for (let tries = 0; tries < 200; tries += 1) {
    const read = HELP_SECTION_SCHEMAS[section].safeParse(rest);
    if (read.success) return read.data;
    // The last of a list first, so that the others keep their place.
    const paths = read.error.issues.map(({ path }) => path.map(String)).reverse();
    for (const path of paths) {
      const field = [section, ...path].join('.');
      if (!unreadable.includes(field)) unreadable.push(field);
      rest = without(rest, path);
    }
  }
  return undefined;
}

/** The same value without what stands at this path; a bad element of a list goes as a whole if nothing smaller does. */
function without(value: unknown, [at, ...rest]: string[]): unknown {
  if (at === undefined) return undefined;
  if (Array.isArray(value)) {
    const index = Number(at);
    if (rest.length === 0) return value.filter((_, each) => each !== index);
    return value.map((each, position) => (position === index ? (without(each, rest) ?? {}) : each));
  }
  if (!isRecord(value)) return undefined;
  if (rest.length === 0 || !(at in value))
    return Object.fromEntries(Object.entries(value).filter(([key]) => key !== at));
  return { ...value, [at]: without(value[at], rest) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every ID number of the person and their household, each once: by them a family is known. */
export function familyIdsOf({ person, household }: HelpForm): string[] {
  const members = household?.members ?? [];
  return [...new Set([person?.idNumber, ...members.map((member) => member.idNumber)].filter((id) => id !== undefined))];
}
