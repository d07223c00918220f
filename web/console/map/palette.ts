/** MapLibre takes values, not CSS variables; they follow `ui/styles/tokens.css`. */
export type Palette = {
  sea: string;
  land: string;
  abroad: string;
  district: string;
  province: string;
  country: string;
  text: string;
  halo: string;
  /** Our own office. */
  home: string;
};

export const PALETTES: Record<'dark' | 'light', Palette> = {
  dark: {
    sea: '#0c1218',
    land: '#161e27',
    abroad: '#10161d',
    district: '#26313d',
    province: '#41505f',
    country: '#5d7186',
    text: '#93a4b5',
    halo: '#0f151c',
    home: '#7dbbff',
  },
  light: {
    sea: '#d5e3ee',
    land: '#fbfbf8',
    abroad: '#e9ebec',
    district: '#dadfe4',
    province: '#a4b0bb',
    country: '#66788a',
    text: '#46545f',
    halo: '#ffffff',
    home: '#0b5fae',
  },
};
