import { Zip, ZipPassThrough } from 'fflate';

export type ZippedFile = { name: string; bytes: Uint8Array };

/**
 * Files as one ZIP archive, one after the other, so that never more than one of them is in memory. They are stored as they
 * are: pictures and PDF are compressed already. The same files with the same time are the same archive, byte for byte.
 */
export async function* writeZip(files: AsyncIterable<ZippedFile>, changedAt: Date): AsyncGenerator<Uint8Array> {
  let written: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    written.push(chunk);
  });
  for await (const { name, bytes } of files) {
    const entry = new ZipPassThrough(name);
    entry.mtime = changedAt;
    zip.add(entry);
    entry.push(bytes, true);
    yield* written;
    written = [];
  }
  zip.end();
  yield* written;
}
