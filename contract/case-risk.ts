import { z } from 'zod';
import { CASE_RISKS, type CaseRisk, DOMAINS, type Domain, type FormDraft } from './case-forms.ts';

/** A set of questions on danger now. It is data with a version, so that a validated Thai one can replace ours. */
export const dangerToolSchema = z
  .object({
    tool: z.string().max(40),
    toolVersion: z.string().max(20),
    name: z.object({ th: z.string(), en: z.string() }),
    /** Whether somebody has shown that the answers predict what happens. The page says so when not. */
    validated: z.boolean(),
    source: z.string(),
    validFrom: z.iso.date(),
    /** Points at which the risk is high. A yes counts 1, a starred one 2, and "unknown" half of it. */
    highFrom: z.number().positive(),
    questions: z
      .array(z.object({ id: z.string().max(40), starred: z.boolean(), th: z.string(), en: z.string() }))
      .min(1),
  })
  .meta({ id: 'DangerTool' });
export type DangerTool = z.infer<typeof dangerToolSchema>;
export const dangerToolsSchema = z.object({ tools: z.array(dangerToolSchema).min(1) });
type DangerAnswers = FormDraft<'danger'>['answers'];

export type DangerResult = {
  points: number;
  /** Undefined while questions are open that could still change it. */
  level: CaseRisk | undefined;
  /** Questions that count, those that count most first. */
  because: string[];
  open: string[];
};

/** The level, as soon as it is certain. "Unknown" never counts as no, so only eight times "no" is low. */
export function decideDanger(tool: DangerTool, answers: DangerAnswers): DangerResult {
  const counted = tool.questions.map(({ id, starred }) => {
    const answer = answers[id];
    const whole = starred ? 2 : 1;
    return { id, answer, points: answer === 'yes' ? whole : answer === 'unknown' ? whole / 2 : 0 };
  });
  const points = counted.reduce((sum, question) => sum + question.points, 0);
  const open = counted.filter(({ answer }) => answer === undefined).map(({ id }) => id);
  const because = counted
    .filter((question) => question.points > 0)
    .toSorted((one, other) => other.points - one.points)
    .map(({ id }) => id);
  const level = points >= tool.highFrom ? 'high' : open.length > 0 ? undefined : points > 0 ? 'medium' : 'low';
  return { points, level, because, open };
}

/** The tool in force on a day: the latest that has begun. */
export function dangerToolOn(tools: readonly DangerTool[], day: string): DangerTool | undefined {
  return tools
    .filter(({ validFrom }) => validFrom <= day)
    .toSorted((one, other) => other.validFrom.localeCompare(one.validFrom))[0];
}

export function higherRisk(one: CaseRisk, other: CaseRisk): CaseRisk {
  return CASE_RISKS.indexOf(one) <= CASE_RISKS.indexOf(other) ? one : other;
}

export type AssessmentResult = {
  /** By the scores, and never below what the danger questions gave; undefined while domains are open. */
  computed: CaseRisk | undefined;
  /** What the case goes on with: the worker's own level where they said one. */
  level: CaseRisk | undefined;
  /** The worker lowered it. Whoever approves high risk looks at the higher of the two. */
  lowered: boolean;
  open: Domain[];
};

/** High with one critical domain or by the danger questions, medium with one serious one. */
export function decideAssessment(
  { domains, override }: Pick<FormDraft<'assessment'>, 'domains' | 'override'>,
  danger: CaseRisk | undefined,
): AssessmentResult {
  const scores = DOMAINS.map((domain) => domains[domain]?.score);
  const open = DOMAINS.filter((domain) => domains[domain]?.score === undefined);
  const highest = Math.max(0, ...scores.map((score) => score ?? 0));
  const byScores: CaseRisk = highest === 3 ? 'high' : highest === 2 ? 'medium' : 'low';
  const least = higherRisk(byScores, danger ?? 'low');
  const computed = open.length === 0 || least === 'high' ? least : undefined;
  const level = override?.level ?? computed;
  const lowered = computed !== undefined && level !== undefined && higherRisk(computed, level) !== level;
  return { computed, level, lowered, open };
}

/** Whether another person must approve before planning: high, or high until the worker lowered it. */
export function needsRiskApproval({ computed, level }: AssessmentResult): boolean {
  return computed === 'high' || level === 'high';
}

/** Three attempts in a row without the person, in at least two ways; the supervisor decides what follows. */
export function isLostContact(followUps: readonly Pick<FormDraft<'follow-up'>, 'at' | 'by' | 'seen'>[]): boolean {
  const newestFirst = followUps.toSorted((one, other) => (other.at ?? '').localeCompare(one.at ?? ''));
  const lastSeen = newestFirst.findIndex(({ seen }) => seen !== 'not');
  const failed = lastSeen === -1 ? newestFirst : newestFirst.slice(0, lastSeen);
  return failed.length >= 3 && new Set(failed.map(({ by }) => by)).size >= 2;
}
