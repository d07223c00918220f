import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { LANGUAGES, NATIVE_NAMES, type PublicLanguage } from '#contract/languages';
import { groupMessageSchema, MATERIAL_TEXTS, MATERIALS, type Material } from '#contract/materials';
import { placementListSchema } from '#contract/outreach';
import { getJson } from '../../api/request.ts';
import { MATERIALS_TEXT } from '../../text/materials.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './materials.module.css';

type Place = { code: string; name: string };
/** Of the partner's screens, which nobody has measured yet. */
const UNSURE: readonly Material[] = ['pos-screen', 'plan-b-landscape', 'plan-b-portrait'];
const MOST_FOUND = 8;

/** A place is chosen, then what is made for it; what it looks like is seen before it is printed. */
export default function MaterialsPage() {
  const { t } = useText(MATERIALS_TEXT);
  const [place, setPlace] = useState<Place>();
  return (
    <section className={css.page} aria-labelledby="materials-title">
      <h2 id="materials-title" className={css.title}>
        {t('title')}
      </h2>
      <p className={css.small}>{t('about')}</p>
      {place ? <Make place={place} onAnother={() => setPlace(undefined)} /> : <Find onFound={setPlace} />}
    </section>
  );
}

function Find({ onFound }: { onFound: (place: Place) => void }) {
  const { t } = useText(MATERIALS_TEXT);
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['materials', 'places', asked],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ limit: String(MOST_FOUND), ...(asked && { text: asked }) });
      return placementListSchema.parse(await getJson(`/api/v1/placements?${query}`, signal));
    },
  });
  return (
    <>
      <TextInput
        size="lg"
        label={t('find')}
        description={t('findHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <PageList list={found} isEmpty={found.data?.placements.length === 0} empty={t('none')}>
        <ul className={css.places}>
          {found.data?.placements.map(({ code, name, placeTh }) => (
            <li key={code}>
              <button type="button" onClick={() => onFound({ code, name })}>
                <strong>{name}</strong>
                <span className={css.small}>
                  {code} {placeTh && `· ${placeTh}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </PageList>
    </>
  );
}

function Make({ place, onAnother }: { place: Place; onAnother: () => void }) {
  const { t } = useText(MATERIALS_TEXT);
  const [material, setMaterial] = useState<Material>('poster-a4');
  const [language, setLanguage] = useState<PublicLanguage>('th');
  const [failed, setFailed] = useState('');
  const at = `/api/v1/placements/${place.code}`;
  const fileOf = (format: string) => `${at}/material?${new URLSearchParams({ material, language, format })}`;
  const preview = fileOf('png');
  const message = useQuery({
    queryKey: ['materials', 'message', place.code, language],
    queryFn: async ({ signal }) =>
      groupMessageSchema.parse(await getJson(`${at}/group-message?language=${language}`, signal)),
  });
  const isDraft = MATERIAL_TEXTS[language].checkedBy === null;
  return (
    <>
      <div className={css.head}>
        <strong>{t('chosen', place)}</strong>
        <Button variant="default" size="md" onClick={onAnother}>
          {t('another')}
        </Button>
      </div>
      <div className={css.choices}>
        <NativeSelect
          size="lg"
          label={t('material')}
          value={material}
          data={MATERIALS.map((value) => ({ value, label: t(`materials.${value}`) }))}
          onChange={(event) => setMaterial(event.currentTarget.value as Material)}
        />
        <NativeSelect
          size="lg"
          label={t('language')}
          value={language}
          data={LANGUAGES.map((value) => ({ value, label: NATIVE_NAMES[value] }))}
          onChange={(event) => setLanguage(event.currentTarget.value as PublicLanguage)}
        />
      </div>
      {isDraft && <p className={css.warning}>{t('draft')}</p>}
      {UNSURE.includes(material) && <p className={css.warning}>{t('unsure')}</p>}
      <div className={css.made}>
        {failed === preview ? (
          <p role="alert" className={css.warning}>
            {t('failed')}
          </p>
        ) : (
          <img
            key={preview}
            src={preview}
            alt={t('preview', { material: t(`materials.${material}`) })}
            onError={() => setFailed(preview)}
          />
        )}
        <div className={css.files}>
          {(['pdf', 'png', 'svg'] as const).map((format, index) => (
            <Button
              key={format}
              component="a"
              size="md"
              variant={index === 0 ? 'filled' : 'default'}
              leftSection={<IconDownload aria-hidden size={22} />}
              href={fileOf(format)}
              download={`${place.code}-${material}-${language}.${format}`}
            >
              {t(format)}
            </Button>
          ))}
          {message.data && (
            <div className={css.message}>
              <h3>{t('message')}</h3>
              <p>{message.data.text}</p>
              <CopyButton text={message.data.text} label={t('copy')} />
            </div>
          )}
        </div>
      </div>
    </>
  );
}
