import { randomBelow } from '../ids.ts';
import type { PersonContent } from './content.ts';
import { channelOf, type Place, type Sent, sendFromPerson } from './send-from-person.ts';

export type Media = { bytes: Buffer; contentType: string };
type MediaKind = 'image' | 'video' | 'audio';

const quotable = { image: true, video: true, audio: false } as const;

/** Sends a photo, video or audio whose bytes the bot then fetches by message id. Duration in milliseconds. */
export async function sendMedia(
  place: Place,
  type: MediaKind,
  media: Media,
  { duration, imageSet }: { duration?: number; imageSet?: { id: string; index: number; total: number } } = {},
): Promise<Sent> {
  const length = duration === undefined ? {} : { duration };
  const payload = { ...length, ...(imageSet && { imageSet }), contentProvider: { type: 'line' } };
  return storing(place, media, type, () =>
    sendFromPerson(place, { type, ...length }, payload, { quotable: quotable[type] }),
  );
}

/** Several photos at once: one event each, in an order nobody promises. */
export async function sendImages(place: Place, images: Media[]): Promise<Sent[]> {
  const id = String(place.world.clock.now());
  const numbered = images.map((media, at) => ({ media, imageSet: { id, index: at + 1, total: images.length } }));
  const turn = numbered.length > 1 ? 1 + randomBelow(numbered.length - 1) : 0;
  const mixed = [...numbered.slice(turn), ...numbered.slice(0, turn)];
  return Promise.all(mixed.map(({ media, imageSet }) => sendMedia(place, 'image', media, { imageSet })));
}

/** A photo sent by a LIFF page: it is on another server and can't be fetched by message id. */
export function sendExternalImage(place: Place, originalContentUrl: string): Promise<Sent> {
  const contentProvider = { type: 'external', originalContentUrl, previewImageUrl: originalContentUrl };
  return sendFromPerson(place, { type: 'image' }, { contentProvider });
}

export function sendFile(place: Place, fileName: string, media: Media): Promise<Sent> {
  const facts = { fileName, fileSize: media.bytes.length };
  const content: PersonContent = { type: 'file', ...facts };
  return storing(place, media, 'file', () => sendFromPerson(place, content, facts, { quotable: false }));
}

// The bytes must be there before the webhook goes out, because a quick bot fetches them while it is still on its way.
function storing(place: Place, media: Media, type: string, send: () => Promise<Sent>): Promise<Sent> {
  const { world, chat } = place;
  const before = chat.entries.length;
  const sent = send();
  const entry = chat.entries[before];
  const channel = channelOf(world, chat);
  if (entry && channel) {
    const now = world.clock.now();
    world.state.contents.set(entry.id, {
      channelKey: channel.key,
      ...media,
      readyAt: type === 'video' || type === 'audio' ? now + world.preparationTime : now,
      endsAt: now + world.contentLifetime,
      unsent: false,
    });
  }
  return sent;
}
