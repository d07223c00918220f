import { AppError } from '#platform/app-error';
import type { LineConfig } from './account.ts';
import { createLineClient, type LineClient } from './line-client.ts';
import { setUpMenus } from './menu/set-up-menus.ts';

/** One line of what was found or done. `wrong`: LINE will not work until somebody acts. */
export type Finding = {
  level: 'good' | 'changed' | 'warning' | 'wrong';
  key: FindingKey;
  params?: Record<string, string | number>;
};
export type FindingKey =
  | 'account'
  | 'webhook-right'
  | 'webhook-set'
  | 'webhook-differs'
  | 'webhook-not-https'
  | 'webhook-off'
  | 'webhook-answers'
  | 'webhook-silent'
  | 'read-by-itself'
  | 'quota-open'
  | 'quota'
  | 'quota-low'
  | 'menu-unchanged'
  | 'menu-missing'
  | 'menu-made'
  | 'staff-missing'
  | 'refused';

/** From this share of the month's quota on somebody should buy more: with an exhausted quota every push is refused. */
const QUOTA_LOW = 0.8;

/**
 * Sets up both accounts at LINE as far as LINE's API allows and returns what it found. With `check` nothing is changed.
 * Does not throw for errors of LINE; each is a finding.
 */
export async function setUpLine(
  config: LineConfig,
  request: { publicUrl: string; check: boolean },
): Promise<Finding[]> {
  const options = { ...request, isRealLine: config.apiBase.startsWith('https:') };
  const reporter = createLineClient(config);
  const found = await setUpAccount(reporter, 'webhook/line', options);
  if (found.some(({ key }) => key === 'refused')) return found;
  const menus = await attempt(async () =>
    (await setUpMenus(reporter, options)).map(({ menu, change }): Finding => {
      if (change === 'unchanged') return { level: 'good', key: 'menu-unchanged', params: { menu } };
      return change === 'missing'
        ? { level: 'wrong', key: 'menu-missing', params: { menu } }
        : { level: 'changed', key: 'menu-made', params: { menu } };
    }),
  );
  const staff = config.staff
    ? await setUpAccount(createLineClient({ ...config, ...config.staff }), 'webhook/line-staff', options)
    : [{ level: 'warning', key: 'staff-missing' } as const];
  return [...found, ...menus, ...staff];
}

type Options = { publicUrl: string; check: boolean; isRealLine: boolean };

async function setUpAccount(client: LineClient, path: string, options: Options): Promise<Finding[]> {
  return attempt(async () => {
    const { displayName, basicId, markAsReadMode } = await client.getBotInfo();
    return [
      { level: 'good', key: 'account', params: { name: displayName, id: basicId } },
      // The reporter would see "read" although nobody has read it.
      ...(markAsReadMode === 'auto' ? [{ level: 'warning', key: 'read-by-itself' } as const] : []),
      ...(await setUpWebhook(client, new URL(path, options.publicUrl).href, options)),
      ...(await checkQuota(client)),
    ];
  });
}

async function setUpWebhook(client: LineClient, wanted: string, { check, isRealLine }: Options): Promise<Finding[]> {
  if (!wanted.startsWith('https:')) {
    // A simulator on this machine knows the address by other means.
    return [{ level: isRealLine ? 'wrong' : 'warning', key: 'webhook-not-https', params: { wanted } }];
  }
  const found: Finding[] = [];
  const before = await readEndpoint(client);
  if (before.endpoint !== wanted) {
    if (check) return [{ level: 'wrong', key: 'webhook-differs', params: { wanted, is: before.endpoint || '-' } }];
    await client.setWebhookEndpoint(wanted);
    found.push({ level: 'changed', key: 'webhook-set', params: { wanted } });
  } else found.push({ level: 'good', key: 'webhook-right', params: { wanted } });
  const { active } = found[0]?.level === 'changed' ? await readEndpoint(client) : before;
  if (!active) return [...found, { level: 'wrong', key: 'webhook-off' }];
  const { success, statusCode = 0, reason = '' } = await client.testWebhookEndpoint();
  const answers: Finding = { level: 'good', key: 'webhook-answers' };
  return [
    ...found,
    success ? answers : { level: 'wrong', key: 'webhook-silent', params: { status: statusCode, reason } },
  ];
}

async function readEndpoint(client: LineClient): Promise<{ endpoint: string; active: boolean }> {
  const answer = await client.askWebhookEndpoint();
  if (answer.kind !== 'answer') throw new AppError('line/unreachable', { message: answer.reason });
  // 404: none was ever set.
  if (answer.status === 404) return { endpoint: '', active: false };
  if (answer.status !== 200) throw new AppError('line/refused', { message: `webhook endpoint: ${answer.status}` });
  return answer.body as { endpoint: string; active: boolean };
}

async function checkQuota(client: LineClient): Promise<Finding[]> {
  const { type, value = 0 } = await client.getQuota();
  if (type === 'none') return [{ level: 'good', key: 'quota-open' }];
  const { totalUsage } = await client.getQuotaConsumption();
  const isLow = totalUsage >= value * QUOTA_LOW;
  return [
    { level: isLow ? 'warning' : 'good', key: isLow ? 'quota-low' : 'quota', params: { used: totalUsage, of: value } },
  ];
}

async function attempt(findings: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await findings();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [{ level: 'wrong', key: 'refused', params: { what: error.message } }];
  }
}
