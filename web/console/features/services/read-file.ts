import { LARGEST_IMPORT } from '#contract/services';
import type { ServiceFile } from './services-data.ts';

export type ChosenFile = { name: string; file: Omit<ServiceFile, 'isPreview'> } | { name: string; tooLarge: true };

/** A text in UTF-8, or as Excel in Thai saves it. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-874').decode(bytes);
  }
}

/** What was chosen, as it is sent; JSON is recognised by its name or its first character. */
export async function readChosenFile(chosen: File): Promise<ChosenFile> {
  const text = decodeText(new Uint8Array(await chosen.arrayBuffer()));
  if (text.length > LARGEST_IMPORT) return { name: chosen.name, tooLarge: true };
  const isJson = /\.json$/i.test(chosen.name) || /^\s*[[{]/.test(text);
  return { name: chosen.name, file: { format: isJson ? 'hsds' : 'csv', text } };
}
