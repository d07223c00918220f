/** Where an incident stands in the console; a link can be sent to a colleague. */
export function incidentPath(incidentId: string): string {
  return `/console/incidents/${incidentId}`;
}
