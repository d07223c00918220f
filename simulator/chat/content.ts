/** What a person sent, as a chat stores it; the bytes of photos and videos are stored separately. */
export type PersonContent =
  | { type: 'text'; text: string }
  | { type: 'location'; latitude: number; longitude: number; title?: string; address?: string }
  | { type: 'sticker'; packageId: string; stickerId: string }
  | { type: 'image' | 'video' | 'audio'; duration?: number }
  | { type: 'file'; fileName: string; fileSize: number };

/** What the locked phone showed when a message came; nothing for notificationDisabled. */
export type LockScreenNotification = { at: number; title: string; text: string };
