/** What access needs of an agency to show it. The jurisdiction capability owns agencies. */
export type ShownAgency = { id: string; nameTh: string; nameEn: string | null; kind: string };
export type FindAgency = (id: string) => ShownAgency | undefined;

/** What access needs of the agency tree. */
export type Agencies = {
  findAgency: FindAgency;
  findAgencyByCode: FindAgency;
  /** True when `agencyId` is `branchId` or lies below it. */
  isWithin(agencyId: string, branchId: string): boolean;
};
