import { z } from 'zod';
import { CLOSURE_REASONS, TRAINED_PROFESSIONS } from './case.ts';
import { optionalText, requiredText } from './text.ts';

/**
 * The forms of a case: what a caseworker fills in, one screen each, codes before free text. A draft may be partial; what
 * is missing before it can be signed says `case-form-gaps.ts`. Texts of all codes and fields stand in
 * `texts/case-forms.{th,en}.json`.
 */
export const RECORD_KINDS = [
  'registration',
  'danger',
  'assessment',
  'plan',
  'safety-plan',
  'follow-up',
  'conference',
  'closure',
  'note',
] as const;
export const recordKindSchema = z.enum(RECORD_KINDS);
export type RecordKind = z.infer<typeof recordKindSchema>;

/** Parts of a case to which somebody outside its agency can be invited. */
export const CASE_SECTIONS = [
  'person',
  'danger',
  'assessment',
  'plan',
  'health',
  'mind',
  'legal',
  'school',
  'follow-up',
  'conference',
] as const;
export const caseSectionSchema = z.enum(CASE_SECTIONS);
export type CaseSection = z.infer<typeof caseSectionSchema>;

/** The section of each form; a note may be of another one, which it then says. */
export const RECORD_SECTIONS = {
  registration: 'person',
  danger: 'danger',
  assessment: 'assessment',
  plan: 'plan',
  'safety-plan': 'plan',
  'follow-up': 'follow-up',
  conference: 'conference',
  closure: 'follow-up',
  note: 'person',
} as const satisfies Record<RecordKind, CaseSection>;

export const CASE_RISKS = ['high', 'medium', 'low'] as const;
export const caseRiskSchema = z.enum(CASE_RISKS);
export type CaseRisk = z.infer<typeof caseRiskSchema>;

/** What a person may need help with, in the order in which a worker asks. */
export const DOMAINS = [
  'safety',
  'injury-health',
  'mind',
  'caregiver',
  'housing',
  'food-income',
  'school-learning',
  'legal-documents',
  'state-services',
  'own-choice',
] as const;
export const domainSchema = z.enum(DOMAINS);
export type Domain = z.infer<typeof domainSchema>;

/** What is found in a domain; `other` needs a note. */
export const DOMAIN_CODES = {
  safety: [
    ...(['threatened', 'hit', 'sexual-violence', 'confined', 'stalked', 'exploited'] as const),
    ...(['abuser-in-household', 'abuser-nearby', 'nowhere-safe', 'other'] as const),
  ],
  'injury-health': [
    ...(['injured', 'untreated', 'pregnant-at-risk', 'chronic-illness', 'drugs-or-alcohol'] as const),
    ...(['disability-without-aid', 'bedridden', 'other'] as const),
  ],
  mind: ['fear', 'no-sleep', 'depressed', 'self-harm', 'thoughts-of-suicide', 'confused', 'other'],
  caregiver: ['none', 'unable', 'absent', 'harmful', 'child-cares-for-others', 'worn-out', 'other'],
  housing: ['no-home', 'unfit', 'eviction', 'shared-with-abuser', 'temporary', 'other'],
  'food-income': ['no-food', 'no-income', 'debt', 'laid-off', 'dependent-on-abuser', 'other'],
  'school-learning': [
    ...(['out-of-school', 'may-drop-out', 'bullied', 'no-means', 'works-instead'] as const),
    ...(['learning-difficulty', 'other'] as const),
  ],
  'legal-documents': [
    ...(['no-id', 'no-birth-record', 'papers-withheld', 'wants-to-press-charges', 'needs-protective-order'] as const),
    ...(['custody', 'immigration', 'other'] as const),
  ],
  'state-services': [
    ...(['not-registered', 'allowance-missing', 'no-disability-card', 'no-welfare-card'] as const),
    ...(['turned-away', 'too-far', 'other'] as const),
  ],
  'own-choice': [
    ...(['be-safe', 'stay-at-home', 'leave-home', 'keep-children', 'work', 'study'] as const),
    ...(['no-contact-with-abuser', 'wants-no-help', 'other'] as const),
  ],
} as const satisfies Record<Domain, readonly string[]>;

