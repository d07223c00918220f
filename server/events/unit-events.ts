/** Events about patrol units. */
export type UnitEvents = {
  /** Consoles read the unit again, each with its own rights. */
  'unit-changed': { unitId: string };
  /** Nobody of the crew has seen an order within a minute; `byPersonId` gave it, null if it was automatic. */
  'order-unseen': { incidentId: string; unitName: string | null; agencyId: string; byPersonId: string | null };
  /** A crew at an incident requests back-up for itself. */
  'back-up-called': { incidentId: string; unitName: string; byPersonId: string };
};
