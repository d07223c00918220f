import type { Actor } from '#capabilities/access';
import { PUBLIC_STATUS } from '#contract/help';
import type { FiledHelpList, HelpCheckList } from '#contract/help-api';
import { readHelpForm } from '#contract/help-form';
import type { Connection } from '#platform/database/database';
import { listOpenChecksOf } from '../store/check-rows.ts';
import { listCorrections, listForms } from '../store/form-rows.ts';
import { listFiledRequests, listRequestsById } from '../store/request-rows.ts';

const AT_MOST = 200;

/** What the actor filed for others: the status of each, and nothing else of it. */
export async function listFiled(connection: Connection, actor: Actor): Promise<FiledHelpList> {
  const filed = await listFiledRequests(connection, actor.userId, AT_MOST);
  const returned = filed.filter(({ status }) => status === 'returned-for-correction').map(({ id }) => id);
  const asked = (await listCorrections(connection, returned)).filter(({ answeredAt }) => answeredAt === null);
  return {
    requests: filed.map(({ id, code, label, status, openedAt, submittedAt, statusSince }) => ({
      ...{ id, code, label, status: PUBLIC_STATUS[status] },
      openedAt: openedAt.toISOString(),
      submittedAt: submittedAt?.toISOString() ?? null,
      statusSince: statusSince.toISOString(),
      toCorrect: asked.filter(({ requestId }) => requestId === id).length,
    })),
  };
}

/** What the actor is asked to check: whether it is so. Account and how the person is reached stay out. */
export async function listChecksToDo(connection: Connection, actor: Actor): Promise<HelpCheckList> {
  const checks = await listOpenChecksOf(connection, actor.userId, AT_MOST);
  const ids = checks.map(({ requestId }) => requestId);
  const requests = new Map((await listRequestsById(connection, ids)).map((request) => [request.id, request]));
  const forms = new Map((await listForms(connection, ids)).map((stored) => [stored.requestId, stored.form]));
  return {
    checks: checks.flatMap(({ id, requestId, level, askedAt, dueAt }) => {
      const request = requests.get(requestId);
      if (!request) return [];
      const { account: _, contact: __, ...form } = readHelpForm(forms.get(requestId)).form;
      return [
        {
          ...{ id, requestId, code: request.code, level, form, place: request.place },
          askedAt: askedAt.toISOString(),
          dueAt: dueAt.toISOString(),
        },
      ];
    }),
  };
}
