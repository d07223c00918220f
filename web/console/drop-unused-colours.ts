import type { Plugin } from 'vite';

/** Mantine defines 14 palettes of ten shades as variables, twice; these no component and no style sheet of ours uses. */
export const UNUSED_COLOURS = ['pink', 'grape', 'violet', 'indigo', 'cyan', 'teal', 'lime', 'yellow', 'orange'];

const VARIABLE = new RegExp(`--mantine-color-(?:${UNUSED_COLOURS.join('|')})-[\\w-]+:[^;}]*;?`, 'g');

/** Removes their variables from Mantine's style sheet: a third of the styles of the first load. */
export function dropUnusedColours(): Plugin {
  return {
    name: 'drop-unused-colours',
    enforce: 'pre',
    transform: {
      filter: { id: /default-css-variables\.layer\.css/ },
      handler: (css) => ({ code: css.replace(VARIABLE, ''), map: null }),
    },
  };
}
