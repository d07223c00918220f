import type { IncidentContext } from './context.ts';
import { joinMessages } from './conversation/commands/join-messages.ts';
import { receiveAnswer } from './conversation/commands/receive-answer.ts';
import { addMedia, noteDelivery, receiveMessage, unsendMessage } from './conversation/commands/receive-message.ts';
import { receiveAppeal } from './fairness/commands/appeal-finding.ts';
import { endFindingsOf } from './fairness/commands/end-by-reopening.ts';
import * as enrich from './life/commands/enrich-incident.ts';
import { receiveDuress } from './life/commands/note-duress.ts';
import { openIncidentFromReport } from './life/commands/open-incident.ts';
import { reopenForReporter, reopenForWelfare } from './life/commands/reopen-incident.ts';

export function registerIncidentReactions(context: IncidentContext): void {
  const { events } = context;
  events.on('report-submitted', (work, report) => openIncidentFromReport(context, work, report));
  events.on('report-position-added', (work, added) => enrich.addPosition(context, work, added));
  events.on('report-line-id-verified', (work, { reportId }) => enrich.noteLineId(context, work, reportId));
  events.on('report-position-failed', (work, failed) => enrich.notePositionError(context, work, failed));
  events.on('report-place-detailed', (work, change) => enrich.addPlaceDetail(context, work, change));
  events.on('report-type-changed', (work, change) => enrich.changeType(context, work, change));
  events.on('report-silenced', (work, { reportId }) => enrich.silenceIncident(context, work, reportId));
  events.on('report-phone-removed', (work, { reportId }) => enrich.removePhone(context, work, reportId));
  events.on('report-phone-added', (work, change) => enrich.addPhone(context, work, change));
  events.on('report-cancel-requested', (work, request) => enrich.noteCancelRequest(context, work, request));
  events.on('report-cancel-withdrawn', (work, { reportId }) => enrich.noteCancelWithdrawal(context, work, reportId));
  events.on('report-duress', (work, { reportId }) => receiveDuress(context, work, reportId));
  events.on('reporter-answered', (work, answer) => receiveAnswer(context, work, answer));
  events.on('report-nobody-came', (work, { reportId }) => reopenForReporter(context, work, reportId));
  events.on('welfare-help-wanted', (work, wanted) => reopenForWelfare(context, work, wanted));
  events.on('incident-reopened', (work, reopened) => endFindingsOf(context, work, reopened));
  events.on('finding-appeal-wanted', (work, wanted) => receiveAppeal(context, work, wanted));
  events.on('report-rated', (work, { reportId, stars }) => enrich.saveReporterRating(context, work, reportId, stars));
  events.on('reporter-reachability-changed', async (work, { reportIds, reachable }) => {
    for (const reportId of reportIds) await enrich.changeReachability(context, work, reportId, reachable);
  });
  events.on('report-message-received', (work, message) => receiveMessage(context, work, message));
  events.on('report-flooded', (work, flood) => joinMessages(context, work, flood));
  events.on('report-message-unsent', (work, { externalId }) => unsendMessage(context, work, externalId));
  events.on('report-media-stored', (work, media) => addMedia(context, work, media));
  events.on('message-delivered', async (work, { about, outcome }) => {
    if (about.kind === 'chat-message') await noteDelivery(context, work, about.id, outcome);
  });
}
