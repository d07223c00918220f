/** The part of the package that we use; it has no types of its own. */
declare module 'subset-font' {
  type Options = { targetFormat: 'woff2'; keepFeatures: string[]; noHinting: boolean };
  export default function subset(font: Buffer, characters: string, options: Options): Promise<Buffer>;
}
