import { z } from 'zod';

/** The five incident types in the wording and order of the Ministry's documents (16 Nov 2023 MOU). */
export const KNOWN_INCIDENT_TYPES = [
  'threat-or-assault',
  'confinement',
  'sexual-violence-risk',
  'violent-frenzy',
  'riotous-gathering',
] as const;

/** Plus one of our own, last: `unknown`, until an officer sets one of the five. */
export const INCIDENT_TYPES = [...KNOWN_INCIDENT_TYPES, 'unknown'] as const;

export const incidentTypeSchema = z.enum(INCIDENT_TYPES);
export type IncidentType = z.infer<typeof incidentTypeSchema>;

export const knownIncidentTypeSchema = z.enum(KNOWN_INCIDENT_TYPES);
export type KnownIncidentType = z.infer<typeof knownIncidentTypeSchema>;
