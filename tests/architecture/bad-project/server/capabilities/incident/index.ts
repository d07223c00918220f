// direction-of-incident, readers-are-called-by-nobody
import '#capabilities/insight';
import { acknowledgeIncident } from './commands/acknowledge-incident.ts';

export const publicApi = [acknowledgeIncident];
