import type { CallBack } from '#contract/dispatch';
import type { IncidentSummary } from '#contract/incident';

/** What to say when they pick up: a sentence of the texts, with the station and the time it needs. */
export type CallScript = {
  words:
    | ('ask' | 'ask-again' | 'waiting' | 'acknowledged' | 'acknowledged-no-time' | 'on-the-way' | 'on-the-way-no-time')
    | ('late' | 'on-scene' | 'over' | 'message');
  etaAt: string | null;
};

/**
 * From why they are called and how their incident stands now; `incident` is absent where there is none yet, or it is
 * over. Never more than is known: a passed promise is not told again.
 * @param now milliseconds of the server's clock
 */
export function callScript(
  { reason, incidentId }: Pick<CallBack, 'reason' | 'incidentId'>,
  incident: Pick<IncidentSummary, 'status' | 'etaAt'> | undefined,
  now: number,
): CallScript {
  if (reason === 'unfinished') return { words: 'ask', etaAt: null };
  if (reason === 'cut-off') return { words: 'ask-again', etaAt: null };
  if (reason === 'message') return { words: 'message', etaAt: null };
  if (!incident) return { words: incidentId ? 'over' : 'ask', etaAt: null };
  const { status, etaAt } = incident;
  if (status === 'open' || status === 'reopened') return { words: 'waiting', etaAt: null };
  if (status === 'on-scene') return { words: 'on-scene', etaAt: null };
  if (etaAt !== null && Date.parse(etaAt) < now) return { words: 'late', etaAt };
  const going = status === 'en-route' ? 'on-the-way' : 'acknowledged';
  return etaAt === null ? { words: `${going}-no-time`, etaAt } : { words: going, etaAt };
}
