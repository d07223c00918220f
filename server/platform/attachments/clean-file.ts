import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { cleanImage, type PictureType } from './clean-image.ts';
import { cleanMp3 } from './clean-mp3.ts';
import { cleanMp4 } from './clean-mp4.ts';
import { LARGEST_FILE, type PreparedFile, type Refusal, type SentFile } from './prepared-file.ts';

type Clean = { bytes: Buffer; contentType: string } | { refusal: Refusal };

const PICTURES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] satisfies PictureType[];
/** What file-type calls the MP4s of phones, and what they are served as. */
const FILMS: Record<string, string> = {
  'video/mp4': 'video/mp4',
  'video/x-m4v': 'video/mp4',
  'audio/mp4': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
};

/**
 * A file ready to be stored. Opens what strangers sent, so it runs in a process of its own (`file-cleaner.ts`), and all
 * that takes long with it.
 */
export async function prepareFile({ file, burnt }: SentFile): Promise<PreparedFile> {
  const original = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const clean = await cleanFile(original, burnt);
  return {
    clean: 'refusal' in clean ? clean : { ...clean, sha256: hashOf(clean.bytes) },
    originalSha256: hashOf(original),
    originalBytes: original.length,
  };
}

/**
 * What may be stored of a file: decided by its bytes alone, never by the name or type its sender gave, and without the
 * metadata that could tell where a hidden person lives.
 */
export async function cleanFile(original: Buffer, burnt?: string): Promise<Clean> {
  if (original.length > LARGEST_FILE) return { refusal: 'too-large' };
  // What it can't read to its end is of no kind.
  const { mime = '' } = (await fileTypeFromBuffer(original).catch(() => undefined)) ?? {};
  if (burnt !== undefined) {
    const picture = isPicture(mime) ? await cleanImage(original, mime, burnt) : 'type';
    return typeof picture === 'string' ? { refusal: picture } : keep(picture, 'image/jpeg');
  }
  if (isPicture(mime)) {
    const picture = await cleanImage(original, mime);
    return typeof picture === 'string' ? { refusal: picture } : keep(picture, mime);
  }
  const film = FILMS[mime];
  if (film) return keep(cleanMp4(original), film);
  if (mime === 'audio/mpeg') return keep(cleanMp3(original), mime);
  return { refusal: 'type' };
}

function keep(bytes: Buffer | undefined, contentType: string): Clean {
  return bytes && bytes.length > 0 ? { bytes, contentType } : { refusal: 'unreadable' };
}

function isPicture(mime: string): mime is PictureType {
  return PICTURES.includes(mime);
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
