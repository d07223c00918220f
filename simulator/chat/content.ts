/** What a person sent, as a chat keeps it; the bytes of photos and films lie elsewhere. */
export type PersonContent =
  | { type: 'text'; text: string }
  | { type: 'location'; latitude: number; longitude: number; title?: string; address?: string }
  | { type: 'sticker'; packageId: string; stickerId: string }
  | { type: 'image' | 'video' | 'audio'; duration?: number }
  | { type: 'file'; fileName: string; fileSize: number };

/** What the locked phone showed when a message came; nothing for notificationDisabled. */
export type LockScreenNotification = { at: number; title: string; text: string };
