import { z } from 'zod';

// RFC 3986 characters only: LINE wants percent-encoded UTF-8, so raw Thai in a link is refused.
const host = String.raw`[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?`;
const pathChar = String.raw`(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})`;
const tail = String.raw`(?:/${pathChar}*)*(?:\?(?:${pathChar}|[/?])*)?(?:#(?:${pathChar}|[/?])*)?`;
const webUri = new RegExp(`^(?:https?|line)://${host}${tail}$`, 'i');
const httpsUri = new RegExp(`^https://${host}${tail}$`, 'i');
const telUri = /^tel:\+?[0-9*][0-9*().-]*$/i;
const schemes = /^(https?|line|tel):/i;

/** A link a tap may open: http, https, line or tel, at most 1000 characters. */
export const linkUri = z
  .string()
  .min(1, 'May not be empty')
  .max(1000, 'Length must be between 1 and 1000')
  .superRefine((uri, context) => {
    if (!schemes.test(uri)) context.addIssue({ code: 'custom', message: 'invalid uri scheme' });
    else if (!webUri.test(uri) && !telUri.test(uri)) context.addIssue({ code: 'custom', message: 'invalid uri' });
  });

/** An address LINE's servers fetch an image, video or sound from: https, at most 2000 characters. */
export const mediaUri = z
  .string()
  .min(1, 'May not be empty')
  .max(2000, 'Length must be between 1 and 2000')
  .superRefine((uri, context) => {
    if (!/^https:/i.test(uri)) context.addIssue({ code: 'custom', message: 'invalid uri scheme' });
    else if (!httpsUri.test(uri)) context.addIssue({ code: 'custom', message: 'invalid uri' });
  });
