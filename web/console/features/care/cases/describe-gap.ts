import type { FormGap } from '#contract/case-form-gaps';
import type { RecordKind } from '#contract/case-forms';
import type { FormTexts } from '../../../text/case-forms.ts';

type Node = string | { [key: string]: Node };

type Questions = Readonly<Record<string, string>>;

/** The label of a field by its path, as `goals.0.due`: "Goals 1: Due". Texts of questions come from their tool. */
export function labelOf(texts: FormTexts, kind: RecordKind, path: string, questions: Questions = {}): string {
  return labelsOf(texts, kind, path, questions).join(': ') || path;
}

/** The label of the field itself, without what it is in. */
export function ownLabelOf(texts: FormTexts, kind: RecordKind, path: string): string {
  return labelsOf(texts, kind, path, {}).at(-1) ?? path;
}

function labelsOf(texts: FormTexts, kind: RecordKind, path: string, questions: Questions): string[] {
  const said: string[] = [];
  let node: Node | undefined = (texts.fields as Record<string, Node>)[kind];
  for (const part of path.split('.')) {
    if (/^\d+$/.test(part)) {
      said.push(`${said.pop() ?? ''} ${Number(part) + 1}`.trim());
      continue;
    }
    const domain = (texts.domains as Record<string, string>)[part];
    if (kind === 'assessment' && domain) {
      said.splice(0, said.length, domain);
      continue;
    }
    if (kind === 'danger' && questions[part]) {
      said.splice(0, said.length, questions[part]);
      continue;
    }
    node = typeof node === 'object' ? node[part] : undefined;
    const label = typeof node === 'object' ? node.title : node;
    if (typeof label === 'string') said.push(label);
  }
  return said;
}

/** What is missing, in words; a field that is just empty needs no more than its name. */
export function describeGap(
  texts: FormTexts,
  kind: RecordKind,
  { field, why }: FormGap,
  questions?: Questions,
): string {
  const label = labelOf(texts, kind, field, questions);
  return why === 'missing' ? label : `${label} (${texts.gaps[why]})`;
}
