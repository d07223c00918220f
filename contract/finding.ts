import { z } from 'zod';
import {
  CALL_BACK_DAYS,
  DROP_REASONS,
  FINDING_EVIDENCE,
  FINDING_INCIDENTS,
  FINDING_STATUSES,
  MEASURES,
  NOTICE_WAYS,
  REASON_SHORTEST,
} from './finding-status.ts';
import { namedAgencySchema, namedPersonSchema, reportChannelSchema } from './incident.ts';
import { optionalText, requiredText } from './text.ts';

const at = z.iso.datetime();
const id = z.uuid();
const reason = requiredText(2000).min(REASON_SHORTEST);
/** So many answers of the reporter stood on the decider's screen. One that came since is read first. */
const answersRead = z.int().min(0);

export const proposeFindingSchema = z.strictObject({
  reportId: id,
  evidence: z.array(z.enum(FINDING_EVIDENCE)).min(1).max(FINDING_EVIDENCE.length),
  /** What the evidence is: where it is kept, who says so. */
  note: requiredText(2000),
  /** Further incidents of the same account: a flood or a series is one finding. */
  incidentIds: z
    .array(id)
    .max(FINDING_INCIDENTS - 1)
    .default([]),
});
export const withdrawFindingSchema = z.strictObject({ reason: requiredText(500) });
export const confirmFindingSchema = z.strictObject({
  answersRead,
  reason,
  clauses: z.array(z.string().max(60)).min(1).max(10),
  measures: z.array(z.enum(MEASURES)).max(MEASURES.length),
  callBackDays: z.int().min(1).max(CALL_BACK_DAYS).optional(),
});
export const dropFindingSchema = z.strictObject({
  dropReason: z.enum(DROP_REASONS),
  note: optionalText(2000).optional(),
});
export const giveNoticeSchema = z.strictObject({ way: z.enum(NOTICE_WAYS) });
/** An officer takes down what the reporter said by telephone or at the station. */
export const takeAppealSchema = z.strictObject({ text: requiredText(2000) });
export const decideAppealSchema = z.strictObject({ outcome: z.enum(['uphold', 'overturn']), answersRead, reason });
export const endInquirySchema = z.strictObject({ note: requiredText(2000) });

export const measureSchema = z.object({
  kind: z.enum(MEASURES),
  until: at,
  endedAt: at.nullable(),
  note: z.string().nullable(),
  isInForce: z.boolean(),
});

export const findingSchema = z
  .object({
    id,
    status: z.enum(FINDING_STATUSES),
    incidentId: id,
    incidentCode: z.string(),
    reportId: id,
    channel: reportChannelSchema,
    /** Further incidents of the same account, as far as the reader may see them. */
    others: z.array(z.object({ id, code: z.string() })),
    agency: namedAgencySchema,
    evidence: z.array(z.enum(FINDING_EVIDENCE)),
    note: z.string(),
    proposed: z.object({ at, by: namedPersonSchema }),
    /** How the reporter was given the chance to answer. */
    hearing: z.enum(['asked', 'to-call', 'not-reachable']),
    answerBy: at,
    /** What they wrote since, oldest first; null where the reader may not read texts. */
    answers: z.array(z.object({ at, text: z.string().nullable() })),
    decided: z
      .object({
        at,
        by: namedPersonSchema.nullable(),
        reason: z.string().nullable(),
        dropReason: z.enum(DROP_REASONS).nullable(),
        clauses: z.array(z.string()),
      })
      .nullable(),
    /** `to-give`: a message could be read by whoever they are afraid of, or nobody can write to them. */
    notice: z.enum(['sent', 'pointed-to', 'to-give']).nullable(),
    noticeGivenAt: at.nullable(),
    appealBy: at.nullable(),
    appeal: z
      .object({
        at,
        by: namedPersonSchema.nullable(),
        text: z.string().nullable(),
        decided: z.object({ at, by: namedPersonSchema, reason: z.string() }).nullable(),
      })
      .nullable(),
    measures: z.array(measureSchema),
    /** What the reader may do now. */
    actions: z.array(z.string()),
    /** From when it may be confirmed; null where that time has come or passed by. */
    waitsUntil: at.nullable(),
  })
  .meta({ id: 'Finding' });
export type FindingView = z.infer<typeof findingSchema>;

export const clauseSchema = z.object({
  code: z.string(),
  clause: z.object({ th: z.string(), en: z.string() }),
  th: z.string(),
  en: z.string(),
  penalty: z.object({ th: z.string(), en: z.string() }),
  unverified: z.boolean(),
});

/** The findings of an incident, and what a new one may be about. */
export const incidentFindingsSchema = z
  .object({
    findings: z.array(findingSchema),
    clauses: z.array(clauseSchema),
    /** Of which report a finding may be proposed, with further ended incidents of the same account; empty with the reason in `whyNot`. */
    proposable: z.array(
      z.object({
        reportId: id,
        channel: reportChannelSchema,
        others: z.array(z.object({ id, code: z.string(), openedAt: at })),
      }),
    ),
    whyNot: z.string().nullable(),
  })
  .meta({ id: 'IncidentFindings' });
export type IncidentFindings = z.infer<typeof incidentFindingsSchema>;

/** What waits for this person, oldest first. */
export const openFindingsSchema = z
  .object({ findings: z.array(findingSchema), clauses: z.array(clauseSchema) })
  .meta({ id: 'OpenFindings' });
export type OpenFindings = z.infer<typeof openFindingsSchema>;

const countsSchema = z.object({
  proposed: z.int(),
  confirmed: z.int(),
  dropped: z.int(),
  withdrawn: z.int(),
  appealed: z.int(),
  overturned: z.int(),
});
/** Who calls many reports false: for whoever supervises them. */
export const findingFiguresSchema = z
  .object({
    since: at,
    stations: z.array(z.object({ agency: namedAgencySchema, ...countsSchema.shape })),
    people: z.array(
      z.object({ person: namedPersonSchema, part: z.enum(['proposer', 'decider']), ...countsSchema.shape }),
    ),
  })
  .meta({ id: 'FindingFigures' });
export type FindingFigures = z.infer<typeof findingFiguresSchema>;
