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
import type { AlertingContext } from './context.ts';
import { getAgencyChannels } from './queries/get-agency-channels.ts';
import { getChannelNews } from './queries/get-channel-news.ts';
import { getMyChannels } from './queries/get-my-channels.ts';

const { get, post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
const target = byId.extend({ targetId: z.uuid() });
const MINE = '/api/v1/me/channels';
const AGENCY = '/api/v1/agencies/:id';
/** The user role may not read addresses of browsers and groups, so these routes use the service role; the command checks ownership. */
const own = { permission: 'signed-in', runsAs: 'service' } as const;
const managed = { permission: 'alerting:manage', runsAs: 'service' } as const;

export function alertingRoutes(context: AlertingContext): Route<Actor>[] {
  return [...myRoutes(context), ...agencyRoutes(context)];
}

function myRoutes(context: AlertingContext): Route<Actor>[] {
  return [
    get({
      path: MINE,
      summary: 'My channels and settings, and my latest notifications',
      permission: 'signed-in',
      audit: { nothingPersonal: 'A person’s own settings and notifications.' },
      runsAs: 'service',
      answer: myChannelsSchema,
      run: ({ tx }, { actor }) => getMyChannels(context, tx, actor),
    }),
    get({
      path: `${MINE}/health`,
      summary: 'The health of each alert channel, and my unseen news',
      permission: 'signed-in',
      audit: { nothingPersonal: 'Times and codes of channels, and a person’s own notifications.' },
      runsAs: 'service',
      answer: channelNewsSchema,
      run: ({ tx }, { actor }) => getChannelNews(context, tx, actor),
    }),
    post({
      ...own,
      path: `${MINE}/settings`,
      summary: 'Change which channels I want, and my quiet hours',
      body: mySettingsSchema,
      run: (work, { actor, body }) => changeMySettings(context, work, actor, body),
    }),
    post({
      ...own,
      path: `${MINE}/browsers`,
      summary: 'Subscribe this browser to my alarms',
      body: subscribeSchema,
      run: (work, { actor, body }) => subscribeBrowser(context, work, actor, body),
    }),
    post({
      ...own,
      path: `${MINE}/browsers/:id/forget`,
      summary: 'Remove a browser from my alarms',
      params: byId,
      run: (work, { actor, params: { id } }) => forgetBrowser(context, work, actor, id),
    }),
    post({
      ...own,
      path: `${MINE}/test`,
      summary: 'Send a test to all my channels',
      answer: testedSchema,
      run: async (work, { actor }) => ({ alertId: await testMyChannels(context, work, actor) }),
    }),
    post({
      ...own,
      path: '/api/v1/me/notifications/seen',
      summary: 'Record that my screen showed these alarms',
      body: seenSchema,
      run: async (work, { actor, body }) => {
        await markSeen(context, work, actor, body);
      },
    }),
    post({
      ...own,
      path: '/api/v1/me/orders/acknowledge',
      summary: 'Acknowledge an order to my unit',
      body: acknowledgeOrderSchema,
      run: async (work, { actor, body }) => {
        await acknowledgeOrder(context, work, actor, body.alertId);
      },
    }),
  ];
}

function agencyRoutes(context: AlertingContext): Route<Actor>[] {
  const testRoute = (channel: 'line-group' | 'gateway', path: string): Route<Actor> =>
    post({
      ...managed,
      path,
      summary: `Send a test to a ${channel === 'gateway' ? 'gateway' : 'LINE group'}`,
      params: target,
      answer: testedSchema,
      run: async (work, { actor, params: { id: agencyId, targetId: id } }) => ({
        alertId: await testTarget(context, work, actor, { agencyId, id, channel }),
      }),
    });
  return [
    get({
      path: `${AGENCY}/channels`,
      summary: 'LINE groups and gateways of an agency',
      permission: 'alerting:manage',
      audit: { nothingPersonal: 'Groups and machines of an agency, no personal data.' },
      runsAs: 'service',
      params: byId,
      answer: agencyChannelsSchema,
      run: ({ tx }, { actor, params: { id } }) => {
        mustManage(context, actor, id);
        return getAgencyChannels(context, tx, id);
      },
    }),
    post({
      ...managed,
      path: `${AGENCY}/groups/code`,
      summary: 'Make a code that enrols a LINE group, once and for ten minutes',
      reauthentication: true,
      secret: true,
      params: byId,
      answer: groupCodeSchema,
      run: async (work, { actor, params: { id } }) => {
        const { code, expiresAt } = await makeGroupCode(context, work, actor, id);
        return { code, expiresAt: expiresAt.toISOString() };
      },
    }),
    testRoute('line-group', `${AGENCY}/groups/:targetId/test`),
    post({
      ...managed,
      path: `${AGENCY}/groups/:targetId/remove`,
      summary: 'Remove a LINE group',
      reauthentication: true,
      params: target,
      run: (work, { actor, params: { id: agencyId, targetId: id } }) =>
        removeGroup(context, work, actor, { agencyId, id }),
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
      run: (work, { actor, params: { id }, body }) => addGateway(context, work, actor, id, body),
    }),
    testRoute('gateway', `${AGENCY}/gateways/:targetId/test`),
    post({
      ...managed,
      path: `${AGENCY}/gateways/:targetId/remove`,
      summary: 'Remove a gateway',
      reauthentication: true,
      params: target,
      run: (work, { actor, params: { id: agencyId, targetId: id } }) =>
        removeGateway(context, work, actor, { agencyId, id }),
    }),
  ];
}
