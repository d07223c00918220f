import { z } from 'zod';
import { DISPOSITIONS, INCIDENT_STATUSES, PRIORITIES } from './incident-status.ts';

// Apart from the state table, which the console needs before the library that checks schemas.
export const incidentStatusSchema = z.enum(INCIDENT_STATUSES);
export const dispositionSchema = z.enum(DISPOSITIONS);
export const prioritySchema = z.enum(PRIORITIES);
