/** Pixels of a PNG or JPEG by its own header; undefined when the bytes are neither. */
export function findImageSize(bytes: Buffer): { width: number; height: number; contentType: string } | undefined {
  return findPngSize(bytes) ?? findJpegSize(bytes);
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function findPngSize(bytes: Buffer) {
  if (bytes.length < 24 || !bytes.subarray(0, 8).equals(pngStart)) return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), contentType: 'image/png' };
}

/** JPEG: walk the segments to the first start-of-frame, which contains the height and the width. */
function findJpegSize(bytes: Buffer) {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7), contentType: 'image/jpeg' };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
