import { readFileSync } from 'node:fs';
import type { PublicLanguage } from '#contract/languages';
import { LANGUAGE_TAGS } from '#contract/languages';
import type { Material, MaterialFormat } from '#contract/materials';
import type { FileAnswer } from '#platform/http/route';
import { drawQr } from '#platform/print/draw-qr';
import type { TemplateJob } from '#platform/print/set-template';
import type { SetSheets, SetTemplate } from '#platform/print/template-setter';
import { linkOf, measure, type Place, sayOf } from '../material.ts';
import { sizeOf } from '../material-sizes.ts';

export type MaterialContext = { publicUrl: string; setTemplate: SetTemplate; setSheets: SetSheets };
type Asked = { material: Material; format: MaterialFormat; language: PublicLanguage };

const read = (name: string): string => readFileSync(new URL(`../templates/${name}.typ`, import.meta.url), 'utf8');
const TEMPLATES = { poster: read('poster'), card: read('card'), leaflet: read('leaflet'), screen: read('screen') };
/** Whose letters reach far above and below their line. */
const TALL: readonly PublicLanguage[] = ['my', 'km'];
const TYPES = { pdf: 'application/pdf', png: 'image/png', svg: 'image/svg+xml' } as const;

/** One material of a placement as a file. */
export async function getMaterial(
  { publicUrl, setTemplate }: MaterialContext,
  place: Place,
  asked: Asked,
  of: string,
): Promise<FileAnswer> {
  const bytes = await setTemplate(materialJob(publicUrl, [place], asked), of);
  return {
    contentType: TYPES[asked.format],
    name: `${place.code}-${asked.material}-${asked.language}.${asked.format}`,
    bytes,
  };
}

/** The material of each placement as a file of its own, in their order. */
export function setEach(
  { publicUrl, setSheets }: MaterialContext,
  places: readonly Place[],
  asked: Asked,
  of: string,
): Promise<Uint8Array[]> {
  return setSheets(materialJob(publicUrl, places, asked), of);
}

/** What is set for these placements, a sheet for each. */
export function materialJob(
  publicUrl: string,
  places: readonly Place[],
  { material, format, language }: Asked,
): TemplateJob {
  const { template, qr } = sizeOf(material);
  const { width, height, pixels } = measure(material);
  // Of a picture there is only one: it has both sides.
  const together = template === 'leaflet' && format !== 'pdf';
  return {
    template: TEMPLATES[template],
    title: material,
    language: LANGUAGE_TAGS[language].slice(0, 2),
    format,
    pixels: together ? pixels * 2 : pixels,
    sheets: places.map((place) => ({
      said: sayOf(place, language),
      plain: {
        width,
        height,
        together,
        tall: TALL.includes(language),
        qr: drawQr(linkOf(publicUrl, place.code).toUpperCase(), qr),
      },
    })),
    whole: places.map(({ name }) => name),
  };
}
