import { type DangerTool, dangerToolsSchema } from '#contract/case-risk';
import known from '../../../../database/reference-data/danger-tools.json' with { type: 'json' };

/** Every set of danger questions there ever was: an old form is read by the one it was filled in with. */
export const DANGER_TOOLS: readonly DangerTool[] = dangerToolsSchema.parse(known).tools;

export function findDangerTool(named: { tool: string; toolVersion: string }): DangerTool | undefined {
  return DANGER_TOOLS.find(({ tool, toolVersion }) => tool === named.tool && toolVersion === named.toolVersion);
}
