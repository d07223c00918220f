import { ProblemError, postJson } from '../../api/request.ts';
import { dropUnsent, hasUnsent } from '../../outbox/forget.ts';
import { PENDING_SIGN_OUT } from './stored-me.ts';

/** How the page speaks and looks is the device's, and nobody's secret: it is put back after the browser cleared all. */
const LOOKS = ['ess-language', 'mantine-color-scheme-value'];

/**
 * Signs out by hand. Where nothing waits sealed, this person's or a partner's who shares the phone, the browser is told to
 * clear all that it holds of us.
 * @param dropsUnsentOf who chose that what they pressed and could not send goes too
 * @returns whether the server has heard of it; until then nobody is let in here as the person who left
 */
export async function leave(dropsUnsentOf?: string): Promise<boolean> {
  if (dropsUnsentOf !== undefined) await dropUnsent(dropsUnsentOf).catch(() => {});
  const keepsUnsent = await hasUnsent().catch(() => false);
  const looks = LOOKS.map((name) => [name, localStorage.getItem(name)] as const);
  try {
    await postJson('/api/auth/sign-out', { keepsUnsent });
  } catch (error) {
    if (error instanceof ProblemError && (error.problem.status === 0 || error.problem.status >= 500)) return false;
  }
  localStorage.removeItem(PENDING_SIGN_OUT);
  for (const [name, value] of looks) if (value !== null) localStorage.setItem(name, value);
  return true;
}
