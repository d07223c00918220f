import type { CaseSummary } from '#contract/case-api';

/** Empty: any. `risk` also `unknown`; `status` also `held`, which is a mark on any status. */
export type CaseFilter = { risk: string; status: string; agencyId: string };
export const NO_FILTER: CaseFilter = { risk: '', status: '', agencyId: '' };

/** The cases that fit every filter. */
export function filterCases(cases: readonly CaseSummary[], { risk, status, agencyId }: CaseFilter): CaseSummary[] {
  return cases.filter(
    (one) =>
      (risk === '' || (one.risk ?? 'unknown') === risk) &&
      (status === '' || (status === 'held' ? one.hold !== null : one.status === status)) &&
      (agencyId === '' || one.agency.id === agencyId),
  );
}
