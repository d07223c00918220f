import { expect, test } from 'vitest';
import { createLineClient } from '../../server/channels/line/line-client.ts';
import { createAccountNaming } from '../../server/channels/line/name-account.ts';
import { createLog } from '../../server/platform/log.ts';
import { setUpPlatform } from '../../simulator/test-platform.ts';

const CHANNEL = '2000000007';
const platform = setUpPlatform({}, { loginChannel: { id: CHANNEL, secret: 'login-secret' } });
const nok = () => platform.simulator.phone('Nok').person;
const token = (given = {}) => platform.simulator.login.issueIdToken(nok(), given);
const naming = (liffId: string | undefined = `${CHANNEL}-AbcdEfgh`, apiBase = platform.simulator.url) => {
  const given = { apiBase, dataApiBase: apiBase, channelAccessToken: 'none', answerWithinMs: 2000 };
  return createAccountNaming(createLineClient(given), liffId, createLog('silent'));
};

test('LINE names the account behind a token of our app', async () => {
  expect(await naming()(token())).toBe(nok().userId);
  expect(await naming()(token({ algorithm: 'HS256' }))).toBe(nok().userId);
});

test('nobody is named by a token that is forged, over, of another app or of another issuer, or by anything else', async () => {
  const good = token();
  const [head = '', body = '', signature = ''] = good.split('.');
  const claims = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), sub: 'U00000000000000000000000000000001' };
  const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  const wrong = [forged, token({ clientId: '2000000008' }), token({ issuer: 'https://x.example' })];
  for (const one of [...wrong, '', 'a.b.c', '.'.repeat(40), good.slice(0, -3)]) {
    expect(await naming()(one), one).toBeUndefined();
  }
  platform.clock.advance(3_600_001);
  expect(await naming()(good)).toBeUndefined();
});

test('without a LIFF app, or where LINE does not answer, nobody is named and nothing fails', async () => {
  expect(await naming('')(token())).toBeUndefined();
  expect(await naming(undefined, 'http://127.0.0.1:9')(token())).toBeUndefined();
});
