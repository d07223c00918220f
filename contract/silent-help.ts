import { z } from 'zod';
import { namedPersonSchema } from './incident.ts';
import { questionIdSchema } from './silent-question.ts';

const at = z.iso.datetime();
const id = z.uuid();

export const askQuestionSchema = z.strictObject({ question: questionIdSchema, reportId: id.optional() });

/** What a message makes a phone do and show, from the very rendering that the channel is sent. */
export const reporterScreenSchema = z
  .object({
    /** False: no sound and no banner. */
    sound: z.boolean(),
    /** The lines on the locked phone; empty when nothing appears there. */
    lockScreen: z.array(z.string()),
    /** What the channel's list of chats shows once the phone is unlocked. */
    chatList: z.string(),
    /** What stands in the opened chat. */
    chat: z.array(z.string()),
    buttons: z.array(z.string()),
  })
  .meta({ id: 'ReporterScreen' });
export type ReporterScreen = z.infer<typeof reporterScreenSchema>;

/** Stands in `freeText` for the words an officer is about to write; everything around it is as it will be. */
export const FREE_TEXT = '{text}';

/** One report's phone, as it will be with each thing that may be sent. */
export const reportScreensSchema = z.object({
  reportId: id,
  /** The words are chosen so that a glance at the screen betrays nothing. */
  silent: z.boolean(),
  freeText: reporterScreenSchema,
  questions: z.array(z.object({ question: questionIdSchema, screen: reporterScreenSchema })),
});
export type ReportScreens = z.infer<typeof reportScreensSchema>;

export const askedQuestionSchema = z
  .object({
    id,
    reportId: id,
    question: questionIdSchema,
    at,
    by: namedPersonSchema,
    /** Unanswered by then, the incident becomes critical. */
    dueAt: at,
    /** When that happened. */
    raisedAt: at.nullable(),
    answer: z.string().nullable(),
    answeredAt: at.nullable(),
  })
  .meta({ id: 'AskedQuestion' });
export type AskedQuestion = z.infer<typeof askedQuestionSchema>;

/** Whether a ready question may be asked now: freely, only whether it is safe, or not at all (a forced "all fine"). */
export const QUESTION_LIMITS = ['none', 'safe-to-write-first', 'not-safe'] as const;

export const silentHelpSchema = z
  .object({
    reports: z.array(reportScreensSchema.extend({ limit: z.enum(QUESTION_LIMITS) })),
    asked: z.array(askedQuestionSchema),
  })
  .meta({ id: 'SilentHelp' });
export type SilentHelp = z.infer<typeof silentHelpSchema>;
