import type { Me } from '#contract/access';
import { useAddress } from '../../../router.ts';
import { CareDevice } from './CareDevice.tsx';
import { CaseList } from './CaseList.tsx';
import { CasePage } from './CasePage.tsx';
import { moveOf, OPEN_HASH } from './case-route.ts';
import { MovePage } from './MovePage.tsx';
import { OpenCasePage } from './OpenCasePage.tsx';

type Props = { me: Me; id: string | undefined };

/** The cases of a worker, one of them, or a new one. */
export default function CasesPage(props: Props) {
  return (
    <CareDevice me={props.me}>
      <Shown {...props} />
    </CareDevice>
  );
}

function Shown({ me, id }: Props) {
  const { hash } = useAddress();
  if (id !== undefined) return <CasePage key={id} me={me} caseId={id} />;
  if (hash === OPEN_HASH && me.permissions.includes('case:open')) return <OpenCasePage me={me} />;
  const moved = moveOf(hash);
  if (moved && me.permissions.includes('case:transfer')) return <MovePage key={moved.workerId} {...moved} />;
  return <CaseList me={me} />;
}
