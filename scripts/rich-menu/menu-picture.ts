import {
  IconBellOff,
  IconCamera,
  IconChecklist,
  IconCircleCheck,
  IconHeartHandshake,
  IconHelpCircle,
  IconMapPin,
  IconPhoneCall,
  IconUrgent,
  IconUserQuestion,
  IconX,
} from '@tabler/icons-react';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { boundsOf, type MenuAreaName, type MenuPlan } from '../../server/channels/line/menu/menus.ts';

type Face = { icon: typeof IconUrgent; th: string[]; en: string; paper: string; ink: string; muted: string };

const PAPER = '#ffffff';
const INK = '#0f172a';
const MUTED = '#475569';
const plain = { paper: PAPER, ink: INK, muted: MUTED };
/** The one red: somebody needs help and nobody has answered yet. */
const red = { paper: '#b91c1c', ink: '#ffffff', muted: '#fee2e2' };
const navy = { paper: '#1e293b', ink: '#ffffff', muted: '#cbd5e1' };

const FACES: Record<MenuAreaName, Face> = {
  report: { icon: IconUrgent, th: ['แจ้งเหตุร้าย'], en: 'Report danger', ...red },
  'report-silent': { icon: IconBellOff, th: ['แจ้งแบบเงียบ'], en: 'Report silently', ...navy },
  'call-191': { icon: IconPhoneCall, th: ['โทร 191'], en: 'Call 191', ...plain, ink: '#b91c1c' },
  status: { icon: IconChecklist, th: ['ติดตามสถานะ'], en: 'Status', ...plain },
  help: { icon: IconHeartHandshake, th: ['ขอความช่วยเหลือ', 'ไม่ฉุกเฉิน'], en: 'Help, not urgent', ...plain },
  'how-to': { icon: IconHelpCircle, th: ['วิธีใช้'], en: 'How to use', ...plain },
  'status-short': { icon: IconChecklist, th: ['สถานะ'], en: 'Status', ...plain },
  location: { icon: IconMapPin, th: ['ตำแหน่ง'], en: 'Location', ...plain },
  photo: { icon: IconCamera, th: ['รูปภาพ'], en: 'Photo', ...plain },
  'nobody-came': { icon: IconUserQuestion, th: ['ไม่มีใครมา'], en: 'Nobody came', ...plain, ink: '#b45309' },
  cancel: { icon: IconX, th: ['ยกเลิก'], en: 'Cancel', ...plain },
  done: { icon: IconCircleCheck, th: ['เรียบร้อย'], en: 'All done', ...plain },
};

const ICON = 260;
const GAP = 14;
const CORNER = 40;

/** The picture of a menu as SVG: one card per area, an icon, Thai text, English below. */
export function menuPicture(plan: MenuPlan): string {
  const cards = plan.areas.map(({ name }, at) => card(FACES[name], boundsOf(plan, at)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${plan.width}" height="${plan.height}" viewBox="0 0 ${plan.width} ${plan.height}">`,
    `<rect width="100%" height="100%" fill="#dbe2ea"/>`,
    ...cards,
    '</svg>',
  ].join('\n');
}

function card(face: Face, area: ReturnType<typeof boundsOf>): string {
  const middle = area.x + area.width / 2;
  const [thSize, enSize] = [face.th.length > 1 ? 92 : 104, 68];
  const lineHeight = thSize * 1.28;
  const height = ICON + 60 + face.th.length * lineHeight + enSize * 1.3;
  const top = area.y + (area.height - height) / 2;
  const firstLine = top + ICON + 60 + thSize;
  const words = face.th.map((line, at) => text(line, middle, firstLine + at * lineHeight, thSize, 700, face.ink));
  const english = text(face.en, middle, firstLine + face.th.length * lineHeight, enSize, 500, face.muted);
  const icon = createElement(face.icon, { size: ICON, color: face.ink, stroke: 1.7, x: middle - ICON / 2, y: top });
  return [
    `<rect x="${area.x + GAP}" y="${area.y + GAP}" width="${area.width - 2 * GAP}" height="${area.height - 2 * GAP}" rx="${CORNER}" fill="${face.paper}"/>`,
    renderToStaticMarkup(icon),
    ...words,
    english,
  ].join('\n');
}

function text(words: string, x: number, y: number, size: number, weight: number, fill: string): string {
  return `<text x="${x}" y="${y}" font-family="Noto Sans Thai" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="middle">${apart(words)}</text>`;
}

/** resvg gives SARA AM no width, so the next letter would stand on it; its two halves are set right. */
function apart(words: string): string {
  return words.replaceAll('\u0e33', '\u0e4d\u0e32');
}
