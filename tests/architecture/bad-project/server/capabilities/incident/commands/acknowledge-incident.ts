// commands-know-no-caller, sql-stays-in-store, capabilities-know-no-channel, production-needs-no-dev-dependency
import 'fast-check';
import { sql } from 'kysely';
import '#channels/line';
import { routes } from '../routes.ts';

export const acknowledgeIncident = [sql, routes];
