/** Enough to read a number plate across a street, at a tenth of the original size. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.8;

/** Makes a picture smaller and upright and removes its metadata. Works in a page and a service worker. Throws if it is no picture. */
export async function shrinkPhoto(photo: Blob): Promise<Blob> {
  const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
