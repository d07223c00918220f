import { Button } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import { describeCode } from '../../../api/describe-problem.ts';
import { FINDINGS_TEXT } from '../../../text/findings.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import { FindingCard } from './FindingCard.tsx';
import css from './findings.module.css';
import { useIncidentFindings } from './findings-data.ts';
import { ProposeForm } from './ProposeForm.tsx';

/** At an ended incident: whether its reporter reported falsely. Read only when somebody opens it, as each reading is a view. */
export default function IncidentFindings({ incidentId }: { incidentId: string }) {
  const { t } = useText(FINDINGS_TEXT);
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={css.part} aria-label={t('title')}>
      {isOpen ? (
        <OpenedFindings incidentId={incidentId} />
      ) : (
        <Button
          className={css.open}
          variant="default"
          leftSection={<IconScale aria-hidden size={20} />}
          onClick={() => setOpen(true)}
        >
          {t('open')}
        </Button>
      )}
    </section>
  );
}

function OpenedFindings({ incidentId }: { incidentId: string }) {
  const { t, language } = useText(FINDINGS_TEXT);
  const read = useIncidentFindings(incidentId);
  const [isProposing, setProposing] = useState(false);
  const { findings = [], clauses = [], proposable = [], whyNot } = read.data ?? {};
  const [about] = proposable;
  return (
    <>
      <h3 className={css.title}>{t('title')}</h3>
      <p className={css.hint}>{t('good')}</p>
      <PageList list={read} isEmpty={false} empty={t('none')}>
        {findings.length > 0 && (
          <ul className={css.rows}>
            {findings.map((finding) => (
              <FindingCard key={finding.id} finding={finding} clauses={clauses} />
            ))}
          </ul>
        )}
        {findings.length === 0 && whyNot && <p>{describeCode(whyNot, language)}</p>}
        {about && !isProposing && (
          <Button className={css.open} variant="default" onClick={() => setProposing(true)}>
            {t('propose.open')}
          </Button>
        )}
        {about && isProposing && (
          <ProposeForm incidentId={incidentId} about={about} onDone={() => setProposing(false)} />
        )}
      </PageList>
    </>
  );
}
