import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  type ChangeWebReport,
  type NewWebReport,
  REPORT_SECRET_HEADER,
  type WebReportCreated,
  type WebReportStatus,
} from '#contract/citizen-report';
import type { Problem } from '#contract/problem';

/** What the API answered: what was asked for, or why not, in words for people. */
export type Answered<Answer> = { answer: Answer } | { status: number; why: string };

/**
 * The same API that the page's script uses, asked from inside for whoever has none: one way in, with its rules, its limits
 * and its words, and not a second one that would be forgotten when the first changes.
 */
export function askReportsApi(fastify: FastifyInstance, request: FastifyRequest, language: string) {
  async function ask<Answer>(
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    payload?: object,
    secret?: string,
  ): Promise<Answered<Answer>> {
    const headers: Record<string, string> = { 'accept-language': language };
    if (secret !== undefined) headers[REPORT_SECRET_HEADER] = secret;
    const answered = await fastify.inject({
      ...{ method, url, headers, remoteAddress: request.ip },
      ...(payload && { payload }),
    });
    if (answered.statusCode < 300) return { answer: answered.json<Answer>() };
    return { status: answered.statusCode, why: answered.json<Problem>().title };
  }
  const at = (code: string): string => `/api/v1/reports/${encodeURIComponent(code)}`;
  return {
    send: (report: NewWebReport) => ask<WebReportCreated>('POST', '/api/v1/reports', report),
    change: (code: string, secret: string, change: ChangeWebReport) =>
      ask<WebReportStatus>('PATCH', at(code), change, secret),
    status: (code: string, secret: string) => ask<WebReportStatus>('GET', `${at(code)}/status`, undefined, secret),
  };
}
