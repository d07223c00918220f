import { readSerial } from '#contract/certificate-serial';
import type { PublicCertificate } from '#contract/recognition';
import { thaiDayOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import { contentsOf, fitsDocument } from '../certificate-document.ts';
import { isSigned } from '../signature.ts';
import { type CheckedRow, checkCertificate } from '../store/certificate-rows.ts';

export type Checked = PublicCertificate & { stored: CheckedRow | undefined };

const UNKNOWN: Checked = {
  ...{ state: 'unknown', document: null, signature: null, keyId: null, disclosed: null, revokedOn: null },
  stored: undefined,
};

/** What anybody learns of a serial: whether it is valid, and no more of its holder than they agreed to. */
export async function getPublicCertificate(connection: Connection, typed: string): Promise<Checked> {
  const serial = readSerial(typed);
  const one = serial === undefined ? undefined : await checkCertificate(connection, serial);
  if (!one?.document || !one.signature || !one.secret) return UNKNOWN;
  const { document, signature, keyId, shown, revokedAt } = one;
  // What somebody changed in the database is no certificate any more.
  const isWhole = isSigned(document, signature, one.publicKey) && fitsDocument(one);
  const contents = contentsOf(one, one.secret);
  const digest = shown === 'name' ? 'holder' : 'initials';
  return {
    state: isWhole ? (one.status === 'revoked' ? 'revoked' : 'valid') : 'altered',
    ...{ document, signature, keyId },
    disclosed: shown === 'private' || !isWhole ? null : { digest, content: contents[digest] },
    revokedOn: revokedAt === null ? null : thaiDayOf(revokedAt),
    stored: one,
  };
}

/** Whether this is the name on the paper, however many spaces stand between its parts. */
export function isHolder({ stored }: Checked, typed: string): boolean {
  const plain = (name: string): string => name.normalize('NFC').replace(/\s+/g, '');
  return stored !== undefined && plain(typed) !== '' && plain(stored.name) === plain(typed);
}
