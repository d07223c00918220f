import { Button } from '@mantine/core';
import { IconEyeCheck, IconUserOff, IconUserPlus } from '@tabler/icons-react';
import type { IncidentDetail } from '#contract/incident';
import type { VisibilityPart } from '../../../router.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './VisibilityLinks.module.css';
import { visibilityPartsFor } from './visibility-parts.ts';

const ICONS = { views: IconEyeCheck, conflicts: IconUserOff, guests: IconUserPlus } as const;

type Props = { actions: IncidentDetail['actions']; mayAudit: boolean; onOpen: (part: VisibilityPart) => void };

/** Links to who viewed it, from whom it is withheld and who is invited: for supervisors, below everything urgent. */
export function VisibilityLinks({ actions, mayAudit, onOpen }: Props) {
  const { t } = useText();
  const parts = visibilityPartsFor(actions, mayAudit);
  if (parts.length === 0) return null;
  return (
    <section className={css.links} aria-labelledby="visibility-title">
      <h3 id="visibility-title" className={css.title}>
        {t('visibility.title')}
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
              {t(`visibility.part.${part}`)}
            </Button>
          );
        })}
      </div>
    </section>
  );
}
