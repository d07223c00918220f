// queries-change-nothing; with the store it also makes the circle of no-circle
import { acknowledgeIncident } from '../commands/acknowledge-incident.ts';

export const nameIncident = acknowledgeIncident;
