import type { ATTACHMENT_REFUSALS } from '#contract/attachment';

/** 20 MB: photos are below 10, a minute of video is below 20; more would be a way to fill our disk. */
export const LARGEST_FILE = 20 * 1024 * 1024;

/** Why a file is not stored. */
export type Refusal = (typeof ATTACHMENT_REFUSALS)[number];
/** A file ready to be stored: cleaned, with the hash of what was sent, which a phone's copy can be compared with. */
export type PreparedFile = {
  clean: { bytes: Buffer; contentType: string; sha256: string } | { refusal: Refusal };
  originalSha256: string;
  originalBytes: number;
};
/** Opens and cleans a file, apart from the server; `of`: whose it is. @throws AppError as `Workers.run` */
export type CleanFile = (original: Buffer, of?: string) => Promise<PreparedFile>;
