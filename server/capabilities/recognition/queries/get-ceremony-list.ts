import type { Actor } from '#capabilities/access';
import { fillIn } from '#contract/text';
import { thaiDayOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { SetPages } from '#platform/print/page-setter';
import type { RecognitionContext } from '../context.ts';
import th from '../messages/th.json' with { type: 'json' };
import { thaiDigits, thaiPaperDay } from '../thai-paper.ts';
import { listIssued } from './get-printed-certificates.ts';

/**
 * Whom to call up in which order, with a column to mark who came. @throws AppError `recognition/not-found`,
 * `recognition/not-issued`
 */
export async function getCeremonyList(
  context: Pick<RecognitionContext, 'jurisdiction' | 'clock'> & { setPages: SetPages },
  connection: Connection,
  actor: Actor,
  ids: readonly string[],
): Promise<FileAnswer> {
  const found = await listIssued(connection, ids);
  const { title, under, columns, foot } = th.ceremony;
  const inOrder = found.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
  const agencyOf = (id: string) => context.jurisdiction.findAgency(id)?.nameTh ?? '–';
  const [first = '', ...head] = columns;
  const bytes = await context.setPages(
    {
      ...{
        language: 'th',
        title,
        under: fillIn(under, { count: thaiDigits(`${found.length}`) }),
        mark: '',
        again: title,
      },
      facts: [],
      parts: [
        {
          ...{ title: '', under: '', lines: [] },
          table: {
            head: [first, ...head],
            widths: [16, 34, 34, 30, 8],
            rows: inOrder.map((one, at) => [
              thaiDigits(`${at + 1}`),
              thaiDigits(`${one.number}/${one.buddhistYear}`),
              one.name,
              one.position || (one.role === null ? '' : th.paper.roles[one.role]),
              agencyOf(one.agencyId),
              '',
            ]),
          },
        },
      ],
      foot: fillIn(foot, { day: thaiPaperDay(thaiDayOf(context.clock.now())) }),
      whole: found.map(({ name }) => name),
    },
    actor.userId,
  );
  return { contentType: 'application/pdf', name: `${title}.pdf`, bytes };
}
