import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  CERTIFICATE_LISTS,
  certificateIdsSchema,
  certificateListSchema,
  certificateSchema,
  certificatesMadeSchema,
  declineCertificatesSchema,
  incidentCodeSchema,
  MOST_CERTIFICATES,
  newCertificatesSchema,
  revokeCertificateSchema,
  showCertificateSchema,
  suggestedSchema,
} from '#contract/recognition';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import type { SetPages } from '#platform/print/page-setter';
import { proposeCertificatesFor } from './commands/propose-certificates.ts';
import {
  approveCertificates,
  declineCertificates,
  issueCertificates,
  revokeCertificate,
  showCertificate,
  withdrawCertificates,
} from './commands/step-certificates.ts';
import type { RecognitionContext } from './context.ts';
import { findSource, findSuggestions } from './queries/find-suggestions.ts';
import { getCeremonyList } from './queries/get-ceremony-list.ts';
import { getPrintedCertificates } from './queries/get-printed-certificates.ts';
import { getCertificate, listCertificatesOf } from './queries/list-certificates.ts';

const { get, post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
/** Ids with commas between them. */
const chosen = z.strictObject({
  ids: z
    .string()
    .max(40 * MOST_CERTIFICATES)
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).min(1).max(MOST_CERTIFICATES)),
});

export function recognitionRoutes(context: RecognitionContext & { setPages: SetPages }): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/certificates',
      summary: 'Certificates of honour: waiting, issued, or ended',
      permission: 'certificate:view',
      query: z.strictObject({ list: z.enum(CERTIFICATE_LISTS).default('waiting') }),
      audit: {
        ...{ view: 'recognition/view-list', subject: 'board' },
        subjectId: ({ query }) => `certificates-${query.list}`,
        details: (_, { certificates }) => ({ certificates: certificates.length }),
      },
      answer: certificateListSchema,
      run: ({ tx }, { actor, query: { list } }) => listCertificatesOf(context, tx, actor, list),
    }),
    get({
      path: '/api/v1/certificates/:id',
      summary: 'One certificate',
      permission: 'certificate:view',
      params: byId,
      audit: { view: 'recognition/view', subject: 'certificate' },
      answer: certificateSchema,
      run: ({ tx }, { actor, params: { id } }) => getCertificate(context, tx, actor, id),
    }),
    get({
      path: '/api/v1/certificates/print',
      summary: 'Issued certificates on paper, one on each sheet',
      permission: 'certificate:view',
      query: chosen,
      audit: {
        ...{ view: 'recognition/print', subject: 'board', subjectId: () => 'certificates-print' },
        details: ({ query: { ids } }) => ({ certificates: ids.length }),
      },
      answer: fileAnswer,
      run: ({ tx }, { actor, query: { ids } }) => getPrintedCertificates(context, tx, actor, ids),
    }),
    get({
      path: '/api/v1/certificates/ceremony',
      summary: 'Whom to call up at a ceremony, in this order',
      permission: 'certificate:view',
      query: chosen,
      audit: {
        ...{ view: 'recognition/print-ceremony', subject: 'board', subjectId: () => 'certificates-ceremony' },
        details: ({ query: { ids } }) => ({ certificates: ids.length }),
      },
      answer: fileAnswer,
      run: ({ tx }, { actor, query: { ids } }) => getCeremonyList(context, tx, actor, ids),
    }),
    get({
      path: '/api/v1/certificate-incidents',
      summary: 'The incident of a code, to propose certificates for it',
      permission: 'certificate:propose',
      query: z.strictObject({ code: incidentCodeSchema }),
      audit: {
        ...{ view: 'recognition/find-incident', subject: 'board', subjectId: () => 'certificate-incidents' },
        details: (_, { id }) => ({ incidentId: id }),
      },
      answer: z.object({ id: z.uuid() }),
      run: ({ tx }, { actor, query: { code } }) => findSource(context, tx, actor, code),
    }),
    get({
      path: '/api/v1/incidents/:id/certificate-suggestions',
      summary: 'Who took part in an incident and could be thanked; never who reported it',
      permission: 'certificate:propose',
      params: byId,
      audit: { view: 'recognition/view-suggestions', subject: 'incident' },
      answer: suggestedSchema,
      run: ({ tx }, { actor, params: { id } }) => findSuggestions(context, tx, actor, id),
    }),
    post({
      path: '/api/v1/certificates',
      summary: 'Propose certificates for one or many people',
      permission: 'certificate:propose',
      body: newCertificatesSchema,
      answer: certificatesMadeSchema,
      run: (work, { actor, body }) => proposeCertificatesFor(context, work, actor, body),
    }),
    post({
      path: '/api/v1/certificates/approve',
      summary: 'Approve what somebody else proposed: all of these, or none',
      permission: 'certificate:approve',
      body: certificateIdsSchema,
      run: (work, { actor, body }) => approveCertificates(context, work, actor, body),
    }),
    post({
      path: '/api/v1/certificates/decline',
      summary: 'Decline what somebody else proposed, with a reason',
      permission: 'certificate:approve',
      body: declineCertificatesSchema,
      run: (work, { actor, body }) => declineCertificates(context, work, actor, body),
    }),
    post({
      path: '/api/v1/certificates/withdraw',
      summary: 'Take back what I proposed, before it is issued',
      permission: 'certificate:propose',
      body: certificateIdsSchema,
      run: (work, { actor, body }) => withdrawCertificates(context, work, actor, body),
    }),
    post({
      path: '/api/v1/certificates/issue',
      summary: 'Issue approved certificates: each gets its number and its signature',
      permission: 'certificate:propose',
      body: certificateIdsSchema,
      run: (work, { actor, body }) => issueCertificates(context, work, actor, body),
    }),
    post({
      path: '/api/v1/certificates/:id/revoke',
      summary: 'Revoke a certificate; the public page says so at once',
      permission: 'certificate:approve',
      params: byId,
      body: revokeCertificateSchema,
      run: (work, { actor, params: { id }, body }) => revokeCertificate(context, work, actor, { id, ...body }),
    }),
    post({
      path: '/api/v1/certificates/:id/shown',
      summary: 'What the public page may show of the holder, by their written consent',
      permission: 'certificate:propose',
      params: byId,
      body: showCertificateSchema,
      run: (work, { actor, params: { id }, body }) => showCertificate(context, work, actor, { id, ...body }),
    }),
  ];
}
