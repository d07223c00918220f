import { type Me, meSchema } from '#contract/access';
import { ProblemError } from '../../api/request.ts';

const KEPT_AS = 'ess-who';

/**
 * Who was signed in on a patrol's phone, so that their page opens without signal. Kept for them alone: a desk without
 * its line has nothing to show, and its name is nobody's business on a shared machine.
 */
export function keepMe(me: Me | null): Me | null {
  const isPatrol = me?.permissions.includes('unit:serve') && !me.permissions.includes('incident:view');
  if (isPatrol) localStorage.setItem(KEPT_AS, JSON.stringify(me));
  else localStorage.removeItem(KEPT_AS);
  return me;
}

/** The person kept on this device, when the reason for asking is that no answer came at all. */
export function findKeptMe(error: unknown): Me | undefined {
  if (!(error instanceof ProblemError) || error.problem.status !== 0) return undefined;
  try {
    return meSchema.safeParse(JSON.parse(localStorage.getItem(KEPT_AS) ?? 'null')).data;
  } catch {
    return undefined;
  }
}
