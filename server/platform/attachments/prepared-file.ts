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
/** A file as a process of its own gets it. */
export type SentFile = { file: Uint8Array; burnt?: string };
/**
 * Opens and cleans a file, apart from the server. @param of whose it is @param burnt a text of ours to write into the pixels of
 * a picture; what is none is refused then @throws AppError as `Workers.run`
 */
export type CleanFile = (original: Buffer, of?: string, burnt?: string) => Promise<PreparedFile>;
