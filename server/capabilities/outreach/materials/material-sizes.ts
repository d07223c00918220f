import { z } from 'zod';
import { MATERIALS, type Material, materialSchema } from '#contract/materials';
import known from '../../../../database/reference-data/material-sizes.json' with { type: 'json' };

export const TEMPLATE_NAMES = ['poster', 'card', 'leaflet', 'screen'] as const;
export type MaterialSize = {
  template: (typeof TEMPLATE_NAMES)[number];
  width: number;
  height: number;
  unit: 'mm' | 'px';
  /** How much of the code may be covered: paper is torn and dirty, a screen is not. */
  qr: 'M' | 'H';
};

const sizesSchema = z.object({
  materials: z.array(
    z.object({
      name: materialSchema,
      template: z.enum(TEMPLATE_NAMES),
      width: z.number().positive(),
      height: z.number().positive(),
      unit: z.enum(['mm', 'px']),
      qr: z.enum(['M', 'H']),
    }),
  ),
});
const sizes = new Map(sizesSchema.parse(known).materials.map(({ name, ...size }) => [name, size]));
const missing = MATERIALS.filter((name) => !sizes.has(name));
if (missing.length > 0) throw new Error(`material-sizes.json has no size of ${missing.join(', ')}`);

/** The size of a material; they are data, because each chain of shops has screens of its own. */
export function sizeOf(material: Material): MaterialSize {
  const size = sizes.get(material);
  if (!size) throw new Error(`no size of ${material}`);
  return size;
}
