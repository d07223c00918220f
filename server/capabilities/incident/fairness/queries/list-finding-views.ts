import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { FindingView } from '#contract/finding';
import { canChangeFinding } from '#contract/finding-status';
import type { Permission } from '#contract/permission';
import type { Connection } from '#platform/database/database';
import type { QueryContext } from '../../context.ts';
import { nameAgency } from '../../record/queries/list-summaries.ts';
import { listReportsById } from '../../record/store/report-rows.ts';
import { listVisibleIncidents } from '../../visibility/queries/get-visible-incident.ts';
import {
  type Answers,
  appealBy,
  type Finding,
  isAnotherPerson,
  isInForce,
  isThirdPerson,
  mayAppeal,
  waitsUntil,
} from '../finding.ts';
import { listAnswers } from '../store/finding-rows.ts';

/** Whoever may end an incident reads its findings; whoever may decide on them too. */
export const READ_FINDINGS = ['incident:resolve', 'incident:decide-finding'] as const satisfies Permission[];

/** Findings as this person may see them, with what they may do. One of an incident that is withheld from them is left out. */
export async function listFindingViews(
  context: QueryContext,
  connection: Connection,
  actor: Actor,
  findings: Finding[],
): Promise<FindingView[]> {
  if (findings.length === 0) return [];
  const { jurisdiction, clock } = context;
  const now = clock.now();
  const ids = findings.flatMap(({ incidentId, otherIncidentIds }) => [incidentId, ...otherIncidentIds]);
  const visible = await listVisibleIncidents(context, connection, actor, [...new Set(ids)]);
  const answers = await listAnswers(
    connection,
    findings.map(({ id }) => id),
  );
  const reports = await listReportsById(
    connection,
    findings.map(({ reportId }) => reportId),
  );
  return findings.flatMap((finding): FindingView[] => {
    const incident = visible.find(({ incident: { id } }) => id === finding.incidentId)?.incident;
    const report = reports.find(({ reportId }) => reportId === finding.reportId);
    if (!incident || !report) return [];
    const may = (permission: Permission) => mayFor(jurisdiction, actor, permission, [incident.responsibleAgencyId]);
    if (!READ_FINDINGS.some(may)) return [];
    const theirs = answers.filter(({ findingId }) => findingId === finding.id);
    const given: Answers = { count: theirs.length, lastAt: theirs.at(-1)?.at ?? null };
    const others = finding.otherIncidentIds.flatMap((id) => visible.find((one) => one.incident.id === id) ?? []);
    return [
      {
        ...viewSteps(finding),
        incidentCode: incident.code,
        channel: report.channel,
        others: others.map(({ incident: { id, code } }) => ({ id, code })),
        agency: nameAgency(jurisdiction, finding.agencyId),
        answers: theirs.map(({ at, text }) => ({ at: at.toISOString(), text })),
        measures: finding.measures.map((measure) => ({
          ...measure,
          until: measure.until.toISOString(),
          endedAt: measure.endedAt?.toISOString() ?? null,
          isInForce: isInForce(finding, measure, now),
        })),
        actions: actionsOn(finding, actor, may, now),
        waitsUntil: waitsUntil(finding, given, now)?.toISOString() ?? null,
      },
    ];
  });
}

type Steps = Omit<
  FindingView,
  'incidentCode' | 'channel' | 'others' | 'agency' | 'answers' | 'measures' | 'actions' | 'waitsUntil'
>;

function viewSteps(finding: Finding): Steps {
  const { decidedAt, decidedBy, reason, dropReason, clauses, appealedAt, appealTakenBy, appealText } = finding;
  const { appealDecidedAt, appealDecidedBy, appealReason } = finding;
  const isAppealDecided = appealDecidedAt && appealDecidedBy;
  return {
    id: finding.id,
    status: finding.status,
    incidentId: finding.incidentId,
    reportId: finding.reportId,
    evidence: finding.evidence,
    note: finding.note,
    proposed: { at: finding.proposedAt.toISOString(), by: finding.proposedBy },
    hearing: finding.hearing,
    answerBy: finding.answerBy.toISOString(),
    decided: decidedAt && { at: decidedAt.toISOString(), by: decidedBy, reason, dropReason, clauses },
    notice: finding.notice,
    noticeGivenAt: finding.noticeGivenAt?.toISOString() ?? null,
    appealBy: appealBy(finding)?.toISOString() ?? null,
    appeal: appealedAt && {
      at: appealedAt.toISOString(),
      by: appealTakenBy,
      text: appealText,
      decided: isAppealDecided
        ? { at: appealDecidedAt.toISOString(), by: appealDecidedBy, reason: appealReason ?? '' }
        : null,
    },
  };
}

function actionsOn(finding: Finding, actor: Actor, may: (permission: Permission) => boolean, now: Date): string[] {
  const { status, proposedBy } = finding;
  const [handles, decides] = [may('incident:resolve'), may('incident:decide-finding')];
  const runs = finding.measures.some(({ kind, endedAt, until }) => kind === 'inquiry' && !endedAt && until > now);
  const isOther = decides && isAnotherPerson(finding, actor);
  const all: [string, boolean][] = [
    ['withdraw', handles && canChangeFinding(status, 'withdraw') && proposedBy.id === actor.userId],
    ['confirm', isOther && canChangeFinding(status, 'confirm')],
    ['drop', isOther && canChangeFinding(status, 'drop')],
    ['give-notice', handles && canChangeFinding(status, 'give-notice') && finding.noticeGivenAt === null],
    ['appeal', handles && mayAppeal(finding, now)],
    ['decide-appeal', decides && status === 'appealed' && isThirdPerson(finding, actor.userId)],
    ['end-inquiry', handles && canChangeFinding(status, 'end-inquiry') && runs],
  ];
  return all.flatMap(([action, isAllowed]) => (isAllowed ? [action] : []));
}
