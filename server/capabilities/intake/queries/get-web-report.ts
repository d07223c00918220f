import type { WebReportStatus } from '#contract/citizen-report';
import { formatPlaceInEnglish, formatPlaceInThai } from '#contract/jurisdiction';
import { maskPhone } from '#contract/masked-phone';
import type { Connection } from '#platform/database/database';
import type { IntakeContext } from '../context.ts';
import { findShownWebReport, type ShownWebReport } from '../store-web.ts';
import { actionsOf, stateOf } from '../web-report.ts';

/**
 * A report as its page shows it; undefined if there is none.
 * @returns also `unseen`: whether something in it was not shown before
 */
export async function findWebReportStatus(
  context: Pick<IntakeContext, 'clock' | 'geography'>,
  connection: Connection,
  code: string,
): Promise<{ status: WebReportStatus; report: ShownWebReport; hasUnseen: boolean } | undefined> {
  const report = await findShownWebReport(connection, code);
  if (!report) return undefined;
  return { status: statusOf(context, report), report, hasUnseen: report.messages.some(({ isSeen }) => !isSeen) };
}

function statusOf(
  { clock, geography }: Pick<IntakeContext, 'clock' | 'geography'>,
  report: ShownWebReport,
): WebReportStatus {
  const { lastNotified: known, silent, position, statements } = report;
  const place = position && !silent ? geography.describePlace(position) : null;
  const state = stateOf(report);
  const places = report.question === 'which-place' ? (report.offered ?? []) : [];
  return {
    code: report.code,
    incidentCode: known?.code ?? null,
    state,
    since: known?.since ?? report.startedAt.toISOString(),
    now: clock.now().toISOString(),
    etaAt: state === 'acknowledged' || state === 'en-route' ? (known?.etaAt ?? null) : null,
    isUnanswered: state === 'waiting' && known?.isUnanswered === true,
    // In silent mode nothing on the screen names police or a place.
    station: silent ? null : (known?.station ?? null),
    type: report.type,
    silent,
    language: report.language,
    position,
    placeName: place && { th: formatPlaceInThai(place), en: formatPlaceInEnglish(place) },
    placeDetail: silent ? null : report.placeDetail,
    places: places.flatMap(({ data }) => {
      const [, code = ''] = data.split(':');
      const found = geography.findTypedPlace(code);
      return found ? [{ code, th: found.name.th, en: found.name.en }] : [];
    }),
    phone: report.phone && maskPhone(report.phone),
    canTakeCalls: statements.canTakeCalls ?? null,
    cancelRequested: known?.cancelRequested ?? null,
    actions: actionsOf(report, clock.now()),
    // After a forced "all fine" the page shows what it would show after cancelling.
    messages: report.messages.map(({ isSeen: _, messageId: __, at, question, answer, ...message }) => ({
      ...message,
      at: new Date(at).toISOString(),
      question: question && { ...question, answer },
    })),
    writtenAt: report.writtenAt?.toISOString() ?? null,
    receivedAt: report.receivedAt.toISOString(),
  };
}
