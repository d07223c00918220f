import { CITIZEN_TEXTS } from '#contract/citizen-texts';
import { LANGUAGES, type PublicLanguage } from '#contract/languages';
import { MATERIAL_TEXTS, type Material } from '#contract/materials';
import { fillIn } from '#contract/text';
import type { Said } from '#platform/print/set-template';
import { sizeOf } from './material-sizes.ts';

/** Of a placement, what stands on its material. */
export type Place = { code: string; name: string };

const TYPES = [
  'threat-or-assault',
  'confinement',
  'sexual-violence-risk',
  'violent-frenzy',
  'riotous-gathering',
] as const;

/** The page behind a code. Upper case throughout needs fewer squares of a QR code. */
export const linkOf = (publicUrl: string, code: string): string => `${publicUrl.replace(/\/$/, '')}/q/${code}`;

/** The code as it stands below the squares, to be typed. */
export const groupCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

/** What stands on a material, in one language; strangers find their own script in the line of the others. */
export function sayOf(place: Place, language: PublicLanguage): Said {
  const { texts } = MATERIAL_TEXTS[language];
  const types = CITIZEN_TEXTS[language].texts;
  return {
    ...texts,
    code: groupCode(place.code),
    place: place.name,
    types: TYPES.map((type) => types[`type.${type}`]),
    others: LANGUAGES.filter((one) => one !== language).map((one) => MATERIAL_TEXTS[one].texts.scanHelp),
  };
}

/** Numbers for the template: all lengths in points; a pixel of a screen is one point. */
export function measure(material: Material): { width: number; height: number; pixels: number } {
  const { width, height, unit } = sizeOf(material);
  const POINTS_A_MM = 72 / 25.4;
  // A picture of paper is for a screen: 150 dots an inch.
  if (unit === 'mm')
    return { width: width * POINTS_A_MM, height: height * POINTS_A_MM, pixels: Math.round((width / 25.4) * 150) };
  return { width, height, pixels: width };
}

/** What is sent to a LINE group, with the placement's own link. */
export function groupMessage(link: string, language: PublicLanguage): string {
  return fillIn(MATERIAL_TEXTS[language].texts.message, { link });
}
