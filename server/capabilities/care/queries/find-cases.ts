import type { Actor } from '#capabilities/access';
import type { CaseSearch, DuplicatesQuery } from '#contract/case-work';
import type { Connection } from '#platform/database/database';
import type { CareQueryContext } from '../context.ts';
import { listCasesById } from '../record/store/case-rows.ts';
import { readNumber, readSearch } from '../work/read-search.ts';
import { type FoundRow, findCasesBy, findCasesOfPerson } from '../work/store/search-rows.ts';
import { summarizeCases } from './list-cases.ts';

const AT_MOST = 50;

/** Cases by number, name or alias, ID number or telephone; only what the actor may see, and nothing says what is missing. */
export async function findCases(
  context: CareQueryContext,
  connection: Connection,
  actor: Actor,
  typed: string,
): Promise<CaseSearch> {
  return showFound(context, connection, actor, await findCasesBy(connection, readSearch(typed), AT_MOST + 1));
}

/** Cases that the person about to be written down may have already, of those that the actor may see. */
export async function findDuplicates(
  context: CareQueryContext,
  connection: Connection,
  actor: Actor,
  { idNumber = '', phone = '', name = '' }: DuplicatesQuery,
): Promise<CaseSearch> {
  const numbers = [idNumber, phone].flatMap((typed) => readNumber(typed) ?? []);
  const asked = name.length > 1 ? name.toLowerCase() : null;
  if (numbers.length === 0 && asked === null) return { found: [], isCut: false };
  return showFound(context, connection, actor, await findCasesOfPerson(connection, numbers, asked, AT_MOST + 1));
}

async function showFound(
  context: CareQueryContext,
  connection: Connection,
  actor: Actor,
  found: FoundRow[],
): Promise<CaseSearch> {
  const shown = found.slice(0, AT_MOST);
  const cases = await listCasesById(
    connection,
    shown.map(({ caseId }) => caseId),
  );
  const summaries = new Map((await summarizeCases(context, connection, actor, cases)).map((one) => [one.id, one]));
  return {
    found: shown.flatMap(({ caseId, foundBy }) => {
      const one = summaries.get(caseId);
      return one ? [{ by: foundBy, case: one }] : [];
    }),
    isCut: found.length > AT_MOST,
  };
}
