import type { FastifyInstance } from 'fastify';
import type { PublicLanguage } from '#contract/languages';
import { newId } from '#platform/ids';
import { readPageAssets } from './page-assets.ts';
import type { OfferedPlace } from './report-form.ts';
import { registerCitizenPage } from './routes.ts';

/** The pages at `/r/`, rendered here so that they need no script: the form, what became of it, how to use it. */
export function createCitizenPage({
  clock,
  publicUrl,
  findPlacement,
}: {
  clock: { now(): Date };
  publicUrl: string;
  findPlacement?: (code: string, language: PublicLanguage) => OfferedPlace | undefined;
}) {
  const deps = {
    assets: readPageAssets(),
    newId,
    now: clock.now,
    findPlacement,
    isHttps: publicUrl.startsWith('https:'),
  };
  return { registerRoutes: (fastify: FastifyInstance): void => registerCitizenPage(fastify, deps) };
}
