import type { WorkloadList } from '#contract/case-work';
import limits from '../../../../database/reference-data/care-workload.json' with { type: 'json' };
import clauses from '../../../../database/reference-data/child-clauses.json' with { type: 'json' };

/** From how many open cases a worker is warned, and gets none by itself any more. */
export const WORKLOAD_LIMITS: WorkloadList['limits'] = limits;

/** What the law asks for in the case of a child. */
export const CHILD_CLAUSES = clauses.clauses;
