import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  confirmFindingSchema,
  decideAppealSchema,
  dropFindingSchema,
  endInquirySchema,
  findingFiguresSchema,
  giveNoticeSchema,
  incidentFindingsSchema,
  openFindingsSchema,
  proposeFindingSchema,
  takeAppealSchema,
  withdrawFindingSchema,
} from '#contract/finding';
import { writtenSchema } from '#contract/incident-visibility';
import { type Route, routeTable } from '#platform/http/route';
import type { IncidentContext } from '../context.ts';
import {
  decideFindingAppeal,
  endFindingInquiry,
  giveFindingNotice,
  takeAppeal,
} from '../fairness/commands/appeal-finding.ts';
import { confirmFinding, dropFinding, withdrawFinding } from '../fairness/commands/decide-finding.ts';
import { proposeFinding } from '../fairness/commands/propose-finding.ts';
import { READ_FINDINGS } from '../fairness/queries/list-finding-views.ts';
import { getFindingFigures, listIncidentFindings, listMyFindings } from '../fairness/queries/list-findings.ts';
import { incidentRouteTable } from './incident-route-table.ts';

const table = routeTable<Actor>();

/** Who reported falsely: heard before, decided by another person, open to appeal. */
export function fairnessRoutes(context: IncidentContext): Route<Actor>[] {
  const { get, post } = incidentRouteTable(context);
  return [
    get({
      path: '/findings',
      summary: 'Findings that its reporter reported falsely, and what one may be proposed about',
      permission: [...READ_FINDINGS],
      audit: { view: 'incident/view-findings', subject: 'incident' },
      answer: incidentFindingsSchema,
      query: listIncidentFindings,
    }),
    post({
      path: '/findings',
      summary: 'Propose that an account reported falsely; the reporter is heard first',
      permission: 'incident:resolve',
      body: proposeFindingSchema,
      answer: writtenSchema,
      command: proposeFinding,
    }),
    post({
      path: '/findings/:findingId/withdraw',
      summary: "Take one's own proposal back",
      permission: 'incident:resolve',
      body: withdrawFindingSchema,
      answer: writtenSchema,
      command: withdrawFinding,
    }),
    post({
      path: '/findings/:findingId/confirm',
      summary: 'Confirm what somebody else proposed, after the reporter could answer; they get the reasons',
      permission: 'incident:decide-finding',
      body: confirmFindingSchema,
      answer: writtenSchema,
      command: confirmFinding,
    }),
    post({
      path: '/findings/:findingId/drop',
      summary: 'Drop what somebody else proposed',
      permission: 'incident:decide-finding',
      body: dropFindingSchema,
      answer: writtenSchema,
      command: dropFinding,
    }),
    post({
      path: '/findings/:findingId/notice',
      summary: 'The notice was given to the reporter: from now on they may appeal for fifteen days',
      permission: 'incident:resolve',
      body: giveNoticeSchema,
      answer: writtenSchema,
      command: giveFindingNotice,
    }),
    post({
      path: '/findings/:findingId/appeal',
      summary: 'Take down what the reporter says against it',
      permission: 'incident:resolve',
      body: takeAppealSchema,
      answer: writtenSchema,
      command: takeAppeal,
    }),
    post({
      path: '/findings/:findingId/decide-appeal',
      summary: 'Decide on an appeal, as a third person',
      permission: 'incident:decide-finding',
      body: decideAppealSchema,
      answer: writtenSchema,
      command: decideFindingAppeal,
    }),
    post({
      path: '/findings/:findingId/end-inquiry',
      summary: 'The inquiry officer has answered',
      permission: 'incident:resolve',
      body: endInquirySchema,
      answer: writtenSchema,
      command: endFindingInquiry,
    }),
    table.get({
      path: '/api/v1/findings',
      summary: 'Findings in which somebody has a step to take, oldest first',
      permission: [...READ_FINDINGS],
      audit: { view: 'incident/view-open-findings', subject: 'board', subjectId: () => 'findings' },
      answer: openFindingsSchema,
      run: ({ tx }, { actor }) => listMyFindings(context, tx, actor),
    }),
    table.get({
      path: '/api/v1/finding-figures',
      summary: 'How many findings were proposed and what became of them, by station and by person',
      permission: 'audit:view',
      audit: { view: 'incident/view-finding-figures', subject: 'board', subjectId: () => 'findings' },
      query: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(90) }),
      answer: findingFiguresSchema,
      run: ({ tx }, { query: { days } }) => getFindingFigures(context, tx, days),
    }),
  ];
}