/** Every other code list of the forms. */
export const FORM_CODES = {
  noIdReason: ['newborn', 'unregistered', 'foreign', 'lost', 'refuses'],
  sex: ['female', 'male', 'other'],
  nationality: ['th', 'mm', 'la', 'kh', 'vn', 'cn', 'my', 'stateless', 'unknown', 'other'],
  language: ['th', 'en', 'my', 'shan', 'karen', 'lo', 'km', 'vi', 'zh', 'pattani-malay', 'sign', 'other'],
  disability: ['none', 'moving', 'seeing', 'hearing', 'mental', 'intellectual', 'learning', 'autism'],
  yesNoUnknown: ['yes', 'no', 'unknown'],
  schoolStatus: ['in', 'at-risk', 'out-under-1y', 'out-over-1y', 'never', 'not-applicable'],
  caregiver: ['mother', 'father', 'grandparent', 'relative', 'foster', 'institution', 'other', 'nobody'],
  /** Who answers for a child before the law. */
  guardian: ['mother', 'father', 'both-parents', 'relative', 'court-appointed', 'institution', 'nobody', 'unknown'],
  /** What makes a child one whom the law protects; `none` says that it was asked. */
  childFlag: [
    ...(['none', 'orphan', 'abandoned', 'neglected', 'abused', 'sexually-abused', 'exploited'] as const),
    ...(['street', 'unaccompanied', 'pregnant-or-parent', 'in-conflict-with-law', 'drugs'] as const),
  ],
  contactChannel: ['call', 'sms', 'line', 'visit', 'through-someone', 'none'],
  basis: ['danger-to-life', 'public-task', 'legal-duty', 'consent'],
  seenAlone: ['alone', 'with-others', 'by-telephone'],
  serviceCode: [
    ...(['shelter', 'medical-exam', 'forensic-exam', 'counselling', 'legal-aid', 'protective-order'] as const),
    ...(['police-report', 'registration-or-id', 'cash-aid', 'goods', 'home-repair', 'disability-card'] as const),
    ...(['allowance-elderly', 'allowance-disability', 'allowance-newborn', 'job-or-skill', 'debt-advice'] as const),
    ...(['parenting', 'childcare', 'school-return', 'scholarship', 'drug-treatment', 'mental-health'] as const),
    ...(['mediation', 'travel-home', 'other'] as const),
  ],
  serviceBy: ['own', 'referral'],
  responsible: ['person', 'worker', 'provider', 'joint'],
  agreed: ['yes', 'no', 'unable'],
  signal: ['drinking', 'shouting', 'breaking-things', 'threats', 'asks-for-money', 'jealousy', 'follows', 'other'],
  bag: ['id-card', 'money', 'medicine', 'clothes', 'telephone', 'papers', 'keys', 'things-of-children'],
  followUpBy: ['visit', 'call', 'chat', 'office', 'school', 'third-party'],
  seen: ['alone', 'with-caregiver', 'not'],
  safe: ['yes', 'no', 'unsure'],
  notSafeAction: ['asked-danger-now', 'called-police', 'moved-to-safety', 'safety-plan-changed', 'nothing-possible'],
  serviceResult: ['received', 'partly', 'not', 'refused'],
  change: ['better', 'same', 'worse'],
  profession: [...TRAINED_PROFESSIONS, 'local-leader', 'volunteer', 'other'],
  came: ['yes', 'no', 'excused'],
  personThere: ['yes', 'represented', 'no'],
  decisionCode: ['service', 'protection', 'move', 'school', 'legal-step', 'information', 'meet-again', 'other'],
  closureReason: CLOSURE_REASONS,
} as const satisfies Record<string, readonly string[]>;
export type FormCode<List extends keyof typeof FORM_CODES> = (typeof FORM_CODES)[List][number];
/** What can be had of others: the directory, plans and referrals name services alike. */
export const serviceCodeSchema = z.enum(FORM_CODES.serviceCode);
export type ServiceCode = FormCode<'serviceCode'>;

