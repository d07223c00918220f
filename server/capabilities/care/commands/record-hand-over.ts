import type { IncidentEvents } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { insertHandOver } from '../store/hand-over-rows.ts';

/** Adds the hand-over to the centre's list, in the transaction that closes the incident. */
export function recordHandOver({ tx }: Work, handedOver: IncidentEvents['incident-handed-over']): Promise<void> {
  return insertHandOver(tx, { id: newId(), ...handedOver });
}
