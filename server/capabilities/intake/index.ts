import type { FastifyInstance } from 'fastify';
import type { Actor } from '#capabilities/access';
import type { LogEntry } from '#events/event-map';
import type { InboundFromReporter } from '#events/inbound';
import type { Capability, RouteServices } from '#platform/capability';
import type { Connection, Database } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { chaseUnfinished, giveUpUnfinished } from './commands/chase-unfinished.ts';
import { noteMediaStored } from './commands/note-channel-news.ts';
import { receiveFromReporter } from './commands/receive-from-reporter.ts';
import type { WebContext } from './context.ts';
import { translatePageNews, translateReportEvents } from './live-topics.ts';
import { createNetworkGauge } from './network-gauge.ts';
import { listScreens, type ShowScreen } from './queries/list-screens.ts';
import { registerIntakeReactions } from './reactions.ts';
import { createWebReports, registerWebReportRoutes } from './routes-web.ts';
import { type KnownReporter, reportersAt } from './store-conversation.ts';
import { forgetWebReports } from './store-forgetting.ts';
import { moveDueQuestions, moveStatementTimes } from './store-set-back.ts';
import { findDueQuestion, findGivenUp } from './store-unfinished.ts';

export { askHowItGoes, askIfReceived } from './commands/ask-reporter.ts';
export { getPastYear, keepPastReports } from './commands/keep-past-reports.ts';
export { lockConversations } from './commands/lock-conversations.ts';
export { openConversations } from './commands/open-session.ts';
export { reportDanger } from './commands/report-danger.ts';
export { beginCall, dropCall, isReportOpen, updateCall } from './commands/take-call.ts';
export { tellAboutHelp } from './commands/tell-about-help.ts';
export { tellWhoCares } from './commands/tell-who-cares.ts';
export type { IntakeContext, WebContext } from './context.ts';
export type { HelpNews, InBoth, ReturnedField } from './help-news.ts';
export { unfinishedAudiences } from './live-topics.ts';
export { drawPastReports, type PastReport } from './past-reports.ts';
export type { Clerk } from './phone-call.ts';
export { listUnfinished, maskUnfinished } from './queries/list-unfinished.ts';
export { findCallReport, listCallable, listCallReports } from './store-published-calls.ts';
export { TRANSLATED_FILES } from './translate.ts';

export function createIntake(deps: Omit<WebContext, 'networks'> & { db: Database; showScreen: ShowScreen }) {
  const { db, showScreen } = deps;
  const networks = createNetworkGauge(deps.clock);
  const context = { ...deps, networks };
  return {
    registerRoutes: (fastify: FastifyInstance, http: RouteServices<Actor>) =>
      registerWebReportRoutes(fastify, http, createWebReports(context, db)),
    reactions: () => registerIntakeReactions(context),
    jobs: [
      {
        ...{ name: 'chase-unfinished', everyMs: 500, run: () => chaseUnfinished(context, db) },
        finds: () => findDueQuestion(context.clock.now()),
      },
      {
        ...{ name: 'give-up-unfinished', everyMs: 500, run: () => giveUpUnfinished(context, db) },
        finds: () => findGivenUp(context.clock.now()),
      },
      { name: 'forget-web-reports', everyMs: 3_600_000, run: () => forgetWebReports(db, context.clock.now()) },
    ],
    liveTranslators: [
      (entries) => translateReportEvents(context, entries),
      async (entries) => translatePageNews(entries),
    ],
    setBacks: { intake: moveDueQuestions, statements: moveStatementTimes },
    receiveFromReporter: (work: Work, message: InboundFromReporter, found: unknown) =>
      receiveFromReporter(context, work, message, found as KnownReporter | null),
    /** What `receiveFromReporter` wants to know of a reporter, to be read by the statement that claims their message. */
    reportersAt,
    noteMediaStored: (work: Work, { messageId, attachmentId }: { messageId: string; attachmentId: string }) =>
      noteMediaStored(context, work, messageId, attachmentId),
    /** The reports of the same network as this one, whose alarm may wait for theirs. */
    listOthersOfNetwork: networks.listOthers,
    /** What each reporter's phone will show. */
    listScreens: (connection: Connection, reportIds: string[]) => listScreens(showScreen, connection, reportIds),
  } satisfies Capability<Actor, LogEntry> & Record<string, unknown>;
}
