import { CITIZEN_TEXTS, CLAUSES, describeFiles, HOW_TEXTS } from '#contract/citizen-texts';
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
    how: howOf(language),
    code: groupCode(place.code),
    place: place.name,
    types: TYPES.map((type) => types[`type.${type}`]),
    others: LANGUAGES.filter((one) => one !== language).map((one) => MATERIAL_TEXTS[one].texts.scanHelp),
  };
}

/** When to use what, what happens afterwards, and the law: as the page that explains it says it. */
function howOf(language: PublicLanguage): Said {
  const t = HOW_TEXTS[language].texts;
  return {
    ...{ when: t.when, ess: t['when.ess'], ess2: t['when.ess2'], n191: t['when.191'], n191b: t['when.191b'] },
    ...{ n1669: t['when.1669'], n1669b: t['when.1669b'], n1300: t['when.1300'], n1300b: t['when.1300b'] },
    ...{ after: t.after, afterLines: [t['after.1'], t['after.2'], t['after.3'], t['after.4']] },
    ...{ quiet: t.quiet, quietLines: [t['quiet.1'], t['quiet.2'], t['quiet.3'], t['quiet.4']] },
    ...{ law: t.law, good: t['law.good'], false: t['law.false'] },
    ...{ goodClause: CLAUSES.goodFaith, falseClause: CLAUSES.falseReport },
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

/** Texts of materials, for whoever checks translations. */
export const TRANSLATED_MATERIAL_FILES = describeFiles({ materials: MATERIAL_TEXTS });
