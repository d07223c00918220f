import type { SentMessage } from '../state.ts';

/** An HTTP answer of the platform; Buffer bodies are bytes of an image or video. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

export type ErrorDetail = { message: string; property?: string };

/** Thrown anywhere while a request is handled; becomes LINE's error answer. */
export class LineFault extends Error {
  readonly answer: Answer;

  constructor(status: number, message: string, more: { details?: ErrorDetail[]; sentMessages?: SentMessage[] } = {}) {
    super(message);
    const details = more.details && more.details.length > 0 ? { details: more.details } : {};
    const sentMessages = more.sentMessages ? { sentMessages: more.sentMessages } : {};
    this.answer = { status, body: { message, ...details, ...sentMessages } };
  }
}

export const ok = (body: unknown = {}): Answer => ({ status: 200, body });
export const notFound = (message = 'Not found') => new LineFault(404, message);

/** A body whose parts are wrong, listed one by one as LINE does. */
export function bodyFault(details: ErrorDetail[]): LineFault {
  return new LineFault(400, `The request body has ${details.length} error(s)`, { details });
}

/** LINE's error text for a property of the wrong kind. */
export function propertyFault(property: string): LineFault {
  return new LineFault(400, `The property, '${property}', in the request body is invalid (line: -, column: -)`);
}
