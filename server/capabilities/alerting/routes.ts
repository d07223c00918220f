import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  acknowledgeOrderSchema,
  addGatewaySchema,
  agencyChannelsSchema,
  channelNewsSchema,
  gatewayMadeSchema,
  groupCodeSchema,
  myChannelsSchema,
  mySettingsSchema,
  seenSchema,
  subscribeSchema,
  testedSchema,
} from '#contract/alerting';
import { type Route, routeTable } from '#platform/http/route';
import { acknowledgeOrder } from './commands/answer-order.ts';
import { changeMySettings, forgetBrowser, subscribeBrowser } from './commands/change-my-channels.ts';
import { addGateway, makeGroupCode, mustManage, removeGateway, removeGroup } from './commands/manage-targets.ts';
import { markSeen } from './commands/mark-seen.ts';
import { testMyChannels, testTarget } from './commands/test-channels.ts';
import type { AlertingParts } from './context.ts';
import { getAgencyChannels } from './queries/get-agency-channels.ts';
import { getChannelNews } from './queries/get-channel-news.ts';
import { getMyChannels } from './queries/get-my-channels.ts';

const { get, post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
const target = byId.extend({ targetId: z.uuid() });
const nothing = z.strictObject({}).optional();
const doneSchema = z.object({ done: z.literal(true) });
const done = { done: true } as const;
const MINE = '/api/v1/me/channels';
const AGENCY = '/api/v1/agencies/:id';
/** Addresses of browsers and groups are no desk's: these lines run as the house, and the command decides what is theirs. */
const own = { permission: 'signed-in', audit: 'by-the-command', runsAs: 'service' } as const;
const managed = { permission: 'alerting:manage', audit: 'by-the-command', runsAs: 'service' } as const;

export function alertingRoutes(parts: AlertingParts): Route<Actor>[] {
  return [...myRoutes(parts), ...agencyRoutes(parts)];
}

function myRoutes(parts: AlertingParts): Route<Actor>[] {
  return [
    get({
      path: MINE,
      summary: 'How I am reached, and how that went of late',
      permission: 'signed-in',
      audit: { nothingPersonal: 'What people are told about themselves.' },
      runsAs: 'service',
      answer: myChannelsSchema,
      run: ({ tx }, { actor }) => getMyChannels(parts, tx, actor),
    }),
    get({
      path: `${MINE}/health`,
      summary: 'Whether each way of alarming staff can be relied upon now, and my news that are about no incident',
      permission: 'signed-in',
      audit: { nothingPersonal: 'Times and codes of channels, and what people are told about themselves.' },
      runsAs: 'service',
      answer: channelNewsSchema,
      run: ({ tx }, { actor }) => getChannelNews(parts, tx, actor),
    }),
    post({
      ...own,
      path: `${MINE}/settings`,
      summary: 'Which channels I want, and when I sleep',
      body: mySettingsSchema,
      answer: doneSchema,
      run: async (work, { actor, body }) => {
        await changeMySettings(parts, work, actor, body);
        return done;
      },
    }),
    post({
      ...own,
      path: `${MINE}/browsers`,
      summary: 'This browser rings for me from now on',
      body: subscribeSchema,
      answer: doneSchema,
      run: async (work, { actor, body }) => {
        await subscribeBrowser(parts, work, actor, body);
        return done;
      },
    }),
    post({
      ...own,
      path: `${MINE}/browsers/:id/forget`,
      summary: 'This browser rings for me no longer',
      params: byId,
      body: nothing,
      answer: doneSchema,
      run: async (work, { actor, params: { id } }) => {
        await forgetBrowser(parts, work, actor, id);
        return done;
      },
    }),
    post({
      ...own,
      path: `${MINE}/test`,
      summary: 'Ring me everywhere, as a test',
      body: nothing,
      answer: testedSchema,
      run: async (work, { actor }) => ({ alertId: await testMyChannels(parts, work, actor) }),
    }),
    post({
      ...own,
      path: '/api/v1/me/notifications/seen',
      summary: 'My screen showed these alarms',
      body: seenSchema,
      answer: doneSchema,
      run: async (work, { actor, body }) => {
        await markSeen(parts, work, actor, body);
        return done;
      },
    }),
    post({
      ...own,
      path: '/api/v1/me/orders/acknowledge',
      summary: 'I have this order to my unit',
      body: acknowledgeOrderSchema,
      answer: doneSchema,
      run: async (work, { actor, body }) => {
        await acknowledgeOrder(parts, work, actor, body.alertId);
        return done;
      },
    }),
  ];
}

function agencyRoutes(parts: AlertingParts): Route<Actor>[] {
  const testLine = (channel: 'line-group' | 'gateway', path: string): Route<Actor> =>
    post({
      ...managed,
      path,
      summary: `Send a test to a ${channel === 'gateway' ? 'gateway' : 'LINE group'}`,
      params: target,
      body: nothing,
      answer: testedSchema,
      run: async (work, { actor, params: { id: agencyId, targetId: id } }) => ({
        alertId: await testTarget(parts, work, actor, { agencyId, id, channel }),
      }),
    });
  return [
    get({
      path: `${AGENCY}/channels`,
      summary: 'LINE groups and gateways of an agency',
      permission: 'alerting:manage',
      audit: { nothingPersonal: 'Groups and machines of an office, nobody’s words.' },
      runsAs: 'service',
      params: byId,
      answer: agencyChannelsSchema,
      run: ({ tx }, { actor, params: { id } }) => {
        mustManage(parts, actor, id);
        return getAgencyChannels(parts, tx, id);
      },
    }),
    post({
      ...managed,
      path: `${AGENCY}/groups/code`,
      summary: 'A code that enrols a LINE group, once and for ten minutes',
      reauthentication: true,
      secret: true,
      params: byId,
      body: nothing,
      answer: groupCodeSchema,
      run: async (work, { actor, params: { id } }) => {
        const { code, expiresAt } = await makeGroupCode(parts, work, actor, id);
        return { code, expiresAt: expiresAt.toISOString() };
      },
    }),
    testLine('line-group', `${AGENCY}/groups/:targetId/test`),
    post({
      ...managed,
      path: `${AGENCY}/groups/:targetId/remove`,
      summary: 'Tell a LINE group nothing more',
      reauthentication: true,
      params: target,
      body: nothing,
      answer: doneSchema,
      run: async (work, { actor, params: { id: agencyId, targetId: id } }) => {
        await removeGroup(parts, work, actor, { agencyId, id });
        return done;
      },
    }),
    post({
      ...managed,
      path: `${AGENCY}/gateways`,
      summary: 'Set up a gateway to SMS or radio; its secret is shown once',
      reauthentication: true,
      secret: true,
      params: byId,
      body: addGatewaySchema,
      answer: gatewayMadeSchema,
      run: (work, { actor, params: { id }, body }) => addGateway(parts, work, actor, id, body),
    }),
    testLine('gateway', `${AGENCY}/gateways/:targetId/test`),
    post({
      ...managed,
      path: `${AGENCY}/gateways/:targetId/remove`,
      summary: 'Call a gateway no longer',
      reauthentication: true,
      params: target,
      body: nothing,
      answer: doneSchema,
      run: async (work, { actor, params: { id: agencyId, targetId: id } }) => {
        await removeGateway(parts, work, actor, { agencyId, id });
        return done;
      },
    }),
  ];
}
