import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  annualReportsSchema,
  discardAnnualReportSchema,
  madeAnnualReportSchema,
  newAnnualReportSchema,
} from '#contract/annual-report';
import {
  briefQuerySchema,
  discardPublicationSchema,
  newPublicationSchema,
  proposedPublicationSchema,
  publicationsSchema,
} from '#contract/open-data';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import { discardAnnualReport, signOffAnnualReport } from './commands/decide-annual-report.ts';
import { discardPublication, publishPublication } from './commands/decide-publication.ts';
import { draftAnnualReport } from './commands/draft-annual-report.ts';
import { proposePublication } from './commands/propose-publication.ts';
import type { PublicationContext } from './publication-context.ts';
import { getBrief } from './queries/get-brief.ts';
import { getAnnualFile, listAnnualReports } from './queries/list-annual-reports.ts';
import { getPublicationFile, listPublications } from './queries/list-publications.ts';

const { get, post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
const line = { permission: 'insight:publish', runsAs: 'service' } as const;
const audit = { nothingPersonal: 'Public figures as they are or will be published; small counts are hidden already.' };

export function publicationRoutes(context: PublicationContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/insight/brief',
      summary: 'A month on one page for whoever is in charge (PDF)',
      permission: 'insight:view',
      // No user role reads facts or sums: whose they are, `scope.ts` decides.
      runsAs: 'service',
      query: briefQuerySchema,
      audit: { nothingPersonal: 'Counts and times of many incidents; no incident, place or person is named.' },
      answer: fileAnswer,
      run: ({ tx }, { actor, query }) => getBrief(context, tx, actor, query),
    }),
    get({
      ...{ ...line, audit },
      path: '/api/v1/publications',
      summary: 'Sets of public figures: proposed, published and discarded ones, and months that could be published',
      answer: publicationsSchema,
      run: ({ tx }, { actor }) => listPublications(context, tx, actor),
    }),
    get({
      ...{ ...line, audit },
      path: '/api/v1/publications/:id/files/:file',
      summary: 'A file of a set, byte for byte as it is or will be published',
      params: byId.extend({ file: z.string().max(40) }),
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id, file } }) => getPublicationFile(context, tx, actor, { id, name: file }),
    }),
    post({
      ...line,
      path: '/api/v1/publications',
      summary: 'Make the files of a month or a year; another person publishes them',
      body: newPublicationSchema,
      answer: proposedPublicationSchema,
      run: (work, { actor, body }) => proposePublication(context, work, actor, body),
    }),
    post({
      ...line,
      path: '/api/v1/publications/:id/publish',
      summary: 'Publish what somebody else proposed, for good',
      params: byId,
      run: (work, { actor, params: { id } }) => publishPublication(context, work, actor, id),
    }),
    post({
      ...line,
      path: '/api/v1/publications/:id/discard',
      summary: 'Discard what was proposed, with a reason',
      params: byId,
      body: discardPublicationSchema,
      run: (work, { actor, params: { id }, body }) => discardPublication(context, work, actor, { id, ...body }),
    }),
    ...annualRoutes(context),
  ];
}

const totals = { nothingPersonal: 'Counts of a year of the nation; small ones by place are hidden already.' };

/** The annual report under section 17 of the Domestic Violence Victim Protection Act. */
function annualRoutes(context: PublicationContext): Route<Actor>[] {
  return [
    get({
      ...{ ...line, audit: totals },
      path: '/api/v1/insight/annual-reports',
      summary: 'Editions of the annual report, drafts, and years that could be reported',
      answer: annualReportsSchema,
      run: ({ tx }, { actor }) => listAnnualReports(context, tx, actor),
    }),
    get({
      ...{ ...line, audit: totals },
      path: '/api/v1/insight/annual-reports/:id/files/:file',
      summary: 'A file of an edition (PDF, Excel, CSV in a ZIP), byte for byte as it was made',
      params: byId.extend({ file: z.string().max(40) }),
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id, file } }) => getAnnualFile(context, tx, actor, { id, name: file }),
    }),
    post({
      ...line,
      path: '/api/v1/insight/annual-reports',
      summary: 'Make the report of a year with all its files; another person signs it off',
      body: newAnnualReportSchema,
      answer: madeAnnualReportSchema,
      run: (work, { actor, body }) => draftAnnualReport(context, work, actor, body),
    }),
    post({
      ...line,
      path: '/api/v1/insight/annual-reports/:id/sign-off',
      summary: 'Sign off what somebody else made: an edition that never changes',
      params: byId,
      run: (work, { actor, params: { id } }) => signOffAnnualReport(context, work, actor, id),
    }),
    post({
      ...line,
      path: '/api/v1/insight/annual-reports/:id/discard',
      summary: 'Discard a draft, with a reason',
      params: byId,
      body: discardAnnualReportSchema,
      run: (work, { actor, params: { id }, body }) => discardAnnualReport(context, work, actor, { id, ...body }),
    }),
  ];
}