const code = <const List extends keyof typeof FORM_CODES>(list: List) => z.enum(FORM_CODES[list]).optional();
const codes = <const List extends keyof typeof FORM_CODES>(list: List) =>
  z.array(z.enum(FORM_CODES[list])).max(20).optional();
const line = optionalText(200).optional();
const text = optionalText(1000).optional();
const day = z.iso.date().optional();
/** Rows are named by whoever writes them, also without signal, so that two copies of a draft can be compared. */
const rowId = z.uuid();
const score = z.int().min(0).max(3).optional();

/** A day, or only the year where nobody knows the day. Years are Christian ones, as everywhere in storage. */
export const birthSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exact'), date: z.iso.date() }),
  z.strictObject({ kind: z.literal('estimated'), year: z.int().min(1880).max(2200) }),
]);
export type Birth = z.infer<typeof birthSchema>;

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
/** How somebody can be reached without danger. The hours are Thai time; `from` after `to` goes past midnight. */
export const safeContactSchema = z.strictObject({
  channel: code('contactChannel'),
  /** The number, or through whom. */
  detail: line,
  hours: z.union([z.literal('any'), z.strictObject({ from: clockTime, to: clockTime })]).optional(),
  /** Who must not learn of the contact; an empty list says that this was asked and there is nobody. */
  mustNotKnow: z.array(requiredText(100)).max(10).optional(),
  /** Asked first, so that somebody else who answers is recognised. */
  checkQuestion: line,
  checkAnswer: line,
});
export type SafeContact = z.infer<typeof safeContactSchema>;

export const registrationDraftSchema = z.strictObject({
  name: line,
  /** What the person is called, where the name is not known or better not written. */
  alias: line,
  /** Thirteen digits, or a G-code of a school. */
  idNumber: optionalText(20).optional(),
  noIdReason: code('noIdReason'),
  birth: birthSchema.optional(),
  sex: code('sex'),
  nationality: code('nationality'),
  language: code('language'),
  disabilities: codes('disability'),
  pregnant: code('yesNoUnknown'),
  schoolStatus: code('schoolStatus'),
  caregiver: z.strictObject({ kind: code('caregiver'), name: line, phone: line }).optional(),
  guardian: z.strictObject({ kind: code('guardian'), name: line, phone: line }).optional(),
  childFlags: codes('childFlag'),
  safeContact: safeContactSchema.optional(),
  /** Why the data may be kept (PDPA s.24, s.26). */
  basis: code('basis'),
});

/** Names of tools and of their questions: data that we write. */
const toolName = z.string().regex(/^[\w.-]{1,40}$/);
/** Which questions there are, says the tool (`case-risk.ts`). */
export const dangerDraftSchema = z.strictObject({
  tool: toolName,
  toolVersion: toolName,
  answers: z.record(toolName, z.enum(FORM_CODES.yesNoUnknown)),
  /** An answer in front of others is worth less. */
  asked: code('seenAlone'),
  note: text,
});

const domainDraft = <const Codes extends readonly string[]>(list: Codes) =>
  z.strictObject({ score, codes: z.array(z.enum(list)).max(20).optional(), note: text }).optional();
export const assessmentDraftSchema = z.strictObject({
  tool: toolName,
  toolVersion: toolName,
  domains: z.strictObject({
    safety: domainDraft(DOMAIN_CODES.safety),
    'injury-health': domainDraft(DOMAIN_CODES['injury-health']),
    mind: domainDraft(DOMAIN_CODES.mind),
    caregiver: domainDraft(DOMAIN_CODES.caregiver),
    housing: domainDraft(DOMAIN_CODES.housing),
    'food-income': domainDraft(DOMAIN_CODES['food-income']),
    'school-learning': domainDraft(DOMAIN_CODES['school-learning']),
    'legal-documents': domainDraft(DOMAIN_CODES['legal-documents']),
    'state-services': domainDraft(DOMAIN_CODES['state-services']),
    'own-choice': domainDraft(DOMAIN_CODES['own-choice']),
  } satisfies Record<Domain, unknown>),
  /** The worker knows better than the computed level, and says why. */
  override: z.strictObject({ level: caseRiskSchema, reason: text }).optional(),
});

