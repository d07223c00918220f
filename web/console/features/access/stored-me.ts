import { type Me, meSchema } from '#contract/access';
import { ProblemError } from '../../api/request.ts';

const STORED_AS = 'ess-who';
/** Left by hand and the server does not know it yet: whoever opens this page next is not the person who left. */
export const PENDING_SIGN_OUT = 'ess-pending-sign-out';

/**
 * Who was signed in on a patrol's phone, so that their page opens without signal. Kept for them alone: a desk without
 * its line has nothing to show, and its name is nobody's business on a shared machine.
 */
export function storeMe<Who extends Me | null>(me: Who): Who {
  const isPatrol = me?.permissions.includes('unit:serve') && !me.permissions.includes('incident:view');
  if (isPatrol) localStorage.setItem(STORED_AS, JSON.stringify(me));
  else localStorage.removeItem(STORED_AS);
  return me;
}

/** Whose device this was last, if a patrol's. */
export function storedUserId(): string | undefined {
  return readStored()?.id;
}

function readStored(): Me | undefined {
  try {
    return meSchema.safeParse(JSON.parse(localStorage.getItem(STORED_AS) ?? 'null')).data;
  } catch {
    return undefined;
  }
}

/** The person kept on this device, when the reason for asking is that no answer came at all. */
export function findStoredMe(error: unknown): Me | undefined {
  if (!(error instanceof ProblemError) || error.problem.status !== 0) return undefined;
  const me = readStored();
  // Without signal nobody says that the session ran out; the device knows when it does.
  return me && Date.parse(me.sessionEndsAt) > Date.now() ? me : undefined;
}
