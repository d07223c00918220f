import type { CallBack } from '#contract/control-room';
import type { IncidentSummary } from '#contract/incident';

/** What to say when they pick up: the key of a text, and the time it contains. */
export type CallScript = {
  key:
    | ('ask' | 'ask-again' | 'waiting' | 'acknowledged' | 'acknowledged-no-time' | 'on-the-way' | 'on-the-way-no-time')
    | ('late' | 'on-scene' | 'over' | 'message');
  etaAt: string | null;
};

/**
 * Chosen from the reason of the call and the status of the incident; `incident` is absent if there is none yet or it is
 * over. Never says more than is known: an ETA that has passed is not repeated.
 * @param now milliseconds of the server's clock
 */
export function callScript(
  { reason, incidentId }: Pick<CallBack, 'reason' | 'incidentId'>,
  incident: Pick<IncidentSummary, 'status' | 'etaAt'> | undefined,
  now: number,
): CallScript {
  if (reason === 'unfinished') return { key: 'ask', etaAt: null };
  if (reason === 'cut-off') return { key: 'ask-again', etaAt: null };
  if (reason === 'message') return { key: 'message', etaAt: null };
  if (!incident) return { key: incidentId ? 'over' : 'ask', etaAt: null };
  const { status, etaAt } = incident;
  if (status === 'open' || status === 'reopened') return { key: 'waiting', etaAt: null };
  if (status === 'on-scene') return { key: 'on-scene', etaAt: null };
  if (etaAt !== null && Date.parse(etaAt) < now) return { key: 'late', etaAt };
  const going = status === 'en-route' ? 'on-the-way' : 'acknowledged';
  return etaAt === null ? { key: `${going}-no-time`, etaAt } : { key: going, etaAt };
}
