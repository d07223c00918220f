import type { messagingApi } from '@line/bot-sdk';
import { MENU_ANSWER, type ReporterMenu } from '#events/inbound';

type Area = { name: MenuAreaName; action: messagingApi.Action };
export type MenuAreaName =
  | 'report'
  | 'report-silent'
  | 'status'
  | 'help'
  | 'how-to'
  | 'call-191'
  | 'status-short'
  | 'location'
  | 'photo'
  | 'done'
  | 'nobody-came'
  | 'cancel';

export type MenuPlan = { width: number; height: number; columns: number; chatBarText: string; areas: Area[] };

/** No displayText, so that a tap leaves nothing in the chat. The label is for screen readers. */
const answer = (label: string, data: string): messagingApi.Action => ({ type: 'postback', label, data });
const open = (label: string, uri: string): messagingApi.Action => ({ type: 'uri', label, uri });
const status = answer('ติดตามสถานะ', MENU_ANSWER.status);
const call191 = open('โทร 191', 'tel:191');
// Actions for location and camera exist only in quick replies; from a menu LINE's own addresses open them.
const location = open('ส่งตำแหน่ง', 'https://line.me/R/nv/location/');
const photo = open('ส่งรูป', 'https://line.me/R/nv/camera/');

/**
 * The areas of the menus, row by row. `reporting` is shown while a silent report is open and somebody may see the
 * phone: its picture could be that of any shop.
 */
export const MENUS: Record<ReporterMenu, MenuPlan> = {
  default: {
    width: 2500,
    height: 1686,
    columns: 3,
    chatBarText: 'เมนู / Menu',
    areas: [
      { name: 'report', action: answer('แจ้งเหตุร้าย', MENU_ANSWER.report) },
      { name: 'report-silent', action: answer('แจ้งแบบเงียบ', MENU_ANSWER.reportSilently) },
      { name: 'status', action: status },
      { name: 'help', action: answer('ขอความช่วยเหลือ', MENU_ANSWER.help) },
      { name: 'how-to', action: answer('วิธีใช้', MENU_ANSWER.howTo) },
      { name: 'call-191', action: call191 },
    ],
  },
  waiting: {
    width: 2500,
    height: 1686,
    columns: 3,
    chatBarText: 'เมนู / Menu',
    areas: [
      { name: 'call-191', action: call191 },
      { name: 'nobody-came', action: answer('ไม่มีใครมา', MENU_ANSWER.nobodyCame) },
      { name: 'status', action: status },
      { name: 'location', action: location },
      { name: 'photo', action: photo },
      { name: 'cancel', action: answer('ยกเลิก', MENU_ANSWER.cancel) },
    ],
  },
  reporting: {
    width: 2500,
    height: 843,
    columns: 4,
    chatBarText: 'เมนู / Menu',
    areas: [
      { name: 'status-short', action: status },
      { name: 'location', action: location },
      { name: 'photo', action: photo },
      { name: 'done', action: answer('เรียบร้อยแล้ว', MENU_ANSWER.cancel) },
    ],
  },
};

/** The part of the picture that belongs to one area, in pixels. */
export function boundsOf({ width, height, columns, areas }: MenuPlan, at: number) {
  const rows = Math.ceil(areas.length / columns);
  const [column, row] = [at % columns, Math.floor(at / columns)];
  const left = Math.round((column * width) / columns);
  const top = Math.round((row * height) / rows);
  return {
    x: left,
    y: top,
    width: Math.round(((column + 1) * width) / columns) - left,
    height: Math.round(((row + 1) * height) / rows) - top,
  };
}

/** LINE's rich menu object. `name` is only visible to us and identifies the version. */
export function richMenuRequest(plan: MenuPlan, name: string): messagingApi.RichMenuRequest {
  return {
    size: { width: plan.width, height: plan.height },
    selected: true,
    name,
    chatBarText: plan.chatBarText,
    areas: plan.areas.map(({ action }, at) => ({ bounds: boundsOf(plan, at), action })),
  };
}
