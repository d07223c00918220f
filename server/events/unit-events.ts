/** What patrol units tell the rest of the system. */
export type UnitEvents = {
  /** Nobody of the crew has seen an order in a minute; `byPersonId` gave it, null where it followed from something. */
  'order-unseen': { incidentId: string; unitName: string | null; agencyId: string; byPersonId: string | null };
  /** A crew at an incident calls for help of its own. */
  'back-up-called': { incidentId: string; unitName: string; byPersonId: string };
};
