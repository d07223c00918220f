import { z } from 'zod';

/** The five incident types in the words and the order of the Ministry's documents (16 Nov 2023 MOU). */
export const INCIDENT_TYPES = [
  'threat-or-assault',
  'confinement',
  'sexual-violence-risk',
  'violent-frenzy',
  'riotous-gathering',
] as const;

export const incidentTypeSchema = z.enum(INCIDENT_TYPES);
export type IncidentType = z.infer<typeof incidentTypeSchema>;
