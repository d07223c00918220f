// store-only-stores (the statement itself may stand here)
import { sql } from '#platform/database/database';
import { nameIncident } from './queries/list-incidents.ts';

export const find = [sql, nameIncident];
