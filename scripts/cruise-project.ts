import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';

const FOLDERS = ['contract', 'charts', 'server', 'web', 'simulator', 'scripts', 'tests'];

/**
 * Reads every import of the project in `folder` and checks it against .dependency-cruiser.mjs.
 * @param folder of the package.json; tests also give a deliberately bad project
 * @throws Error when not a single module was read: dependency-cruiser then reports success about nothing
 */
export async function cruiseProject(folder: string): Promise<ICruiseResult> {
  const { default: configuration } = await import('../.dependency-cruiser.mjs');
  const { options, ...ruleSet } = configuration;
  const { enhancedResolveOptions, ...cruiseOptions } = options;
  const folders = FOLDERS.filter((name) => existsSync(join(folder, name)));
  const { output } = await cruise(
    folders,
    { ...cruiseOptions, ruleSet, validate: true, baseDir: join(process.cwd(), folder) },
    enhancedResolveOptions,
  );
  if (typeof output === 'string' || output.summary.totalCruised === 0) {
    throw new Error(`dependency-cruiser read no module in ${folder}: the check would pass without checking anything`);
  }
  return output;
}
