import { ProblemError } from '../api/request.ts';
import type { Entry } from './entry.ts';

/** What the server answered to a refused entry, to be described like any other problem. */
export function problemOf({ refused }: Pick<Entry, 'refused'>): ProblemError {
  const { status = 400, code = '', params = {} } = refused ?? {};
  return new ProblemError({ type: 'about:blank', title: '', status, code, params });
}
