import { fileTypeFromBuffer } from 'file-type';
import type { ATTACHMENT_REFUSALS } from '#contract/attachment';
import { cleanImage, type PictureType } from './clean-image.ts';
import { cleanMp3 } from './clean-mp3.ts';
import { cleanMp4 } from './clean-mp4.ts';

/** Why a file is not kept. */
export type Refusal = (typeof ATTACHMENT_REFUSALS)[number];
export type CleanFile = { bytes: Buffer; contentType: string } | { refusal: Refusal };

/** 20 MB: photos are below 10, a minute of video is below 20; more would be a way to fill our disk. */
export const LARGEST_FILE = 20 * 1024 * 1024;

const PICTURES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] satisfies PictureType[];
/** What file-type calls the MP4s of phones, and what they are served as. */
const FILMS: Record<string, string> = {
  'video/mp4': 'video/mp4',
  'video/x-m4v': 'video/mp4',
  'audio/mp4': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
};

/**
 * What may be kept of a file: decided by its bytes alone, never by the name or type its sender gave, and without the
 * metadata that could tell where a hidden person lives.
 */
export async function cleanFile(original: Buffer): Promise<CleanFile> {
  if (original.length > LARGEST_FILE) return { refusal: 'too-large' };
  const { mime = '' } = (await fileTypeFromBuffer(original)) ?? {};
  if (isPicture(mime)) return keep(await cleanImage(original, mime), mime);
  const film = FILMS[mime];
  if (film) return keep(cleanMp4(original), film);
  if (mime === 'audio/mpeg') return keep(cleanMp3(original), mime);
  return { refusal: 'type' };
}

function keep(bytes: Buffer | undefined, contentType: string): CleanFile {
  return bytes && bytes.length > 0 ? { bytes, contentType } : { refusal: 'unreadable' };
}

function isPicture(mime: string): mime is PictureType {
  return PICTURES.includes(mime);
}
