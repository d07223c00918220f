/**
 * A fact that stopped a use case, with a stable code such as `incident/already-acknowledged`. Codes become HTTP
 * answers and words for people in one place each (`http/problem-response.ts`, `contract/problem.ts`).
 */
export class AppError extends Error {
  readonly code: string;
  /** Values that complete the sentence for people (never personal data of a reporter). */
  readonly params: Readonly<Record<string, string | number>>;

  constructor(
    code: string,
    options: { message?: string; params?: Record<string, string | number>; cause?: unknown } = {},
  ) {
    super(options.message ?? code, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.params = options.params ?? {};
  }
}
