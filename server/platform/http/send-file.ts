import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { FileAnswer } from './route.ts';

/** Kinds a browser shows by itself without running anything in them. */
const SHOWN = /^(image\/(jpeg|png|gif|webp)|video\/mp4|audio\/(mp4|mpeg))$/;

/** A file is shown or saved, never run: no sniffing, no scripts, no copy in any cache, a name that is only a name. */
export function sendFile(reply: FastifyReply, file: FileAnswer): FastifyReply {
  const isShown = SHOWN.test(file.contentType);
  const isOurs = !('path' in file);
  return reply
    .type(isShown || isOurs ? file.contentType : 'application/octet-stream')
    .header('content-disposition', contentDisposition(isShown ? 'inline' : 'attachment', file.name))
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'no-store')
    .send('path' in file ? createReadStream(file.path) : contentOf(file));
}

function contentOf(file: Exclude<FileAnswer, { path: string }>): Readable | string | Buffer {
  if ('chunks' in file) return Readable.from(file.chunks, { objectMode: false });
  return 'text' in file ? file.text : Buffer.from(file.bytes);
}

/**
 * RFC 6266: the name twice, once in plain letters for old programs and once whole (RFC 8187). Path signs, control
 * signs and leading dots are taken out: the name must not leave the folder or hide.
 */
export function contentDisposition(kind: 'inline' | 'attachment', name: string | undefined): string {
  if (name === undefined) return kind;
  const safe =
    name
      .toWellFormed()
      .replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, '_')
      .replace(/^[.\s]+|[.\s]+$/g, '')
      .slice(0, 150) || 'file';
  const plain = safe.replace(/[^\x20-\x7e]/g, '_').replace(/[%']/g, '_');
  const whole = encodeURIComponent(safe.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
