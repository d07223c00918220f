import type { Chat, Person } from '../state.ts';
import { getChannel, getDirectChat } from '../state.ts';
import type { World } from '../world.ts';
import type { LockScreenNotification } from './content.ts';
import { block, follow, unblock } from './friendship.ts';
import { visibleQuickReplies } from './quick-replies.ts';
import { type Media, sendExternalImage, sendFile, sendImages, sendMedia } from './send-content.ts';
import { type Place, sendFromPerson } from './send-from-person.ts';
import { listShownMessages } from './shown-message.ts';
import { createTaps, findRichMenu } from './tap.ts';
import { unsend } from './unsend.ts';
import { type Fits, waitForMessage } from './wait-for-message.ts';

/** A person's phone, opened at one chat; `in` is the same phone in another chat (an account's key, or a group). */
export type Phone = ReturnType<typeof openChat> & { in(where: string | { chat: Chat }): Phone };
export type Location = { lat: number; lng: number; title?: string; address?: string };

export function createPhone(world: World, person: Person, chat: Chat): Phone {
  return {
    ...openChat({ world, person, chat }),
    in(where) {
      if (typeof where !== 'string') return createPhone(world, person, where.chat);
      const channel = getChannel(world.state, where);
      return createPhone(world, person, getDirectChat(world.state, channel, person, world.clock.now()));
    },
  };
}

function openChat(place: Place) {
  const { world, person, chat } = place;
  const changed = () => world.changes.publish({ about: 'phone', userId: person.userId });

  return {
    userId: person.userId,
    person,
    chat,
    ...createTaps(place),
    follow: () => follow(place),
    block: () => block(place),
    unblock: () => unblock(place),
    sendText: (text: string) => sendFromPerson(place, { type: 'text', text }, { text }),
    sendLocation({ lat, lng, title, address }: Location) {
      const pin = { ...(title && { title }), ...(address && { address }), latitude: lat, longitude: lng };
      return sendFromPerson(place, { type: 'location', ...pin }, pin, { quotable: false });
    },
    sendSticker({ packageId = '446', stickerId = '1988' } = {}) {
      const payload = { stickerId, packageId, stickerResourceType: 'STATIC', keywords: ['help'] };
      return sendFromPerson(place, { type: 'sticker', packageId, stickerId }, payload);
    },
    sendImage: (bytes: Buffer, contentType = 'image/jpeg') => sendMedia(place, 'image', { bytes, contentType }),
    sendImages: (images: Media[]) => sendImages(place, images),
    sendExternalImage: (url: string) => sendExternalImage(place, url),
    sendVideo: (bytes: Buffer, duration: number) =>
      sendMedia(place, 'video', { bytes, contentType: 'video/mp4' }, { duration }),
    sendAudio: (bytes: Buffer, duration: number) =>
      sendMedia(place, 'audio', { bytes, contentType: 'audio/m4a' }, { duration }),
    sendFile: (fileName: string, bytes: Buffer) =>
      sendFile(place, fileName, { bytes, contentType: 'application/octet-stream' }),
    unsend: (messageId: string) => unsend(place, messageId),

    messages: () => listShownMessages(chat, person),
    visibleQuickReplies: () => visibleQuickReplies(chat, person),
    visibleRichMenu: () => findRichMenu(place),
    /** What the locked phone showed, oldest first, from all chats; nothing for notificationDisabled. */
    lockScreen: (): LockScreenNotification[] => [...person.lockScreen],
    isLoading: () => chat.loadingUntil > world.clock.now(),
    waitForMessage: (fits: Fits, options?: { timeoutMilliseconds?: number; after?: string }) =>
      waitForMessage(place, fits, options),

    /** Leaves the chat and comes back, which is when a new default rich menu appears. */
    reopen() {
      chat.openedAt = world.clock.now();
      changed();
    },
    /** Shows or hides the rich menu, as a tap on its bar does. */
    openRichMenu(open: boolean) {
      chat.richMenuOpen = open;
      changed();
    },
    /** LINE on a PC has no quick replies, no rich menu and none of LINE's own links. */
    switchClient(client: 'phone' | 'pc') {
      person.client = client;
      changed();
    },
  };
}
