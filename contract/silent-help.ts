import { z } from 'zod';
import { namedPersonSchema } from './incident.ts';
import { questionIdSchema } from './silent-question.ts';

const at = z.iso.datetime();
const id = z.uuid();

export const askQuestionSchema = z.strictObject({ question: questionIdSchema, reportId: id.optional() });

/** What a message makes a phone do and show, from the same rendering that the channel sends. */
export const reporterScreenSchema = z
  .object({
    /** False: no sound and no banner. */
    sound: z.boolean(),
    /** The lines on the locked phone; empty when nothing appears there. */
    lockScreen: z.array(z.string()),
    /** What the channel's list of chats shows once the phone is unlocked. */
    chatList: z.string(),
    /** What the open chat shows. */
    chat: z.array(z.string()),
    buttons: z.array(z.string()),
  })
  .meta({ id: 'ReporterScreen' });
export type ReporterScreen = z.infer<typeof reporterScreenSchema>;

/** Placeholder in `freeText` for the text an officer is about to write; everything around it is final. */
export const FREE_TEXT = '{text}';

/** One report's phone, with each message that may be sent. */
export const reportScreensSchema = z.object({
  reportId: id,
  /** The texts are chosen so that a glance at the screen gives nothing away. */
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
    /** Without an answer by then, the incident becomes critical. */
    dueAt: at,
    /** When that happened. */
    raisedAt: at.nullable(),
    answer: z.string().nullable(),
    answeredAt: at.nullable(),
  })
  .meta({ id: 'AskedQuestion' });
export type AskedQuestion = z.infer<typeof askedQuestionSchema>;

/** Which ready questions may be asked now: all, only whether writing is safe, or none (after a duress signal). */
export const QUESTION_LIMITS = ['none', 'safe-to-write-first', 'not-safe'] as const;

export const silentHelpSchema = z
  .object({
    reports: z.array(reportScreensSchema.extend({ limit: z.enum(QUESTION_LIMITS) })),
    asked: z.array(askedQuestionSchema),
  })
  .meta({ id: 'SilentHelp' });
export type SilentHelp = z.infer<typeof silentHelpSchema>;
