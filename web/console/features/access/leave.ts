import { ProblemError, postJson } from '../../api/request.ts';
import { dropUnsent, hasUnsent } from '../../outbox/forget.ts';
import { PENDING_SIGN_OUT } from './stored-me.ts';

/** Language and colour scheme belong to the device: restored after the browser has cleared its storage. */
const DEVICE_SETTINGS = ['ess-language', 'mantine-color-scheme-value'];

/**
 * Signs out on request. If nobody's unsent actions are stored on this device, the browser is told to clear all storage.
 * @param dropsUnsentOf the person who chose to discard their unsent actions
 * @returns true when the server has answered; until then this device must not show the person as signed in
 */
export async function leave(dropsUnsentOf?: string): Promise<boolean> {
  if (dropsUnsentOf !== undefined) await dropUnsent(dropsUnsentOf).catch(() => {});
  const keepsUnsent = await hasUnsent().catch(() => false);
  const settings = DEVICE_SETTINGS.map((name) => [name, localStorage.getItem(name)] as const);
  try {
    await postJson('/api/auth/sign-out', { keepsUnsent });
  } catch (error) {
    if (error instanceof ProblemError && (error.problem.status === 0 || error.problem.status >= 500)) return false;
  }
  localStorage.removeItem(PENDING_SIGN_OUT);
  for (const [name, value] of settings) if (value !== null) localStorage.setItem(name, value);
  return true;
}
