import { type Actor, nameStaff } from '#capabilities/access';
import type { HelpDetail } from '#contract/help-api';
import { type HelpForm, readHelpForm } from '#contract/help-form';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { outlookOf } from '../ceiling.ts';
import type { HelpQueryContext } from '../context.ts';
import { gapsOf, mayBeShown } from '../draft.ts';
import { HELP_RULES } from '../help-rules.ts';
import { listChecks } from '../store/check-rows.ts';
import { listAppeals, listPayments, listProposals, listVisits } from '../store/decision-rows.ts';
import { findForm, listCorrections } from '../store/form-rows.ts';
import { findRequest, isStaffOf, listEarlier, listHelpTimeline } from '../store/request-rows.ts';
import { showEarlier } from './get-draft.ts';
import { summarizeRequests } from './list-requests.ts';

/** One request with everything, for staff of its branch. @throws AppError `help/not-found` */
export async function getRequest(
  context: HelpQueryContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<HelpDetail> {
  const request = (await isStaffOf(connection, id)) && (await findRequest(connection, id));
  const [summary] = request ? await summarizeRequests(context, connection, [request]) : [];
  if (!request || !summary) throw new AppError('help/not-found');
  const now = context.clock.now();
  const { form, unreadable } = readHelpForm((await findForm(connection, id))?.form);
  const viewer = { personId: actor.userId };
  const earlier = (await listEarlier(connection, request)).filter((row) => mayBeShown(row, viewer));
  const checks = await listChecks(connection, [id]);
  const visits = await listVisits(connection, id);
  const proposals = await listProposals(connection, id);
  const payments = await listPayments(connection, id);
  const appeals = await listAppeals(connection, id);
  const corrections = await listCorrections(connection, [id]);
  const into = request.mergedIntoId ? await findRequest(connection, request.mergedIntoId) : undefined;
  const name = await nameStaff(
    connection,
    [
      request.filedByPersonId,
      ...checks.map(({ byPersonId }) => byPersonId),
      ...visits.map(({ byPersonId }) => byPersonId),
      ...proposals.flatMap(({ byPersonId, decidedByPersonId }) => [byPersonId, decidedByPersonId]),
      ...payments.map(({ byPersonId }) => byPersonId),
      ...appeals.flatMap(({ byPersonId, decidedByPersonId }) => [byPersonId, decidedByPersonId]),
      ...corrections.map(({ byPersonId }) => byPersonId),
    ],
    now,
  );
  const by = (personId: string | null) => (personId ? name(personId) : null);
  const at = (moment: Date | null) => moment?.toISOString() ?? null;
  const [last] = proposals;
  return {
    request: summary,
    form: withMaskedAccount(form),
    gaps: gapsOf(request, form, unreadable),
    earlier: earlier.map(showEarlier),
    outlook: outlookOf(form, earlier, now),
    committeeAboveBaht: HELP_RULES.committee.aboveBaht,
    checks: checks.map(({ id: checkId, level, dueAt, result, reason, byPersonId, decidedAt }) => ({
      ...{ id: checkId, level, dueAt: dueAt.toISOString(), result, by: by(byPersonId), decidedAt: at(decidedAt) },
      reason: reason as HelpDetail['checks'][number]['reason'],
    })),
    visits: visits.map(({ requestId: _, byPersonId, happenedAt, recordedAt: __, ...visit }) => ({
      ...visit,
      happenedAt: happenedAt.toISOString(),
      by: name(byPersonId),
    })),
    proposals: proposals.map(({ requestId: _, byPersonId, at: proposedAt, decidedByPersonId, decidedAt, ...rest }) => ({
      ...rest,
      ...{ by: name(byPersonId), at: proposedAt.toISOString() },
      ...{ decidedBy: by(decidedByPersonId), decidedAt: at(decidedAt) },
    })),
    payments: payments.map(({ requestId: _, byPersonId, recordedAt, answeredAt, ...rest }) => ({
      ...rest,
      ...{ by: name(byPersonId), recordedAt: recordedAt.toISOString(), answeredAt: at(answeredAt) },
    })),
    appeals: appeals.map(
      ({ requestId: _, proposalId: __, byPersonId, at: madeAt, decidedByPersonId, decidedAt, ...rest }) => ({
        ...rest,
        ...{ by: by(byPersonId), at: madeAt.toISOString() },
        ...{ decidedBy: by(decidedByPersonId), decidedAt: at(decidedAt) },
      }),
    ),
    corrections: corrections.map(({ id: correctionId, field, reason, byPersonId, at: askedAt, answeredAt }) => ({
      ...{
        id: correctionId,
        field,
        reason,
        by: name(byPersonId),
        at: askedAt.toISOString(),
        answeredAt: at(answeredAt),
      },
    })),
    timeline: (await listHelpTimeline(connection, id)).map(({ at: happenedAt, ...entry }) => ({
      ...entry,
      at: happenedAt.toISOString(),
    })),
    filedBy: by(request.filedByPersonId),
    dangerReportId: request.dangerReportId,
    mergedInto: into ? { id: into.id, code: into.code } : null,
    caseId: request.caseId,
    mayDecide: ![request.filedByPersonId, last?.byPersonId, ...partsOf(checks, visits)].includes(actor.userId),
  };
}

/** Whoever checked or visited has said what they think already. */
export function partsOf(
  checks: readonly { byPersonId: string | null }[],
  visits: readonly { byPersonId: string }[],
): string[] {
  return [...checks, ...visits].flatMap(({ byPersonId }) => byPersonId ?? []);
}

const SHOWN_DIGITS = 4;

/** The last digits are enough to compare; whoever pays has the whole number on paper. */
export function withMaskedAccount(form: HelpForm): HelpForm {
  const number = form.account?.number;
  if (!number) return form;
  const digits = number.replace(/\D/g, '');
  const masked = '•'.repeat(Math.max(0, digits.length - SHOWN_DIGITS)) + digits.slice(-SHOWN_DIGITS);
  return { ...form, account: { ...form.account, number: masked } };
}
