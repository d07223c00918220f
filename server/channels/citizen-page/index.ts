import type { FastifyInstance } from 'fastify';
import { TRANSLATED_PAGE_FILES, type TranslatedFile } from '#contract/citizen-texts';
import { newId } from '#platform/ids';
import { readPageAssets } from './page-assets.ts';
import { type PageDeps, registerCitizenPage } from './routes.ts';

/** The pages at `/r/`, rendered here so that they need no script: the form, what became of it, how to use it. */
export function createCitizenPage({
  clock,
  publicUrl,
  translations,
  findPlacement,
  countPractice,
  mapOrigins,
  liffId,
}: {
  clock: { now(): Date };
  publicUrl: string;
  /** What of the conversation in LINE is translated, for the list of what nobody has checked. */
  translations: readonly TranslatedFile[];
} & Pick<PageDeps, 'findPlacement' | 'countPractice' | 'mapOrigins' | 'liffId'>) {
  const deps = {
    assets: readPageAssets(),
    newId,
    now: clock.now,
    findPlacement,
    countPractice,
    mapOrigins,
    liffId,
    translations: [...TRANSLATED_PAGE_FILES, ...translations],
    isHttps: publicUrl.startsWith('https:'),
  };
  return { registerRoutes: (fastify: FastifyInstance): void => registerCitizenPage(fastify, deps) };
}
