import { Button } from '@mantine/core';
import { IconCertificate, IconCheck, IconListNumbers, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { type Certificate, MOST_CERTIFICATES } from '#contract/recognition';
import { describeProblem } from '../../api/describe-problem.ts';
import { CERTIFICATES_TEXT } from '../../text/certificates.ts';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { CertificateRow } from './CertificateRow.tsx';
import css from './certificates.module.css';
import { useStep } from './certificates-data.ts';

type Props = {
  title?: string;
  certificates: readonly Certificate[];
  /** What can be done with several of them at once. */
  step?: 'approve' | 'issue' | 'print';
};

/** Certificates with the same next step: chosen one by one or all, and done together. */
export function CertificateGroup({ title, certificates, step }: Props) {
  const { t, language } = useText(CERTIFICATES_TEXT);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const send = useStep(() => setChosen(new Set()));
  const ids = certificates.map(({ id }) => id);
  // Only what is still there; in the order of the page.
  const picked = ids.filter((id) => chosen.has(id)).slice(0, MOST_CERTIFICATES);
  const toggle = (some: readonly string[]): void => {
    const next = new Set(chosen);
    const isAll = some.every((id) => next.has(id));
    for (const id of some) isAll ? next.delete(id) : next.add(id);
    setChosen(next);
  };
  if (certificates.length === 0) return null;
  const count = picked.length;
  return (
    <section>
      {title && <h3 className={work.group}>{title}</h3>}
      {step && (
        <div className={css.choosing}>
          <label className={css.tick}>
            <input type="checkbox" checked={ids.every((id) => chosen.has(id))} onChange={() => toggle(ids)} />
            {t('chooseAll', { count: ids.length })}
          </label>
          <div className={css.buttons}>
            {step === 'print' ? (
              <>
                <FileLink path="ceremony" ids={picked} icon={IconListNumbers} label={t('ceremony', { count })} />
                <FileLink path="print" ids={picked} icon={IconPrinter} label={t('print', { count })} isMain />
              </>
            ) : (
              <Button
                size="md"
                disabled={count === 0}
                loading={send.isPending}
                leftSection={
                  step === 'approve' ? <IconCheck aria-hidden size={22} /> : <IconCertificate aria-hidden size={22} />
                }
                onClick={() => send.mutate({ step, ids: picked })}
              >
                {t(step, { count })}
              </Button>
            )}
          </div>
          {send.isError && (
            <p className={css.problem} role="alert">
              {describeProblem(send.error, language)}
            </p>
          )}
        </div>
      )}
      <ul className={work.rows}>
        {certificates.map((one) => (
          <CertificateRow
            key={one.id}
            certificate={one}
            isChosen={step ? chosen.has(one.id) : undefined}
            onChoose={() => toggle([one.id])}
          />
        ))}
      </ul>
    </section>
  );
}

type FileProps = {
  path: 'print' | 'ceremony';
  ids: readonly string[];
  icon: typeof IconPrinter;
  label: string;
  isMain?: true;
};

/** A file of those that are chosen, in a tab of its own; it only works when some are. */
function FileLink({ path, ids, icon: Icon, label, isMain }: FileProps) {
  const look = {
    size: 'md',
    variant: isMain ? 'filled' : 'default',
    leftSection: <Icon aria-hidden size={22} />,
  } as const;
  if (ids.length === 0)
    return (
      <Button {...look} disabled>
        {label}
      </Button>
    );
  return (
    <Button {...look} component="a" target="_blank" rel="noreferrer" href={`/api/v1/certificates/${path}?ids=${ids}`}>
      {label}
    </Button>
  );
}
