import type { IConfiguration, ICruiseOptions, IForbiddenRuleType, IResolveOptions } from 'dependency-cruiser';

/** The types of .dependency-cruiser.mjs, which stays JavaScript so that dependency-cruiser itself can read it. */
declare const configuration: IConfiguration & {
  forbidden: (IForbiddenRuleType & { name: string; comment: string })[];
  options: ICruiseOptions & { enhancedResolveOptions: Partial<IResolveOptions> };
};
export default configuration;
export const CAPABILITY_NAMES: string[];
export const PARTS: Record<string, string[]>;
