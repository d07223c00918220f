import { IconInfoCircle } from '@tabler/icons-react';
import { INSIGHT_TEXTS } from '#contract/insight';
import type { Figure } from '#contract/insight-definitions';
import { linkTo } from '../../router.ts';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { useText } from '../../ui/use-text.ts';
import css from './insight.module.css';

/** From a figure to the one place that says what it means. */
export function DefinitionLink({ figure }: { figure: Figure }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const { figures, intervals } = INSIGHT_TEXTS[language];
  const name = { ...figures, ...intervals }[figure];
  const link = linkTo({ name: 'page', page: 'insight', id: 'definitions', hash: `#${figure}` });
  return (
    <a
      className={css.definition}
      href={link.href}
      onClick={link.onClick}
      aria-label={t('definitionOf', { name })}
      title={t('definitionOf', { name })}
    >
      <IconInfoCircle aria-hidden size={20} />
    </a>
  );
}
