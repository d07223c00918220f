import { Button } from '@mantine/core';
import { IconEyeCheck, IconUserOff, IconUserPlus } from '@tabler/icons-react';
import type { IncidentDetail } from '#contract/incident';
import { useWords } from '../../../ui/use-words.ts';
import css from './SightLinks.module.css';
import { type SightPart, sightPartsFor } from './sight-parts.ts';

const ICONS = { looks: IconEyeCheck, conflicts: IconUserOff, guests: IconUserPlus } as const;

type Props = { actions: IncidentDetail['actions']; mayAudit: boolean; onOpen: (part: SightPart) => void };

/** The ways to who looked, from whom it is kept and who is invited: for supervisors, below all that is urgent. */
export function SightLinks({ actions, mayAudit, onOpen }: Props) {
  const { t } = useWords();
  const parts = sightPartsFor(actions, mayAudit);
  if (parts.length === 0) return null;
  return (
    <section className={css.links} aria-labelledby="sight-title">
      <h3 id="sight-title" className={css.title}>
        {t('sight.title')}
      </h3>
      <div className={css.buttons}>
        {parts.map((part) => {
          const PartIcon = ICONS[part];
          return (
            <Button
              key={part}
              variant="default"
              leftSection={<PartIcon aria-hidden size={20} />}
              onClick={() => onOpen(part)}
            >
              {t(`sight.part.${part}`)}
            </Button>
          );
        })}
      </div>
    </section>
  );
}
