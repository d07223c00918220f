import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Login } from '../login/login.ts';
import type { World } from '../world.ts';
import { registerGroups } from './group-routes.ts';
import { registerLive } from './live-routes.ts';
import { registerPhones } from './phone-routes.ts';
import { registerSwitches } from './switch-routes.ts';

/** The page shows what any bot sends, so no inline script may run in it; pictures come from any address the bot names. */
const PAGE_POLICY = [
  "default-src 'none'",
  ...["script-src 'self'", "style-src 'self'", "font-src 'self'", "connect-src 'self'", "worker-src 'self' blob:"],
  ...["img-src 'self' blob: data: https: http:", "media-src 'self' blob:", "base-uri 'none'", "form-action 'self'"],
  "frame-ancestors 'none'",
].join('; ');

/** Everything under /simulator/ (for the page, Playwright and benches) and the page itself under /. */
export function registerControl(
  app: FastifyInstance,
  world: World,
  login: Login,
  pageFolder: string | undefined,
): void {
  void app.register(
    async (control) => {
      control.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
        const isOurs = error.message.startsWith('simulator/') || error.name === 'ZodError';
        const status = isOurs ? 400 : (error.statusCode ?? 500);
        return reply.status(status).send({ message: error.message });
      });
      registerPhones(control, world, login);
      registerGroups(control, world);
      registerSwitches(control, world);
      registerLive(control, world);
    },
    { prefix: '/simulator', bodyLimit: 16 * 1024 * 1024 },
  );
  if (pageFolder !== undefined && existsSync(pageFolder)) {
    const setHeaders = (reply: { header(name: string, value: string): unknown }) =>
      reply.header('content-security-policy', PAGE_POLICY);
    void app.register(fastifyStatic, { root: pageFolder, setHeaders, preCompressed: true });
  } else app.get('/', (_request, reply) => reply.type('text/plain').send('The page is not built yet: npm run build\n'));
}
