import { ON_THE_WAY } from '#contract/incident-status';
import { type Connection, rows, sql } from '#platform/database/database';
import { lag, oldFrom, type SetBack } from '#platform/set-back';

/** The clock was set back: ETAs to come move with it. @returns their incidents */
export async function moveEtas(tx: Connection, setBack: SetBack): Promise<string[]> {
  const moved = await rows(
    tx,
    sql<{ id: string }>`UPDATE incident.incidents SET eta_at = eta_at - ${lag(setBack)}
      WHERE status = ANY(${[...ON_THE_WAY]}::text[]) AND eta_at > ${oldFrom(setBack)}
        AND eta_at IS DISTINCT FROM eta_passed RETURNING id::text`,
  );
  return moved.map(({ id }) => id);
}
