/** What access needs to know of an agency to show it; jurisdiction knows the rest. */
export type ShownAgency = { id: string; nameTh: string; nameEn: string | null; kind: string };
export type FindAgency = (id: string) => ShownAgency | undefined | Promise<ShownAgency | undefined>;

/** What access needs to know of the tree of agencies. */
export type Agencies = {
  find: FindAgency;
  /** Whether `agencyId` is `branchId` or lies below it. */
  isWithin(agencyId: string, branchId: string): boolean;
};
