import type { UnfinishedReport } from '#contract/incident';
import { maskPhone } from '#contract/masked-phone';

/** An unfinished report for somebody of the desk who does not call back. */
export function maskUnfinished(report: UnfinishedReport): UnfinishedReport {
  return report.phone === null ? report : { ...report, phone: maskPhone(report.phone), phoneMasked: true };
}
