import type { Me } from '#contract/access';
import { CaseList } from './CaseList.tsx';
import { CasePage } from './CasePage.tsx';

/** The cases of a worker, or one of them. */
export default function CasesPage({ me, id }: { me: Me; id: string | undefined }) {
  return id === undefined ? <CaseList me={me} /> : <CasePage key={id} me={me} caseId={id} />;
}
