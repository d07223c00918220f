import type { Me } from '#contract/access';
import { ProblemError } from '../../api/request.ts';

const STORED_AS = 'ess-who';
/** Set after a sign-out that the server does not know of yet: this device must not show the person as signed in. */
export const PENDING_SIGN_OUT = 'ess-pending-sign-out';

/**
 * Stores the signed-in person on the phone of a patrol or a care worker, so that their page opens offline. Only for them:
 * other consoles show nothing offline, and a shared computer should not reveal who used it.
 */
export function storeMe<Who extends Me | null>(me: Who): Who {
  if (me && worksOffline(me)) localStorage.setItem(STORED_AS, JSON.stringify(me));
  else localStorage.removeItem(STORED_AS);
  return me;
}

/** Whose work goes on without signal: at the scene, and in people's homes. */
export function worksOffline({ permissions }: Pick<Me, 'permissions'>): boolean {
  const goesOut = permissions.includes('unit:serve') || permissions.includes('case:work');
  return goesOut && !permissions.includes('incident:view');
}

/** The person stored on this device, if any. */
export function storedUserId(): string | undefined {
  const { id } = (readStored() ?? {}) as Partial<Me>;
  return typeof id === 'string' ? id : undefined;
}

function readStored(): unknown {
  try {
    return JSON.parse(localStorage.getItem(STORED_AS) ?? 'null');
  } catch {
    return undefined;
  }
}

/** The stored person, if the request failed because there is no connection. */
export async function findStoredMe(error: unknown): Promise<Me | undefined> {
  if (!(error instanceof ProblemError) || error.problem.status !== 0) return undefined;
  // An earlier release may have stored it. The schema is loaded here only: a patrol's phone has all files.
  const { checkMe } = await import('./check-me.ts');
  const me = checkMe(readStored());
  // Offline, the server cannot tell that the session has ended; its end time is stored.
  return me && Date.parse(me.sessionEndsAt) > Date.now() ? me : undefined;
}
