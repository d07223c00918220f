import type { ApprovalSubject, CaseTimelineKind } from '#contract/case';
import type { RecordKind } from '#contract/case-forms';
import { endOfThaiDay } from '#contract/thai-day';
import { findDraft } from '../record/find-draft.ts';
import type { Fact } from './clock.ts';

/** A step of a case, with what is stored of it. */
export type Step = {
  kind: CaseTimelineKind;
  at: Date;
  subjectId: string | null;
  /** The form that was signed. */
  form?: { kind: RecordKind; body: Record<string, unknown> } | null;
  approvalSubject?: ApprovalSubject | null;
  /** The newest signed plan, where an approval may be of one. */
  plan?: { body: Record<string, unknown> } | null;
  holdUntil?: Date | null;
  /** Nobody works on the case, so that somebody must accept it. */
  isWaiting?: boolean;
};

/** Steps that change no clock. */
export const WITHOUT_CLOCKS: readonly CaseTimelineKind[] = [
  ...(['joined', 'assessment-finished', 'plan-started', 'services-ended', 'record-saved', 'need-opened'] as const),
  ...(['need-ended', 'linked', 'unlinked', 'member-invited', 'member-ended', 'household-changed'] as const),
  ...([
    'reporter-told',
    'reporter-not-told',
    'new-incident',
    'nudged',
    'picture-added',
    'days-passed',
    'asked-how-it-goes',
    'not-asked',
    'said-how-it-goes',
    'asked-for-help',
    'suggested',
    'all-full',
    'clock-passed',
    'legal-fact',
    'decision-done',
  ] as const),
];

/** What a step means for the clocks. */
export function factsOfStep(step: Step): Fact[] {
  const { kind, at, subjectId } = step;
  const about = { at, subjectId };
  switch (kind) {
    case 'registered':
      return [{ fact: 'case-opened', at }];
    case 'accepted':
      return [{ fact: 'case-accepted', at }];
    case 'not-opened':
      return [{ fact: 'case-not-opened', at }];
    case 'closed':
      return [{ fact: 'case-closed', at }];
    case 'reopened':
      return [{ fact: 'case-reopened', at }];
    case 'reassessed':
      return [{ fact: 'reassessment-begun', at }];
    case 'replanned':
      return [{ fact: 'replanning-begun', at }];
    case 'passed-to-province':
      return [{ fact: 'owner-changed', at }];
    case 'approval-requested':
      return [{ fact: 'approval-requested', ...about }];
    case 'approved':
      return [{ fact: 'approval-decided', ...about }, ...(step.approvalSubject === 'plan' ? factsOfPlan(step) : [])];
    case 'sent-back':
    case 'refused':
    case 'approval-withdrawn':
      return [{ fact: 'approval-decided', ...about }];
    case 'transfer-offered':
      return [{ fact: 'transfer-offered', ...about }];
    case 'transfer-declined':
    case 'transfer-withdrawn':
      return [{ fact: 'transfer-answered', ...about }];
    case 'transfer-accepted':
    case 'transfer-forced':
      return [
        { fact: 'transfer-answered', ...about },
        ...(step.isWaiting ? factsOfWaiting(at) : [{ fact: 'case-accepted', at } as const]),
      ];
    case 'no-worker':
      return factsOfWaiting(at);
    case 'held':
      return [{ fact: 'case-held', at, dueAt: step.holdUntil ?? undefined }];
    case 'resumed':
      return [{ fact: 'case-resumed', at }];
    case 'data-copy-given':
      return [{ fact: 'data-copy-given', at }];
    case 'record-signed':
      return [{ fact: 'record-signed', at }, ...factsOfForm(step)];
    default:
      return [];
  }
}

/** Somebody must accept it again, and assesses anew, whatever was done before. */
const factsOfWaiting = (at: Date): Fact[] => [
  { fact: 'owner-changed', at },
  { fact: 'reassessment-begun', at },
];

function factsOfPlan({ at, plan }: Step): Fact[] {
  const services = (plan && findDraft('plan', plan.body)?.services) ?? [];
  return [
    { fact: 'plan-approved', at },
    ...services.map(({ id, due }) => ({ fact: 'service-planned' as const, at, subjectId: id, dueAt: endOf(due) })),
  ];
}

function factsOfForm({ at, form }: Step): Fact[] {
  if (form?.kind === 'danger') return [{ fact: 'contact-made', at }];
  if (form?.kind === 'assessment') return [{ fact: 'assessment-signed', at }];
  if (form?.kind === 'conference') {
    const decisions = findDraft('conference', form.body)?.decisions ?? [];
    return [
      { fact: 'conference-signed', at },
      ...decisions.map(({ id, due }) => ({ fact: 'decision-made' as const, at, subjectId: id, dueAt: endOf(due) })),
    ];
  }
  if (form?.kind !== 'follow-up') return [];
  const visit = findDraft('follow-up', form.body);
  const ended = (visit?.services ?? []).filter(({ result }) => result === 'received' || result === 'refused');
  return [
    { fact: 'follow-up-signed', at, dueAt: endOf(visit?.next) },
    ...(visit?.seen === 'not' ? [] : [{ fact: 'contact-made' as const, at }]),
    ...ended.map(({ serviceId }) => ({ fact: 'service-ended' as const, at, subjectId: serviceId })),
  ];
}

const endOf = (day: string | undefined): Date | undefined => (day === undefined ? undefined : endOfThaiDay(day));
