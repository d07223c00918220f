/** From this on a place is an area: a distance or travel time to it would claim more than is known. */
const VAGUE_METRES = 500;

/** Whether a place is known so roughly that only "± 4 km" may be shown. */
export function isVague(accuracyMetres: number | null): accuracyMetres is number {
  return accuracyMetres !== null && accuracyMetres >= VAGUE_METRES;
}
