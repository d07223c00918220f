import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { Ladder, LadderKind, Ladders } from '#contract/escalation';
import { sayDateAndTime } from '../../ui/time-words.ts';
import { useWords } from '../../ui/use-words.ts';
import { LadderSteps } from './LadderSteps.tsx';
import css from './ladder.module.css';
import { useLadderWords } from './ladder-words.ts';

type Props = {
  current: Ladder;
  /** Versions of the same branch that counted before. */
  earlier: Ladder[];
  editable: Ladders['editable'];
  onEdit: () => void;
};

/** The version that counts for one kind of agency in one branch, with what counted before. */
export function LadderCard({ current, earlier, editable, onEdit }: Props) {
  const t = useLadderWords();
  const { language } = useWords();
  const nameOf = (agency: { nameTh: string; nameEn: string | null }) =>
    language === 'en' ? (agency.nameEn ?? agency.nameTh) : agency.nameTh;
  return (
    <section className={css.card}>
      <div>
        <h3>
          {t(`kind.${current.agencyKind as LadderKind}`)} · {current.branch ? nameOf(current.branch) : t('country')}
        </h3>
        <p className={css.muted}>
          {[
            t('version', { version: current.version }),
            ...(current.branch ? [t('insteadOf')] : []),
            ...(current.publishedBy
              ? [
                  t('published', { at: sayDateAndTime(current.publishedAt, language) }),
                  t('by', { name: current.publishedBy }),
                ]
              : []),
            ...(current.note ? [`“${current.note}”`] : []),
          ].join(' · ')}
        </p>
      </div>
      <LadderSteps rungs={current.rungs} repeatSeconds={current.repeatSeconds} />
      {editable && (
        <Button variant="default" leftSection={<IconPencil aria-hidden size={20} />} onClick={onEdit}>
          {editable.branchId === null ? t('edit.country') : t('edit.own', { branch: nameOf(editable) })}
        </Button>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{t('history', { count: earlier.length })}</summary>
          {earlier.map((version) => (
            <div key={version.id}>
              <p className={css.muted}>
                {t('version', { version: version.version })} · {sayDateAndTime(version.publishedAt, language)}
                {version.publishedBy && ` · ${t('by', { name: version.publishedBy })}`}
                {version.note && ` · “${version.note}”`}
              </p>
              <LadderSteps rungs={version.rungs} repeatSeconds={version.repeatSeconds} />
            </div>
          ))}
        </details>
      )}
    </section>
  );
}
