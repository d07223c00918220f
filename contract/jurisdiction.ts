import { z } from 'zod';

/** A place as Thais say it: ตำบล/แขวง, อำเภอ/เขต, จังหวัด. `approximate`: found from outlines we computed. */
export const placeInWordsSchema = z.object({
  subdistrictTh: z.string(),
  subdistrictEn: z.string(),
  districtTh: z.string(),
  districtEn: z.string(),
  provinceTh: z.string(),
  provinceEn: z.string(),
  subdistrictCode: z.string(),
  districtCode: z.string(),
  provinceCode: z.string(),
  precision: z.enum(['exact', 'approximate']),
});
export type PlaceInWords = z.infer<typeof placeInWordsSchema>;
