import type { Actor } from '#capabilities/access';
import { DIMENSIONS, type FamilyAnswers, missingCriteria, requiredLevel, scoreOf } from '#contract/family-indicators';
import { answerText, FAMILY_TEXTS } from '#contract/family-texts';
import { fillIn } from '#contract/text';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { Pages } from '#platform/print/set-pages';
import type { FamilyRoutesContext } from '../context.ts';
import { getCaseFamily } from './get-case-family.ts';

/** As many as can be told apart: the first, and the last ones. */
const MOST_BARS = 4;
const LOCALES = { th: 'th-TH-u-ca-buddhist-nu-latn', en: 'en-GB' };
const HIGHEST = 3;

/**
 * The way of a family on one page that it keeps: how far it has come, its goals, what is still to be met. No name and no
 * place stand on it, because it hangs on a wall. @throws AppError `case/not-found`, `self-reliance/no-plan`
 */
export async function getPrintedFamily(
  context: FamilyRoutesContext,
  connection: Connection,
  actor: Actor,
  caseId: string,
  language: 'th' | 'en',
): Promise<FileAnswer> {
  const { plan } = await getCaseFamily(context, connection, actor, caseId);
  if (!plan) throw new AppError('self-reliance/no-plan');
  const texts = FAMILY_TEXTS[language];
  const { print } = texts;
  const fill = (text: string, values: Record<string, string>): string =>
    fillIn(text.replaceAll('{{', '{').replaceAll('}}', '}'), values);
  const day = (at: string | Date): string =>
    new Intl.DateTimeFormat(LOCALES[language], {
      timeZone: 'Asia/Bangkok',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    })
      .formatToParts(new Date(at))
      .filter(({ type }) => type !== 'era')
      .map(({ value }) => value)
      .join('')
      .trim()
      .replace(/\s+/g, '\u00a0');
  const { measurements, nextMeasure } = plan;
  const shown =
    measurements.length > MOST_BARS
      ? [...measurements.slice(0, 1), ...measurements.slice(1 - MOST_BARS)]
      : measurements;
  const { below, unknown } = missingCriteria((measurements.at(-1)?.answers ?? {}) as FamilyAnswers);
  const open = plan.goals.filter(({ outcome }) => outcome === null);
  const pages: Pages = {
    language,
    title: print.title,
    under: fill(print.under, { code: plan.code }),
    mark: '',
    again: print.title,
    facts: [
      { label: print.status, text: texts.statuses[plan.status] },
      ...(plan.agreedOn ? [{ label: print.agreed, text: day(plan.agreedOn) }] : []),
      ...(nextMeasure
        ? [
            {
              label: print.next,
              text: fill(print.nextAt, { day: day(nextMeasure.on), month: String(nextMeasure.month) }),
            },
          ]
        : []),
    ],
    ...(shown.length > 0 && {
      bars: {
        ...{ title: print.way, under: print.wayUnder, most: HIGHEST },
        names: shown.map(({ measuredOn }) => day(measuredOn)),
        rows: DIMENSIONS.map((dimension) => ({
          label: texts.dimensions[dimension],
          values: shown.map(({ answers }) => scoreOf(dimension, answers as FamilyAnswers)),
        })),
      },
    }),
    parts: [
      {
        ...{ title: print.goals, under: '' },
        lines: open.map(({ what, responsible, who, dueOn }) => ({
          label: fill(print.goal, { responsible: who || texts.responsible[responsible], day: day(dueOn) }),
          text: what,
        })),
      },
      {
        ...{ title: print.missing, under: below.length + unknown.length === 0 ? print.none : '' },
        lines: [...below, ...unknown].map((name) => ({
          label: texts.indicators[name],
          text: `${answerText(texts, name, measurements.at(-1)?.answers[name])} → ${texts.levels[requiredLevel(name) ?? HIGHEST] ?? ''}`,
        })),
      },
    ],
    foot: fill(print.foot, { day: day(context.clock.now()) }),
    // A day is never broken.
    whole: open.map(({ dueOn }) => day(dueOn)),
  };
  return {
    contentType: 'application/pdf',
    name: `${print.title}.pdf`,
    bytes: await context.setPages(pages, actor.userId),
  };
}
