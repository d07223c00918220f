import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { LANGUAGES, NATIVE_NAMES, type PublicLanguage } from '#contract/languages';
import { MATERIAL_TEXTS, MATERIALS, type Material } from '#contract/materials';
import { MATERIALS_TEXT } from '../../text/materials.ts';
import { useText } from '../../ui/use-text.ts';
import css from './materials.module.css';

/** Of the partner's screens, which nobody has measured yet. */
const UNSURE: readonly Material[] = ['pos-screen', 'plan-b-landscape', 'plan-b-portrait'];

type Props = {
  material: Material;
  language: PublicLanguage;
  onMaterial: (material: Material) => void;
  onLanguage: (language: PublicLanguage) => void;
  children?: ReactNode;
};

/** What is made, in which language, and what has to be known before it is printed. */
export function Choice({ material, language, onMaterial, onLanguage, children }: Props) {
  const { t } = useText(MATERIALS_TEXT);
  return (
    <>
      <div className={css.choices}>
        <NativeSelect
          size="lg"
          label={t('material')}
          value={material}
          data={MATERIALS.map((value) => ({ value, label: t(`materials.${value}`) }))}
          onChange={(event) => onMaterial(event.currentTarget.value as Material)}
        />
        <NativeSelect
          size="lg"
          label={t('language')}
          value={language}
          data={LANGUAGES.map((value) => ({ value, label: NATIVE_NAMES[value] }))}
          onChange={(event) => onLanguage(event.currentTarget.value as PublicLanguage)}
        />
        {children}
      </div>
      {MATERIAL_TEXTS[language].checkedBy === null && (
        <p className={css.warning}>
          {t('draft')} <a href="/r/languages">{t('drafts')}</a>
        </p>
      )}
      {UNSURE.includes(material) && <p className={css.warning}>{t('unsure')}</p>}
    </>
  );
}
