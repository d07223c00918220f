import { createHash, timingSafeEqual } from 'node:crypto';
import type { WebPosition, WebReportAction, WebReportState } from '#contract/citizen-report';
import type { ReportedPosition } from '#contract/position';
import type { SessionReport } from './store-conversation.ts';

/** What a device's id becomes: from no row of the database the id, or another hash of it, can be found again. */
export type WebReportKeys = { clientHash: string; code: string; secret: string; secretHash: string };

/** Letters and digits that nobody mistakes for one another. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 10;

/**
 * Code and secret of a report are made from the id that the device drew, so that a repetition gets the same ones although the
 * server keeps hashes only. An id of version 7 has 74 random bits, which nobody guesses.
 */
export function keysOf(clientId: string): WebReportKeys {
  const of = (purpose: string) => createHash('sha256').update(`ess-help-me ${purpose} ${clientId.toLowerCase()}`);
  const secret = of('secret').digest('base64url');
  const code = [...of('code').digest().subarray(0, CODE_LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join('');
  return { clientHash: of('client').digest('hex'), code, secret, secretHash: hashSecret(secret) };
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** The id of a picture of a report, as a UUID of version 8 (RFC 9562, 5.8): the same picture again has the same. */
export function photoId(reportId: string, sha256: string): string {
  const hex = createHash('sha256').update(`${reportId} ${sha256}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Whether this is the secret; it takes as long when it is not. */
export function isSecret(secret: string, secretHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(secret), 'hex'), Buffer.from(secretHash, 'hex'));
}

/** An older report than this is a wrong clock. */
const OLDEST_MS = 7 * 24 * 3_600_000;

/** When they did it: what their device says, if that can be. Its clock may be wrong, in both directions. */
export function believable(said: string | null | undefined, now: Date): Date | null {
  if (!said) return null;
  const at = new Date(said);
  if (at > now) return now;
  return now.getTime() - at.getTime() > OLDEST_MS ? null : at;
}

/** A position as sent by the page. A pin is as good as the map on which it was put. */
export function readPosition({ lat, lng, source, accuracyMetres, at }: WebPosition, stated: Date, now: Date) {
  const position: ReportedPosition = {
    ...{ lat, lng, source: source ?? 'web-pin', label: null },
    accuracyMetres: accuracyMetres ?? null,
    at: (believable(at, now) ?? stated).toISOString(),
  };
  return position;
}

export function stateOf({ state, lastNotified }: Pick<SessionReport, 'state' | 'lastNotified'>): WebReportState {
  if (lastNotified) return lastNotified.duress ? 'cancelled' : lastNotified.status;
  return state === 'draft' || state === 'submitted' ? 'unfinished' : 'dropped';
}

const WHILE_OPEN: readonly WebReportAction[] = ['position', 'type', 'phone', 'message', 'photo'];

/** What the page offers. What it does not offer is answered all the same, or refused with the reason. */
export function actionsOf(
  report: Pick<SessionReport, 'state' | 'lastNotified' | 'silent'>,
  now: Date,
): WebReportAction[] {
  const { listensUntil, finding } = report.lastNotified ?? {};
  const listens = listensUntil !== undefined && now.toISOString() <= listensUntil;
  const mayAppeal = finding !== undefined && (finding.until === null || now.toISOString() <= finding.until);
  const afterwards: WebReportAction[] = [
    ...(listens ? ['message' as const] : []),
    ...(mayAppeal ? ['appeal' as const] : []),
  ];
  const silence: WebReportAction[] = report.silent ? [] : ['silence'];
  switch (stateOf(report)) {
    case 'unfinished':
      return [...WHILE_OPEN, ...silence, 'cancel'];
    case 'waiting':
    case 'acknowledged':
    case 'en-route':
    case 'on-scene': {
      const asked = report.lastNotified?.cancelRequested !== undefined;
      const allFine: WebReportAction[] = report.silent ? ['all-fine'] : [];
      const cancel: WebReportAction[] = asked ? ['keep'] : ['cancel', ...allFine];
      return [...WHILE_OPEN, ...silence, 'nobody-came', ...cancel];
    }
    case 'resolved':
      return ['message', 'photo', 'nobody-came', ...afterwards.filter((action) => action !== 'message')];
    case 'closed':
      return ['nobody-came', 'rate', ...afterwards];
    case 'cancelled':
      return ['nobody-came', ...afterwards];
    case 'dropped':
      return [];
  }
}
