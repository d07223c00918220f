/** The console's path of an incident; it can be sent to a colleague as a link. */
export function incidentPath(incidentId: string): string {
  return `/console/incidents/${incidentId}`;
}
