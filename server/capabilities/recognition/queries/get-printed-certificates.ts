import { readFileSync } from 'node:fs';
import type { Actor } from '#capabilities/access';
import { groupSerial } from '#contract/certificate-serial';
import { fillIn } from '#contract/text';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import { drawQr } from '#platform/print/draw-qr';
import type { Certificate } from '../certificate.ts';
import type { RecognitionContext } from '../context.ts';
import th from '../messages/th.json' with { type: 'json' };
import { listCertificatesById } from '../store/certificate-rows.ts';
import { thaiDigits, thaiPaperDay } from '../thai-paper.ts';
import { checkUrlOf } from './list-certificates.ts';

const template = readFileSync(new URL('../templates/certificate.typ', import.meta.url), 'utf8');

/**
 * Issued certificates as they are given, one on each sheet in the order of their numbers.
 * @throws AppError `recognition/not-found`, `recognition/not-issued`
 */
export async function getPrintedCertificates(
  context: Pick<RecognitionContext, 'jurisdiction' | 'publicUrl' | 'setTemplate'>,
  connection: Connection,
  actor: Actor,
  ids: readonly string[],
): Promise<FileAnswer> {
  const found = await listIssued(connection, ids);
  const { paper } = th;
  const bytes = await context.setTemplate(
    {
      ...{ template, language: 'th', title: paper.title, format: 'pdf' },
      sheets: found.map((one) => {
        const { serial, number, buddhistYear, name, position, role, citation, givenOn, signers } = one;
        const under = position || (role === null ? '' : paper.roles[role]);
        return {
          said: {
            number: fillIn(paper.number, { number: thaiDigits(`${number}/${buddhistYear}`) }),
            agency: context.jurisdiction.findAgency(one.agencyId)?.nameTh ?? '–',
            ...{ title: paper.title, given: paper.given, name, position: under, citation: paper.citations[citation] },
            day: fillIn(paper.day, { day: thaiPaperDay(givenOn) }),
            check: paper.check,
            signers: signers.map((signer) => ({ name: `(${signer.name})`, position: signer.position })),
          },
          // Upper case throughout needs fewer squares, which stay large on paper.
          plain: { serial: groupSerial(serial), qr: drawQr(checkUrlOf(context, serial).toUpperCase(), 'H') },
        };
      }),
      whole: found.flatMap(({ name, signers }) => [name, ...signers.map((signer) => signer.name)]),
    },
    actor.userId,
  );
  return { contentType: 'application/pdf', name: `${paper.title}.pdf`, bytes };
}

/** @throws AppError `recognition/not-found`, `recognition/not-issued` */
export async function listIssued(
  connection: Connection,
  ids: readonly string[],
): Promise<(Certificate & { serial: string })[]> {
  const found = await listCertificatesById(connection, ids);
  if (found.length < new Set(ids).size) throw new AppError('recognition/not-found');
  return found.map((one) => {
    if (one.status !== 'issued' || one.serial === null) throw new AppError('recognition/not-issued');
    return { ...one, serial: one.serial };
  });
}
