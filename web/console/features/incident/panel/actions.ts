import { allowedActions, type IncidentAction, type IncidentStatus, isOnTheWay } from '#contract/incident-status';

/** The panel's actions: one next action, the largest; a few beside it; steps one may skip to, folded away. */
export type PanelAction = IncidentAction | 'transfer' | 'eta';
export type PanelActions = { next: IncidentAction | null; others: PanelAction[]; skips: PanelAction[] };

const NEXT: Partial<Record<IncidentStatus, IncidentAction>> = {
  open: 'acknowledge',
  reopened: 'acknowledge',
  acknowledged: 'assign',
  'unit-assigned': 'en-route',
  'en-route': 'on-scene',
  'on-scene': 'resolve',
  resolved: 'close',
};

/** In the order of the work. Merging is offered beside the duplicate it concerns, not among the steps. */
const STEPS: readonly IncidentAction[] = ['assign', 'en-route', 'on-scene', 'resolve'];

/** By the state table and what the server permits this person. */
export function actionsFor(
  status: IncidentStatus,
  permitted: readonly string[],
  transferPending: boolean,
): PanelActions {
  const allowed = allowedActions(status).filter((action) => permitted.includes(action));
  const wanted = NEXT[status];
  const next = wanted && allowed.includes(wanted) ? wanted : null;
  const others: PanelAction[] = [];
  if (isOnTheWay(status) && permitted.includes('eta')) others.push('eta');
  if (permitted.includes('transfer') && !transferPending) others.push('transfer');
  others.push(...allowed.filter((action) => action === 'reopen' || action === 'cancel'));
  const skips = STEPS.filter((action) => action !== next && allowed.includes(action));
  return { next, others, skips };
}
