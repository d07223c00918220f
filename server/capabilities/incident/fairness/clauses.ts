import data from '../../../../database/reference-data/false-report-clauses.json' with { type: 'json' };

/** What a notice may name, with penalty and source. Data: a lawyer's correction changes no code. */
export const CLAUSES = data.clauses;
/** What protects whoever reports in good faith. */
export const PROTECTION = data.protection.map(({ clause }) => clause);

export function findClause(code: string): (typeof CLAUSES)[number] | undefined {
  return CLAUSES.find((clause) => clause.code === code);
}
