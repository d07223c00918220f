import type { CSSProperties } from 'react';

/** A Flex component as far as drawing needs it; the simulator has checked it strictly before it comes here. */
export type FlexComponent = {
  type: string;
  layout?: 'horizontal' | 'vertical' | 'baseline';
  contents?: FlexComponent[];
  [property: string]: unknown;
};

type Part = FlexComponent | undefined;

const gaps: Record<string, number> = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const fonts: Record<string, number> = {
  xxs: 11,
  xs: 13,
  sm: 14,
  md: 16,
  lg: 19,
  xl: 22,
  xxl: 29,
  '3xl': 35,
  '4xl': 48,
  '5xl': 74,
};
const images: Record<string, number> = {
  xxs: 40,
  xs: 60,
  sm: 80,
  md: 100,
  lg: 120,
  xl: 140,
  xxl: 160,
  '3xl': 180,
  '4xl': 200,
  '5xl': 220,
};
const borders: Record<string, number> = { none: 0, light: 0.5, normal: 1, medium: 2, 'semi-bold': 3, bold: 4 };

const read = (table: Record<string, number>, value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const known = table[value];
  return known === undefined ? value : `${known}px`;
};

export const gapSize = (value: unknown) => read(gaps, value);
export const fontSize = (value: unknown) => read(fonts, value ?? 'md');
export const imageWidth = (value: unknown) => (value === 'full' ? '100%' : read(images, value ?? 'md'));
export const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Where a component stands in its parent: its share, its margin, its offsets. */
export function placeStyle(component: FlexComponent, parent: Part, isFirst: boolean): CSSProperties {
  const across = parent?.layout === 'horizontal' || parent?.layout === 'baseline';
  const margin = isFirst ? undefined : (gapSize(component.margin) ?? gapSize(parent?.spacing));
  return {
    ...shareStyle(component, across),
    [across ? 'marginInlineStart' : 'marginTop']: margin,
    position: component.position === 'absolute' ? 'absolute' : 'relative',
    top: gapSize(component.offsetTop),
    bottom: gapSize(component.offsetBottom),
    insetInlineStart: gapSize(component.offsetStart),
    insetInlineEnd: gapSize(component.offsetEnd),
  };
}

// In a row everything but icons and separators shares the width by default; in a column each is as high as it needs.
function shareStyle(component: FlexComponent, across: boolean): CSSProperties {
  const fixed = component.type === 'icon' || component.type === 'separator' || component.width !== undefined;
  const filler = component.type === 'filler' ? 1 : undefined;
  const share = component.flex ?? filler ?? (across && !fixed ? 1 : 0);
  if (typeof share !== 'number' || share === 0) return { flex: '0 0 auto', minWidth: 0 };
  return { flex: across ? `${share} 1 0` : `${share} 0 auto`, minWidth: 0 };
}

export function boxStyle(box: FlexComponent): CSSProperties {
  const background = box.background as Record<string, string> | undefined;
  const middle = background?.centerColor ? `${background.centerColor} ${background.centerPosition ?? '50%'}, ` : '';
  return {
    display: 'flex',
    flexDirection: box.layout === 'vertical' ? 'column' : 'row',
    alignItems: text(box.alignItems) ?? (box.layout === 'baseline' ? 'baseline' : 'stretch'),
    justifyContent: text(box.justifyContent),
    backgroundColor: text(box.backgroundColor),
    backgroundImage: background
      ? `linear-gradient(${background.angle}, ${background.startColor}, ${middle}${background.endColor})`
      : undefined,
    borderColor: text(box.borderColor),
    borderWidth: read(borders, box.borderWidth),
    borderStyle: box.borderWidth ? 'solid' : undefined,
    borderRadius: gapSize(box.cornerRadius),
    width: text(box.width),
    maxWidth: text(box.maxWidth),
    height: text(box.height),
    maxHeight: text(box.maxHeight),
    padding: gapSize(box.paddingAll),
    ...definedOnly({
      paddingTop: gapSize(box.paddingTop),
      paddingBottom: gapSize(box.paddingBottom),
      paddingInlineStart: gapSize(box.paddingStart),
      paddingInlineEnd: gapSize(box.paddingEnd),
    }),
    overflow: box.cornerRadius ? 'hidden' : undefined,
  };
}

export function letterStyle(component: FlexComponent): CSSProperties {
  return {
    ...definedOnly({ fontSize: component.size === undefined ? undefined : fontSize(component.size) }),
    color: text(component.color),
    fontWeight: component.weight === 'bold' ? 700 : undefined,
    fontStyle: component.style === 'italic' ? 'italic' : undefined,
    textDecoration: component.decoration === 'none' ? undefined : text(component.decoration),
  };
}

const gravity: Record<string, string> = { top: 'flex-start', center: 'center', bottom: 'flex-end' };
export const gravityOf = (component: FlexComponent) => gravity[String(component.gravity)];

const definedOnly = (style: CSSProperties): CSSProperties =>
  Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined));
