import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  mapCellsSchema,
  mapQualitySchema,
  mapScanSchema,
  nearRepeatsSchema,
  type ShownCell,
} from '#contract/province-map';
import { getJson } from '../../../api/request.ts';
import type { PatchPattern } from '../../../map/patch.ts';

/** Made once a week: what is on the screen is not asked for again while it stays there. */
function useProvince<Schema extends z.ZodType>(what: string, schema: Schema, province: string) {
  return useQuery({
    queryKey: ['province-map', what, province],
    queryFn: async ({ signal }) => schema.parse(await getJson(`/api/v1/insight/${what}?province=${province}`, signal)),
    enabled: province !== '',
    staleTime: 600_000,
  });
}

export const useMapCells = (province: string) => useProvince('cells', mapCellsSchema, province);
export const useNearRepeats = (province: string) => useProvince('near-repeat', nearRepeatsSchema, province);
export const useMapScan = (province: string) => useProvince('scan', mapScanSchema, province);
export const useMapQuality = (province: string) => useProvince('quality', mapQualitySchema, province);

/** How a cell is drawn, in the map, its legend and its table. */
export function patternOf({ isHot, change }: Pick<ShownCell, 'isHot' | 'change'>): PatchPattern {
  if (change === 'persistent') return 'full';
  if (change === 'emerging') return 'stripes';
  if (change === 'intermittent') return 'dots';
  if (change === 'former') return 'lines';
  return isHot ? 'light' : 'faint';
}
