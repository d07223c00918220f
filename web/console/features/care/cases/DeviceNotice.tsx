import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff, IconDeviceMobileCheck } from '@tabler/icons-react';
import { describeProblem } from '../../../api/describe-problem.ts';
import type { NumberedEntry } from '../../../outbox/index.ts';
import { problemOf } from '../../../outbox/problem-of.ts';
import { hrefOf } from '../../../router.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDateAndTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { useCareDevice } from './CareDevice.tsx';
import { formHash } from './case-route.ts';
import css from './cases.module.css';
import { describeRefusal, readAbout } from './draft-entry.ts';
import { useFormTexts } from './use-form-texts.ts';

/** Above a list or a case: old data without signal, what is still on this device, and what was refused. */
export function DeviceNotice({ caseId, keptAt }: { caseId?: string; keptAt: number | null }) {
  const { t, language } = useText(CASES_TEXT);
  const { box } = useCareDevice();
  const own = (entry: NumberedEntry) => entry.chain !== undefined && (!caseId || entry.about.caseId === caseId);
  const forms = new Set(box.unsent.filter(own).map(({ chain }) => chain));
  const refused = box.refused.filter(own);
  return (
    <>
      {keptAt !== null && (
        <p className={css.kept} role="status">
          <IconCloudOff aria-hidden size={22} /> {t('device.old', { time: formatDateAndTime(keptAt, language) })}
        </p>
      )}
      {forms.size > 0 && (
        <p className={css.kept} role="status">
          <IconDeviceMobileCheck aria-hidden size={22} /> {t('device.unsent', { n: forms.size })}
          {box.isSignedOut && ` ${t('device.signIn')}`}
        </p>
      )}
      {refused.map((entry) => (
        <Refused key={entry.number} entry={entry} />
      ))}
    </>
  );
}

function Refused({ entry }: { entry: NumberedEntry }) {
  const { t, language } = useText(CASES_TEXT);
  const { kinds } = useFormTexts();
  const { box } = useCareDevice();
  const { kind, caseId, seriesId } = readAbout(entry);
  const isConflict = describeRefusal(entry) === 'conflict';
  return (
    <section className={css.conflict} role="alert">
      <strong>
        <IconAlertTriangle aria-hidden size={20} /> {t('device.refused', { form: kinds[kind] })}
      </strong>
      <p>{isConflict ? t('device.twoVersions') : describeProblem(problemOf(entry), language)}</p>
      <p className={css.buttons}>
        <Button
          component="a"
          variant="default"
          href={hrefOf({ name: 'page', page: 'cases', id: caseId }) + formHash(kind, seriesId)}
        >
          {t('device.openForm')}
        </Button>
        {!isConflict && (
          <Button variant="default" onClick={() => void box.dismissChain(seriesId)}>
            {t('device.drop')}
          </Button>
        )}
      </p>
    </section>
  );
}