export const planDraftSchema = z.strictObject({
  goals: z
    .array(
      z.strictObject({
        id: rowId,
        domain: domainSchema.optional(),
        /** Scores of the domain: as it is, and as it shall be. */
        baseline: score,
        target: score,
        /** How one sees that it is reached. */
        measure: text,
        due: day,
      }),
    )
    .max(20)
    .optional(),
  services: z
    .array(
      z.strictObject({
        id: rowId,
        code: code('serviceCode'),
        goalId: rowId.optional(),
        by: code('serviceBy'),
        responsible: code('responsible'),
        /** Who gives it. */
        provider: line,
        due: day,
        note: text,
      }),
    )
    .max(30)
    .optional(),
  /** Whether the person agrees, and if not or if nobody could ask: why. */
  agreed: z.strictObject({ answer: code('agreed'), reason: text }).optional(),
});

export const safetyPlanDraftSchema = z.strictObject({
  /** By what the person sees it coming. */
  signals: codes('signal'),
  signalNote: text,
  /** Where to go. */
  place: text,
  bag: codes('bag'),
  bagKeptWith: line,
  call: z
    .array(z.strictObject({ name: line, phone: line }))
    .max(5)
    .optional(),
  codeWord: line,
  children: text,
});

export const followUpDraftSchema = z.strictObject({
  at: z.iso.datetime().optional(),
  by: code('followUpBy'),
  /** `not`: an attempt without the person; three of them in two ways are a lost contact. */
  seen: code('seen'),
  safe: code('safe'),
  /** What was done where the person is not safe, or not sure. */
  notSafeAction: codes('notSafeAction'),
  services: z
    .array(z.strictObject({ serviceId: rowId, result: code('serviceResult') }))
    .max(30)
    .optional(),
  changes: z.partialRecord(domainSchema, z.enum(FORM_CODES.change)).optional(),
  /** The day of the next one. */
  next: day,
  note: text,
});

export const conferenceDraftSchema = z.strictObject({
  at: z.iso.datetime().optional(),
  place: line,
  attendance: z
    .array(z.strictObject({ id: rowId, name: line, profession: code('profession'), came: code('came') }))
    .max(30)
    .optional(),
  personThere: code('personThere'),
  /** Each is a task of somebody, with a day. */
  decisions: z
    .array(z.strictObject({ id: rowId, code: code('decisionCode'), text, responsible: line, due: day }))
    .max(30)
    .optional(),
});

const worry = z.int().min(0).max(10).optional();
export const closureDraftSchema = z.strictObject({
  reason: code('closureReason'),
  /** The person's own words, and own numbers from 0 (none) to 10. */
  ownWords: text,
  worryAtStart: worry,
  worryNow: worry,
  safe: code('safe'),
  /** Whom the person calls when it gets worse. */
  callIfWorse: line,
  /** Whether we may ask 30 and 90 days later. */
  mayAsk: z.strictObject({ after30Days: z.boolean(), after90Days: z.boolean() }).optional(),
  note: text,
});

/** Written into one section, for whoever may see that. */
export const noteDraftSchema = z.strictObject({
  section: caseSectionSchema.optional(),
  text: optionalText(4000).optional(),
});

export const FORM_DRAFTS = {
  registration: registrationDraftSchema,
  danger: dangerDraftSchema,
  assessment: assessmentDraftSchema,
  plan: planDraftSchema,
  'safety-plan': safetyPlanDraftSchema,
  'follow-up': followUpDraftSchema,
  conference: conferenceDraftSchema,
  closure: closureDraftSchema,
  note: noteDraftSchema,
} as const satisfies Record<RecordKind, z.ZodType>;
export type FormDraft<Kind extends RecordKind> = z.infer<(typeof FORM_DRAFTS)[Kind]>;

export const ASSESSMENT_TOOL = { tool: 'ten-domains', toolVersion: '1' } as const;
