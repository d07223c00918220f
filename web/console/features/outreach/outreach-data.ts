import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import {
  type CampaignFacts,
  campaignListSchema,
  coverageSchema,
  type EventFacts,
  funnelSchema,
  outreachEventListSchema,
  type PlacementFacts,
  type PlacementKind,
  type PlacementStatus,
  placementClusterSchema,
  placementImportSchema,
  placementListSchema,
  placementSchema,
} from '#contract/outreach';
import { getJson, postFile, postJson } from '../../api/request.ts';
import { shrinkPhoto } from '../../outbox/shrink-photo.ts';
import { splitFile } from './split-file.ts';

const KEY = ['outreach'] as const;
export const MOST_FOUND = 50;

export function useCampaigns() {
  return useQuery({
    queryKey: [...KEY, 'campaigns'],
    queryFn: async ({ signal }) => campaignListSchema.parse(await getJson('/api/v1/campaigns', signal)),
  });
}

export function useFunnel(of: { campaign: string } | { code: string }, enabled = true) {
  const path = 'code' in of ? `placements/${of.code}` : `campaigns/${of.campaign}`;
  return useQuery({
    queryKey: [...KEY, 'funnel', path],
    queryFn: async ({ signal }) => funnelSchema.parse(await getJson(`/api/v1/${path}/funnel`, signal)),
    enabled,
  });
}

export function usePlacements({ text, campaign }: { text: string; campaign: string }) {
  return useQuery({
    queryKey: [...KEY, 'placements', text, campaign],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ text, limit: String(MOST_FOUND), ...(campaign && { campaign }) });
      return placementListSchema.parse(await getJson(`/api/v1/placements?${query}`, signal));
    },
    placeholderData: keepPreviousData,
    enabled: text !== '',
  });
}

export type MapPart = { south: number; west: number; north: number; east: number; zoom: number };
export function useClusters({ south, west, north, east, zoom }: MapPart, campaign: string) {
  const bounds = [south, west, north, east].map((degrees) => degrees.toFixed(4)).join(',');
  return useQuery({
    queryKey: [...KEY, 'map', bounds, zoom, campaign],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ bounds, zoom: String(zoom), ...(campaign && { campaign }) });
      return placementClusterSchema.parse(await getJson(`/api/v1/placement-map?${query}`, signal));
    },
    placeholderData: keepPreviousData,
  });
}

export function usePlacement(code: string) {
  return useQuery({
    queryKey: [...KEY, 'placement', code],
    queryFn: async ({ signal }) => placementSchema.parse(await getJson(`/api/v1/placements/${code}`, signal)),
  });
}

export function useCoverage(province: string | null) {
  return useQuery({
    queryKey: [...KEY, 'coverage', province],
    queryFn: async ({ signal }) => {
      const query = province === null ? '' : `?province=${province}`;
      return coverageSchema.parse(await getJson(`/api/v1/outreach-coverage${query}`, signal));
    },
    placeholderData: keepPreviousData,
  });
}

/** Everything is read again, also after a refusal: somebody may have been faster. */
function useSending<Sent, Answer>(send: (sent: Sent) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => client.invalidateQueries({ queryKey: KEY }) });
}

export function useCheckPlacement(code: string) {
  return useSending((status: PlacementStatus) =>
    postJson(`/api/v1/placements/${code}/checked`, { status }, crypto.randomUUID()),
  );
}

/** Made smaller on the device; whatever it is sent as, the server takes out what the camera added. */
export function useAddPhoto(code: string) {
  return useSending(async ({ file, key }: { file: File; key: string }) =>
    postFile(`/api/v1/placements/${code}/photos`, await shrinkPhoto(file).catch(() => file), key),
  );
}

/** Saves a changed thing, or a new one. The answer to a new one says what it is called by. */
const idAnswer = z.object({ id: z.uuid() });
const codeAnswer = z.object({ code: z.string() });
type Known = { id: string; version: number };

export function useSaveCampaign(known: Known | undefined) {
  return useSending(async (facts: CampaignFacts) => {
    const { agencyId: _, ...changed } = facts;
    if (known)
      await postJson(`/api/v1/campaigns/${known.id}`, { ...changed, basedOn: known.version }, crypto.randomUUID());
    else idAnswer.parse(await postJson('/api/v1/campaigns', facts, crypto.randomUUID()));
  });
}

/** @returns the code of the placement */
export function useSavePlacement(campaignId: string | undefined, known: { code: string; version: number } | undefined) {
  return useSending(async (facts: PlacementFacts): Promise<string> => {
    if (!known) {
      const body = { ...facts, campaignId };
      return codeAnswer.parse(await postJson('/api/v1/placements', body, crypto.randomUUID())).code;
    }
    await postJson(`/api/v1/placements/${known.code}`, { ...facts, basedOn: known.version }, crypto.randomUUID());
    return known.code;
  });
}

export function useEvents() {
  return useQuery({
    queryKey: [...KEY, 'events'],
    queryFn: async ({ signal }) => outreachEventListSchema.parse(await getJson('/api/v1/outreach-events', signal)),
  });
}

export function useSaveEvent(known: Known | undefined) {
  return useSending(async ({ campaignId, ...facts }: EventFacts & { campaignId: string }) => {
    if (known)
      await postJson(`/api/v1/outreach-events/${known.id}`, { ...facts, basedOn: known.version }, crypto.randomUUID());
    else idAnswer.parse(await postJson('/api/v1/outreach-events', { ...facts, campaignId }, crypto.randomUUID()));
  });
}

export type ImportFile = { file: File; campaignId: string; kind: PlacementKind };

/** Sends a file part by part and has it checked; `onSent` says how much of it has arrived. */
export function useReadImport(onSent: (share: number) => void) {
  return useMutation({
    mutationFn: async ({ file, campaignId, kind }: ImportFile) => {
      const begun = { campaignId, fileName: file.name, kind };
      const answer = await postJson('/api/v1/placement-imports', begun, crypto.randomUUID());
      const { id } = z.object({ id: z.uuid() }).parse(answer);
      let part = 0;
      for await (const { text, share } of splitFile(file)) {
        part += 1;
        await postJson(`/api/v1/placement-imports/${id}/parts`, { part, text });
        onSent(share);
      }
      await postJson(`/api/v1/placement-imports/${id}/check`, {});
      return placementImportSchema.parse(await getJson(`/api/v1/placement-imports/${id}`));
    },
  });
}

export function useCommitImport() {
  return useSending(async ({ id, leaveOut }: { id: string; leaveOut: number }) =>
    z
      .object({ added: z.int(), changed: z.int() })
      .parse(await postJson(`/api/v1/placement-imports/${id}/commit`, { leaveOut }, crypto.randomUUID())),
  );
}
