import { cruiseProject } from './cruise-project.ts';

/** The imports that break the dependency rule, each with what to do about it. */
export async function listBoundaryFindings(folder: string): Promise<string[]> {
  const { summary } = await cruiseProject(folder);
  const comments = new Map(summary.ruleSetUsed?.forbidden?.map((rule) => [rule.name, rule.comment]));
  return summary.violations.map(({ rule, from, to, cycle }) => {
    const path = cycle === undefined ? to : cycle.map((step) => step.name).join(' → ');
    return `${rule.name}: ${from} → ${path}\n  ${comments.get(rule.name) ?? ''}`;
  });
}
