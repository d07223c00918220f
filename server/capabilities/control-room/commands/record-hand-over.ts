import type { IncidentEvents } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { insertHandOver } from '../store-hand-overs.ts';

/** What was handed to a centre stands in its list, from the same moment as the closing. */
export function recordHandOver({ tx }: Work, handedOver: IncidentEvents['incident-handed-over']): Promise<void> {
  return insertHandOver(tx, { id: newId(), ...handedOver });
}
