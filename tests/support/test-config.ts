import type { Config } from '../../server/config.ts';

/** One for all: the logins' passwords come from it, and logins belong to the whole database server that tests share. */
export const AUTH_SECRET = 'secret-of-the-tests-0123456789abcdef';

/** The real app's configuration with this test's own addresses. */
export function testConfig(own: Partial<Config> & Pick<Config, 'databaseUrl' | 'dataDir'>): Config {
  return {
    mode: 'demonstration',
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1:3000',
    authSecret: AUTH_SECRET,
    line: {
      channelSecret: 'secret-of-this-test',
      channelAccessToken: 'token-of-this-test',
      apiBase: 'http://127.0.0.1:9',
      dataApiBase: 'http://127.0.0.1:9',
    },
    mapStyleUrl: null,
    trustProxy: false,
    // Tests ask again and again instead of waiting; those of the limits set their own.
    limitFactor: 1000,
    logLevel: 'silent',
    ...own,
  };
}
