import { z } from 'zod';

const gaps = ['none', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl'];
const scale = ['xxs', 'xs', 'sm', 'md', 'lg', 'xl', 'xxl', '3xl', '4xl', '5xl'];
const px = String.raw`\d+(?:\.\d+)?px`;
const percent = String.raw`\d+(?:\.\d+)?%`;

function measure(names: string[], ...numbers: string[]) {
  return z.string().regex(new RegExp(`^(?:${[...names, ...numbers].join('|')})$`), 'invalid property');
}

/** Flex gives lengths as names, pixels or per cent; which of them depends on the property. */
export const gap = measure(gaps, px).optional();
export const padding = measure(gaps, px, percent).optional();
export const offset = measure(gaps, `-?${px}`, `-?${percent}`).optional();
export const cornerRadius = measure(gaps, px).optional();
export const borderWidth = measure(['none', 'light', 'normal', 'medium', 'semi-bold', 'bold'], px).optional();
export const boxLength = measure([], px, percent).optional();
export const textSize = measure(scale, px).optional();
export const iconSize = measure(scale, px, percent).optional();
export const imageSize = measure([...scale, 'full'], px, percent).optional();
export const pixels = measure([], px).optional();
export const flexColor = z
  .string()
  .regex(/^#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/, 'invalid property')
  .optional();

/** Width and height from 1 to 100000; an image may not be more than three times as high as it is wide. */
export const imageRatio = ratio(3);
export const anyRatio = ratio(100_000);

function ratio(tallest: number) {
  return z
    .string()
    .refine((text) => {
      const match = /^(\d{1,6}):(\d{1,6})$/.exec(text);
      const [width, height] = [Number(match?.[1]), Number(match?.[2])];
      return width >= 1 && height >= 1 && width <= 100_000 && height <= Math.min(100_000, width * tallest);
    }, 'invalid property')
    .optional();
}
