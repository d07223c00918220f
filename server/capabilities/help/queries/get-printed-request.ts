import type { Actor } from '#capabilities/access';
import { HELP_ACTIONS } from '#contract/help';
import { readHelpForm } from '#contract/help-form';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { HelpRoutesContext } from '../context.ts';
import { findBenefit } from '../help-rules.ts';
import { requestPages } from '../printed-request.ts';
import { findForm } from '../store/form-rows.ts';
import { listHelpPictures } from '../store/picture-rows.ts';
import { getRequest } from './get-request.ts';

/** A request on paper, for staff of its branch; the account as whoever pays needs it. @throws AppError `help/not-found` */
export async function getPrintedRequest(
  context: HelpRoutesContext,
  connection: Connection,
  actor: Actor,
  id: string,
  language: 'th' | 'en',
): Promise<FileAnswer> {
  const detail = await getRequest(context, connection, actor, id);
  const mayPay = actor.permissions.has(HELP_ACTIONS['record-payment'].permission);
  const form = mayPay ? readHelpForm((await findForm(connection, id))?.form).form : detail.form;
  const pages = requestPages({
    ...{ detail, form, language, printedBy: actor.name, now: context.clock.now() },
    benefit: findBenefit(form.wanted?.benefit),
    pictures: (await listHelpPictures(connection, id)).map(({ kind }) => kind),
  });
  return {
    contentType: 'application/pdf',
    // The name of a file is read over somebody's shoulder.
    name: `${detail.request.code}.pdf`,
    bytes: await context.setPages(pages, actor.userId),
  };
}
