import type { FastifyInstance, FastifyReply } from 'fastify';
import { newRequestId } from '../ids.ts';
import type { World } from '../world.ts';
import type { Login } from './login.ts';

/** LINE's OAuth paths. Forms in, JSON out; errors in OAuth's shape, not the Messaging API's. */
export function registerLogin(app: FastifyInstance, world: World, login: Login): void {
  void app.register(async (oauth) => {
    oauth.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    oauth.addHook('onRequest', async (_request, reply) => {
      reply.header('x-line-request-id', newRequestId());
    });

    oauth.post('/oauth2/v2.1/verify', (request, reply) => {
      const result = login.verify((request.body ?? {}) as Record<string, string>);
      return 'claims' in result ? reply.send(result.claims) : refuse(reply, 400, 'invalid_request', result.refused);
    });
    oauth.get('/oauth2/v2.1/certs', (_request, reply) => reply.send(login.listKeys()));

    oauth.post('/oauth2/v3/token', (request, reply) => {
      const form = (request.body ?? {}) as Record<string, string | undefined>;
      if (form.grant_type !== 'client_credentials')
        return refuse(reply, 400, 'unsupported_grant_type', 'grant_type must be client_credentials');
      const channel = [...world.state.channels.values()].find((one) => one.channelId === form.client_id);
      if (!channel || channel.channelSecret !== form.client_secret)
        return refuse(reply, 400, 'invalid_client', 'invalid client_id or client_secret');
      return reply.send(login.issueStatelessToken(channel));
    });

    oauth.get('/oauth2/v2.1/verify', (request, reply) => {
      const { access_token = '' } = request.query as { access_token?: string };
      for (const channel of world.state.channels.values()) {
        const endsAt = channel.issuedTokens.get(access_token);
        const left = endsAt === undefined ? 0 : Math.floor((endsAt - world.clock.now()) / 1000);
        if (left > 0) return reply.send({ client_id: channel.channelId, expires_in: left, scope: 'profile' });
      }
      return refuse(reply, 400, 'invalid_request', 'access token expired');
    });
  });
}

function refuse(reply: FastifyReply, status: number, error: string, error_description: string) {
  return reply.status(status).send({ error, error_description });
}
