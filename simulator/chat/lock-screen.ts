import type { BotMessage } from '../schemas/message.ts';

/** The one line a locked phone, the chat list and a quote show for a message: its text or its altText. */
export function previewLine(message: BotMessage, accountName: string): string {
  switch (message.type) {
    case 'text':
    case 'textV2':
      return message.text;
    case 'flex':
    case 'template':
    case 'imagemap':
      return message.altText;
    case 'location':
      return `${accountName} ส่งตำแหน่งที่ตั้ง`;
    case 'sticker':
      return `${accountName} ส่งสติกเกอร์`;
    case 'image':
      return `${accountName} ส่งรูป`;
    case 'video':
      return `${accountName} ส่งวิดีโอ`;
    case 'audio':
      return `${accountName} ส่งข้อความเสียง`;
    case 'coupon':
      return `${accountName} ส่งคูปอง`;
  }
}

/** A sender's own name never hides the account: LINE shows "name from account". */
export function senderTitle(message: BotMessage, accountName: string): string {
  return message.sender?.name ? `${message.sender.name} จาก ${accountName}` : accountName;
}
