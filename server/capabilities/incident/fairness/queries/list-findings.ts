import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { FindingFigures, IncidentFindings, OpenFindings } from '#contract/finding';
import { DAY_MS } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { QueryContext } from '../../context.ts';
import { nameAgency } from '../../record/queries/list-summaries.ts';
import { listReports } from '../../record/store/report-rows.ts';
import { getVisibleIncident } from '../../visibility/queries/get-visible-incident.ts';
import { CLAUSES } from '../clauses.ts';
import { whyNotProposable } from '../finding.ts';
import { countFindings, listFindingsOf, listOpenFindings, listOtherIncidents } from '../store/finding-rows.ts';
import { listFindingViews, READ_FINDINGS } from './list-finding-views.ts';

/**
 * The findings of an incident, and about which report one may be proposed.
 * @throws AppError `incident/not-found`, `access/not-permitted`
 */
export async function listIncidentFindings(
  context: QueryContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<IncidentFindings> {
  const { incident } = await getVisibleIncident(context, connection, actor, id);
  const may = (permission: (typeof READ_FINDINGS)[number]) =>
    mayFor(context.jurisdiction, actor, permission, [incident.responsibleAgencyId]);
  if (!READ_FINDINGS.some(may)) throw new AppError('access/not-permitted');
  const found = await listFindingsOf(connection, id);
  const reports = await listReports(connection, id);
  const [first] = reports;
  const reporterIds = [...new Set(reports.map(({ reporterId }) => reporterId))];
  const whyNot = whyNotNow();
  const others =
    whyNot || !first
      ? []
      : await listOtherIncidents(connection, { reporterIds, incidentId: id, agencyId: incident.responsibleAgencyId });
  return {
    findings: await listFindingViews(context, connection, actor, found),
    clauses: CLAUSES,
    proposable:
      whyNot || !first
        ? []
        : [
            {
              reportId: first.reportId,
              channel: first.channel,
              others: others.map(({ openedAt, id: other, code }) => ({
                id: other,
                code,
                openedAt: openedAt.toISOString(),
              })),
            },
          ],
    whyNot,
  };

  /** Why nothing may be proposed now, as a code; null if it may. */
  function whyNotNow(): string | null {
    if (!first || !may('incident:resolve')) return 'access/not-permitted';
    if (found.some(({ status }) => status !== 'withdrawn')) return 'false-report/proposed-already';
    if (reporterIds.length > 1) return 'false-report/others-reported';
    return whyNotProposable(incident, first) ?? null;
  }
}

/** Findings in which somebody has a step to take, oldest first, as far as this person may read them. */
export async function listMyFindings(
  context: QueryContext,
  connection: Connection,
  actor: Actor,
): Promise<OpenFindings> {
  const open = await listOpenFindings(connection, context.clock.now());
  return { findings: await listFindingViews(context, connection, actor, open), clauses: CLAUSES };
}

/** How many were proposed in the last days and what became of them. Nobody is ranked. */
export async function getFindingFigures(
  { jurisdiction, clock }: QueryContext,
  connection: Connection,
  days: number,
): Promise<FindingFigures> {
  const since = new Date(clock.now().getTime() - days * DAY_MS);
  const counted = await countFindings(connection, since);
  const stations = counted.filter(({ part }) => part === 'station');
  const people = counted.filter(({ part }) => part !== 'station');
  return {
    since: since.toISOString(),
    stations: stations.map(({ id, part: _, name: __, ...counts }) => ({
      agency: nameAgency(jurisdiction, id),
      ...counts,
    })),
    people: people.map(({ id, part, name, ...counts }) => ({
      person: { id, name: name ?? '' },
      part: part === 'decider' ? part : 'proposer',
      ...counts,
    })),
  };
}
