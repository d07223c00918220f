import type { FormDraft, RecordKind } from '#contract/case-forms';
import { type DangerTool, decideAssessment, decideDanger, needsRiskApproval } from '#contract/case-risk';
import type { Case } from './case.ts';
import { findDraft } from './find-draft.ts';
import type { CaseFacts } from './guards.ts';

/** A form as it is stored. */
type Stored = { id: string; body: Record<string, unknown>; signedAt: string | null; savedAt: string };
export type StoredFacts = {
  newest: (Stored & { kind: RecordKind })[];
  followUps: Pick<Stored, 'body' | 'savedAt'>[];
  approved: { subject: keyof CaseFacts['approved']; recordId: string | null }[];
  openNeeds: number;
  hasOpenTransfer: boolean;
};

/** What the forms of a case say, as far as its guards ask. What was written before the present step is the past. */
export function foldFacts(
  one: Pick<Case, 'status' | 'statusSince' | 'acceptedAt'>,
  { newest, followUps, approved, openNeeds, hasOpenTransfer }: StoredFacts,
  findDangerTool: (draft: FormDraft<'danger'>) => DangerTool | undefined,
): CaseFacts {
  const find = (kind: RecordKind) => newest.find((record) => record.kind === kind);
  const episode = (one.acceptedAt ?? one.statusSince).toISOString();
  const isSince = (at: string, since: string) => Date.parse(at) >= Date.parse(since);
  const [danger, assessment, plan, closure] = [find('danger'), find('assessment'), find('plan'), find('closure')];
  const draft = plan && findDraft('plan', plan.body);
  const visits = followUps.flatMap(({ body, savedAt }) => {
    const visit = findDraft('follow-up', body);
    return visit ? [{ ...visit, savedAt }] : [];
  });
  const results = new Map(
    visits.flatMap(({ services = [] }) => services.map(({ serviceId, result }) => [serviceId, result] as const)),
  );
  const ended = [...results].filter(([, result]) => result === 'received' || result === 'refused');
  const wasAskedAtClosure = closure && isSince(closure.savedAt, episode) && findDraft('closure', closure.body)?.safe;
  const wasAskedOnVisit = visits.some(({ safe, savedAt }) => safe && isSince(savedAt, episode));
  return {
    assessment: assessment
      ? {
          recordId: assessment.id,
          isSigned:
            assessment.signedAt !== null &&
            (one.status !== 'assessing' || isSince(assessment.signedAt, one.statusSince.toISOString())),
          isHigh: isHighBy(
            findDraft('assessment', assessment.body),
            danger && findDraft('danger', danger.body),
            findDangerTool,
          ),
        }
      : null,
    plan: plan
      ? {
          recordId: plan.id,
          isSigned: plan.signedAt !== null,
          isAgreedOrExplained:
            draft?.agreed?.answer === 'yes' || (draft?.agreed?.answer !== undefined && Boolean(draft.agreed.reason)),
          serviceIds: (draft?.services ?? []).map(({ id }) => id),
        }
      : null,
    endedServiceIds: ended.map(([id]) => id),
    hasSafetyPlan: find('safety-plan')?.signedAt != null,
    openNeeds,
    hasOpenTransfer,
    isSafetyAnswered: Boolean(wasAskedAtClosure) || wasAskedOnVisit,
    approved: Object.fromEntries(approved.map(({ subject, recordId }) => [subject, recordId])),
  };
}

function isHighBy(
  assessment: FormDraft<'assessment'> | undefined,
  danger: FormDraft<'danger'> | undefined,
  findDangerTool: (draft: FormDraft<'danger'>) => DangerTool | undefined,
): boolean {
  const tool = danger && findDangerTool(danger);
  const level = tool && danger ? decideDanger(tool, danger.answers).level : undefined;
  return assessment === undefined || needsRiskApproval(decideAssessment(assessment, level));
}
