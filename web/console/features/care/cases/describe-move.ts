import type { WorkloadList } from '#contract/case-work';

type Worker = WorkloadList['workers'][number];

/** From whom, beyond which line, and to the colleague of the same agency who has fewest; null below the lines. */
export function describeMove(
  { worker, agency, open, level }: Worker,
  workers: readonly Worker[],
  { warnAt, stopAt }: Pick<WorkloadList['limits'], 'warnAt' | 'stopAt'>,
) {
  if (level === 'free') return null;
  const colleagues = workers.filter((one) => one.agency.id === agency.id && one.level === 'free');
  const to = colleagues.toSorted((one, other) => one.open - other.open)[0];
  const line = level === 'full' ? stopAt : warnAt;
  return { name: worker.name, open, line, to: to?.worker.name ?? '', has: to?.open ?? 0 };
}
