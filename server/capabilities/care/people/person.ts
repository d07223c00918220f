/** A person in care. Right after a hand-over nothing is known but that somebody is there. */
export type CarePersonRow = {
  id: string;
  version: number;
  name: string | null;
  alias: string | null;
  idNumber: string | null;
  noIdReason: string | null;
  /** Exact, `YYYY-MM-DD`. */
  birthDate: string | null;
  /** Estimated, Christian era. */
  birthYear: number | null;
  sex: string | null;
  nationality: string | null;
  language: string | null;
  disabilities: string[];
  pregnant: string | null;
  schoolStatus: string | null;
  caregiver: Record<string, unknown> | null;
  guardian: Record<string, unknown> | null;
  childFlags: string[];
  safeContact: Record<string, unknown> | null;
  basis: string | null;
  createdByPersonId: string | null;
  createdAt: Date;
  updatedAt: Date;
};

export type NewPerson = Pick<CarePersonRow, 'id' | 'createdByPersonId' | 'createdAt'> &
  Partial<Omit<CarePersonRow, 'version' | 'updatedAt'>>;

const UNKNOWN = {
  name: null,
  alias: null,
  idNumber: null,
  noIdReason: null,
  birthDate: null,
  birthYear: null,
  sex: null,
  nationality: null,
  language: null,
  disabilities: [],
  pregnant: null,
  schoolStatus: null,
  caregiver: null,
  guardian: null,
  childFlags: [],
  safeContact: null,
  basis: null,
};

export function toNewPerson(known: NewPerson): CarePersonRow {
  return { ...UNKNOWN, ...known, version: 1, updatedAt: known.createdAt };
}

/** As its case shows it. */
export function toCarePerson({ createdByPersonId: _, createdAt: __, updatedAt: ___, ...person }: CarePersonRow) {
  return person;
}
