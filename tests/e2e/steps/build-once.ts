import { buildPages } from '../../../scripts/build-pages.ts';

/** Before any system is started: two that start at the same time must not both build the pages. */
export default async function buildOnce(): Promise<void> {
  await buildPages();
}
