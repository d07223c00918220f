import { queryOptions } from '@tanstack/react-query';
import {
  type AgencyChannels,
  agencyChannelsSchema,
  type ChannelNews,
  channelNewsSchema,
  type GatewayCalled,
  gatewayMadeSchema,
  groupCodeSchema,
  type MyChannels,
  type MySettings,
  myChannelsSchema,
} from '#contract/alerting';
import { getJson, postJson } from '../../api/request.ts';
import { CHANNELS_KEY } from './mark-seen.ts';

const MINE = '/api/v1/me/channels';

export const myChannelsQuery = queryOptions({
  queryKey: [...CHANNELS_KEY, 'mine'],
  queryFn: async ({ signal }): Promise<MyChannels> => myChannelsSchema.parse(await getJson(MINE, signal)),
});

/** So that the console shows within a minute that LINE fails. */
const POLL_INTERVAL_MS = 60_000;
export const channelNewsQuery = queryOptions({
  queryKey: [...CHANNELS_KEY, 'news'],
  queryFn: async ({ signal }): Promise<ChannelNews> => channelNewsSchema.parse(await getJson(`${MINE}/health`, signal)),
  refetchInterval: POLL_INTERVAL_MS,
});

export async function saveMySettings(settings: MySettings): Promise<void> {
  await postJson(`${MINE}/settings`, settings);
}
export async function forgetBrowser(id: string): Promise<void> {
  await postJson(`${MINE}/browsers/${id}/forget`, {});
}
export async function testMyChannels(): Promise<void> {
  await postJson(`${MINE}/test`, {});
}

const agency = (id: string) => `/api/v1/agencies/${id}`;
export const agencyChannelsQuery = (agencyId: string) =>
  queryOptions({
    queryKey: [...CHANNELS_KEY, 'agency', agencyId],
    queryFn: async ({ signal }): Promise<AgencyChannels> =>
      agencyChannelsSchema.parse(await getJson(`${agency(agencyId)}/channels`, signal)),
  });
export async function makeGroupCode(agencyId: string) {
  return groupCodeSchema.parse(await postJson(`${agency(agencyId)}/groups/code`, {}));
}
export type NewGateway = { name: string; url: string; called: GatewayCalled };
export async function addGateway(agencyId: string, gateway: NewGateway) {
  return gatewayMadeSchema.parse(await postJson(`${agency(agencyId)}/gateways`, gateway));
}
export type TargetKind = 'groups' | 'gateways';
export async function testTarget(agencyId: string, kind: TargetKind, id: string): Promise<void> {
  await postJson(`${agency(agencyId)}/${kind}/${id}/test`, {});
}
export async function removeTarget(agencyId: string, kind: TargetKind, id: string): Promise<void> {
  await postJson(`${agency(agencyId)}/${kind}/${id}/remove`, {});
}
