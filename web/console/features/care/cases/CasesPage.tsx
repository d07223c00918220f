import type { Me } from '#contract/access';
import { useAddress } from '../../../router.ts';
import { CaseList } from './CaseList.tsx';
import { CasePage } from './CasePage.tsx';
import { moveOf, OPEN_HASH } from './case-route.ts';
import { MovePage } from './MovePage.tsx';
import { OpenCasePage } from './OpenCasePage.tsx';

/** The cases of a worker, one of them, or a new one. */
export default function CasesPage({ me, id }: { me: Me; id: string | undefined }) {
  const { hash } = useAddress();
  if (id !== undefined) return <CasePage key={id} me={me} caseId={id} />;
  if (hash === OPEN_HASH && me.permissions.includes('case:open')) return <OpenCasePage me={me} />;
  const moved = moveOf(hash);
  if (moved && me.permissions.includes('case:transfer')) return <MovePage key={moved.workerId} {...moved} />;
  return <CaseList me={me} />;
}
