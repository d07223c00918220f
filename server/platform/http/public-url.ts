import { z } from 'zod';

/** Where people and LINE find us: an origin, because addresses are made by putting a path behind it. */
export const publicUrl = z
  .url({ protocol: /^https?$/ })
  .refine((text) => isOrigin(text), 'must end with the name or the port: what comes after it we add')
  .transform((text) => new URL(text).origin);

function isOrigin(text: string): boolean {
  const { pathname, search, hash, username, password } = new URL(text);
  return pathname === '/' && `${search}${hash}${username}${password}` === '';
}
