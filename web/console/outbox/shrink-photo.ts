/** Enough to read a number plate across a street; a tenth of what a phone's camera makes. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.8;

/** Smaller, upright and without what the camera wrote into it, in a page and in a service worker. Throws for what is no picture. */
export async function shrinkPhoto(photo: Blob): Promise<Blob> {
  const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
}
