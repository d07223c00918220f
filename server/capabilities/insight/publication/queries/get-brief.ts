import { readFileSync } from 'node:fs';
import type { Actor } from '#capabilities/access';
import type { BriefQuery } from '#contract/open-data';
import { fillIn } from '#contract/text';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import { getHours, getIntervals, getSummary } from '../../figures/queries/get-figures.ts';
import { monthOf, writeBrief } from '../brief.ts';
import en from '../messages/en.json' with { type: 'json' };
import th from '../messages/th.json' with { type: 'json' };
import { spanOf } from '../publication.ts';
import type { PublicationContext } from '../publication-context.ts';

export const BRIEF_TEMPLATE = readFileSync(new URL('../templates/brief.typ', import.meta.url), 'utf8');

/**
 * A month on one page, as the figures have it that the person may read.
 * @throws AppError `insight/not-yours`, `insight/not-over`, `jurisdiction/agency-not-found`
 */
export async function getBrief(
  context: PublicationContext,
  connection: Connection,
  actor: Actor,
  { month, lang, ...whose }: BriefQuery,
): Promise<FileAnswer> {
  const span = spanOf({ kind: 'month', period: month });
  if (span.to >= thaiDayOf(context.clock.now())) throw new AppError('insight/not-over');
  const earlier = spanOf({ kind: 'month', period: addDays(span.from, -1).slice(0, 7) });
  const summary = await getSummary(context, connection, actor, { ...whose, ...span });
  const before = await getSummary(context, connection, actor, { ...whose, ...earlier });
  const intervals = await getIntervals(context, connection, actor, { ...whose, ...span });
  const hours = await getHours(context, connection, actor, { ...whose, ...span });
  const texts = { th, en }[lang];
  const facts = { month, area: nameArea(context, whose, lang), summary, before, intervals, hours };
  const bytes = await context.setTemplate(writeBrief(facts, lang, BRIEF_TEMPLATE), actor.userId);
  const name = fillIn(texts.brief.file, { month: monthOf(month, lang).replace(' ', '-') });
  return { contentType: 'application/pdf', name, bytes };
}

function nameArea(
  { jurisdiction }: Pick<PublicationContext, 'jurisdiction'>,
  { province, agencyId }: Pick<BriefQuery, 'province' | 'agencyId'>,
  lang: BriefQuery['lang'],
): string {
  if (agencyId !== undefined) {
    const { nameTh, nameEn } = jurisdiction.getAgency(agencyId);
    return lang === 'en' ? (nameEn ?? nameTh) : nameTh;
  }
  const found = jurisdiction.listProvinces().find(({ code }) => code === province);
  if (found) return lang === 'en' ? found.nameEn : found.nameTh;
  return { th, en }[lang].country;
}
