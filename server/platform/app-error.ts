/**
 * A fact that stopped a use case, with a stable code such as `incident/already-acknowledged`. Codes become HTTP
 * answers and texts for people in one place each (`http/problem-response.ts`, `contract/problem.ts`).
 */
export class AppError extends Error {
  /** Somebody was faster: which actions on what tell who. Looked up before the answer is sent, never sent itself. */
  readonly lostTo: LostTo | undefined;
  readonly code: string;
  /** Values that complete the sentence for people (never personal data of a reporter). */
  readonly params: Readonly<Record<string, string | number>>;

  constructor(
    code: string,
    options: {
      message?: string;
      params?: Record<string, string | number>;
      cause?: unknown;
      lostTo?: LostTo | undefined;
    } = {},
  ) {
    super(options.message ?? code, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.params = options.params ?? {};
    this.lostTo = options.lostTo;
  }
}

/** Actions (as the audit names them) by which somebody else may have won, and the ids of their subjects. */
export type LostTo = { actions: readonly string[]; subjects: readonly string[] };
