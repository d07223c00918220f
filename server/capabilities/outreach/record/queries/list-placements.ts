import type { Actor } from '#capabilities/access';
import { branchesWith } from '#capabilities/jurisdiction';
import { formatPlaceInThai } from '#contract/jurisdiction';
import type { Placement, PlacementClusters, PlacementList } from '#contract/outreach';
import { readPlacementCode } from '#contract/placement-code';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { OutreachContext } from '../../context.ts';
import type { StoredPlacement } from '../placement.ts';
import { listCampaignRows } from '../store/campaign-rows.ts';
import { type Bounds, listClusterRows } from '../store/cluster-rows.ts';
import { countByCode, NO_COUNTS } from '../store/count-rows.ts';
import { findNewestPhotos } from '../store/photo-rows.ts';
import {
  countPlacementRows,
  findPlacementRow,
  listPlacementRows,
  type PlacementFilter,
} from '../store/placement-rows.ts';
import { isMine, ownerOf } from './list-campaigns.ts';

/** Placements of the actor's branches, in the order of their codes: the next page begins after the last code. */
export async function listPlacements(
  context: OutreachContext,
  connection: Connection,
  actor: Actor,
  { limit, after, ...filter }: PlacementFilter & { limit: number; after?: string | undefined },
): Promise<PlacementList> {
  const found = await listPlacementRows(connection, filter, { limit, after });
  const total = await countPlacementRows(connection, filter);
  return { placements: await showPlacements(context, connection, actor, found), total };
}

/** One placement, by its code as it is read or typed. @throws AppError `outreach/placement-not-found` */
export async function getPlacement(
  context: OutreachContext,
  connection: Connection,
  actor: Actor,
  typed: string,
): Promise<Placement> {
  const code = readPlacementCode(typed);
  const found = code === undefined ? undefined : await findPlacementRow(connection, code);
  const [shown] = await showPlacements(context, connection, actor, found ? [found] : []);
  // Another partner's placement is not there.
  if (!shown) throw new AppError('outreach/placement-not-found');
  return shown;
}

/** The newest photo of a sign where it hangs, if that is still this one. @throws AppError `outreach/placement-not-found`, `outreach/photo-not-found` */
export async function getPlacementPhoto(
  context: OutreachContext,
  connection: Connection,
  actor: Actor,
  typed: string,
  photoId: string,
): Promise<FileAnswer> {
  const { code } = await getPlacement(context, connection, actor, typed);
  const photo = (await findNewestPhotos(connection, [code])).get(code);
  const file = photo?.id === photoId && (await context.attachments.find(connection, photo.attachmentId));
  if (!file) throw new AppError('outreach/photo-not-found');
  return { ...file, name: `${code}.jpg` };
}

/** Placements as marks on a map: those that lie close together at this zoom are one. */
export async function listClusters(
  connection: Connection,
  { zoom, ...filter }: PlacementFilter & { bounds: Bounds; zoom: number },
): Promise<PlacementClusters> {
  const clusters = await listClusterRows(connection, filter, zoom);
  return {
    clusters: clusters.map(({ lat, lng, n, code, name }) => ({
      ...{ position: { lat, lng }, n },
      ...(n === 1 ? { code, name } : { code: null, name: null }),
    })),
    total: clusters.reduce((sum, { n }) => sum + n, 0),
  };
}

async function showPlacements(
  context: OutreachContext,
  connection: Connection,
  actor: Actor,
  placements: readonly StoredPlacement[],
): Promise<Placement[]> {
  if (placements.length === 0) return [];
  const names = new Map((await listCampaignRows(connection)).map(({ id, name }) => [id, name]));
  const codes = placements.map(({ code }) => code);
  const counts = await countByCode(connection, codes);
  const photos = await findNewestPhotos(connection, codes);
  const { jurisdiction } = context;
  const mayEdit = branchesWith(jurisdiction, actor, 'outreach:edit');
  const mayCheck = branchesWith(jurisdiction, actor, 'outreach:check');
  return placements.map(({ agencyId, subdistrictCode: _, ...placement }) => ({
    ...placement,
    campaign: names.get(placement.campaignId) ?? '–',
    owner: ownerOf(context, agencyId),
    placeTh: placement.position && formatPlaceInThai(jurisdiction.describePlace(placement.position)),
    counts: counts.get(placement.code) ?? NO_COUNTS,
    photo: photoOf(photos.get(placement.code)),
    mayChange: isMine(context, mayEdit, agencyId),
    mayCheck: isMine(context, mayCheck, agencyId),
  }));
}

const photoOf = (photo: { id: string; addedAt: Date } | undefined) =>
  photo ? { id: photo.id, addedAt: photo.addedAt.toISOString() } : null;
