import type { CaseSummary } from '#contract/case-api';
import { CASE_RISKS } from '#contract/case-forms';

/** In the order in which a worker reads the list; one with five minutes reads only the top. */
export const CASE_GROUPS = ['nobody', 'offered', 'mine', 'others'] as const;
export type CaseGroup = (typeof CASE_GROUPS)[number];

type Row = Pick<
  CaseSummary,
  'status' | 'risk' | 'isOffered' | 'waitingSince' | 'worker' | 'hold' | 'openedAt' | 'code'
>;

export function groupOf(one: Row, myId: string): CaseGroup {
  if (one.isOffered) return 'offered';
  if (one.waitingSince !== null) return 'nobody';
  return one.worker?.id === myId ? 'mine' : 'others';
}

/** What is to be done next in a case, as far as its row tells. */
export type Act = 'accept' | 'answer' | 'on-hold' | 'assess' | 'plan' | 'help' | 'follow-up' | 'ended';

export function nextActOf({ isOffered, hold, status }: Pick<Row, 'isOffered' | 'hold' | 'status'>): Act {
  if (isOffered) return 'answer';
  if (hold) return 'on-hold';
  switch (status) {
    case 'registered':
    case 'reopened':
      return 'accept';
    case 'assessing':
      return 'assess';
    case 'planning':
      return 'plan';
    case 'implementing':
      return 'help';
    case 'following-up':
      return 'follow-up';
    case 'closed':
    case 'not-opened':
      return 'ended';
  }
}

/** The groups that have cases; in each those on hold last, then by risk, then who has waited longest. */
export function groupCases<One extends Row>(cases: readonly One[], myId: string): { group: CaseGroup; cases: One[] }[] {
  return CASE_GROUPS.map((group) => ({
    group,
    cases: cases.filter((one) => groupOf(one, myId) === group).toSorted(compare),
  })).filter((one) => one.cases.length > 0);
}

function compare(one: Row, other: Row): number {
  return (
    Number(one.hold !== null) - Number(other.hold !== null) ||
    urgencyOf(one) - urgencyOf(other) ||
    (one.waitingSince ?? one.openedAt).localeCompare(other.waitingSince ?? other.openedAt) ||
    one.code.localeCompare(other.code)
  );
}

/** Before anybody has asked, the risk counts as high. */
const urgencyOf = ({ risk }: Row): number => CASE_RISKS.indexOf(risk ?? 'high');
