import { Button, TextInput } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { PublicLanguage } from '#contract/languages';
import { groupMessageSchema, type Material } from '#contract/materials';
import { placementListSchema } from '#contract/outreach';
import { getJson } from '../../api/request.ts';
import { useAddress } from '../../router.ts';
import { MATERIALS_TEXT } from '../../text/materials.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { BatchPart } from './BatchPart.tsx';
import { Choice } from './Choice.tsx';
import css from './materials.module.css';
import { usePlace } from './materials-data.ts';

type Place = { code: string; name: string };
const MOST_FOUND = 8;
const TABS = ['one', 'many'] as const;

/** What is made for one place, which is seen before it is printed, or for many at once. @param id the code of a place */
export default function MaterialsPage({ id }: { id: string | undefined }) {
  const { t } = useText(MATERIALS_TEXT);
  const { hash } = useAddress();
  const [chosen, setChosen] = useState<Place>();
  const [code, setCode] = useState(id);
  const asked = usePlace(code);
  const place = chosen ?? (code === undefined ? undefined : asked.data);
  const tab = TABS.find((one) => `#${one}` === hash) ?? 'one';
  const startAgain = () => {
    setChosen(undefined);
    setCode(undefined);
  };
  return (
    <section className={css.page} aria-labelledby="materials-title">
      <h2 id="materials-title" className={css.title}>
        {t('title')}
      </h2>
      <nav className={work.tabs} aria-label={t('title')}>
        {TABS.map((one) => (
          <a key={one} href={`#${one}`} aria-current={one === tab ? 'page' : undefined}>
            {t(`tab.${one}`)}
          </a>
        ))}
      </nav>
      {tab === 'many' && <BatchPart />}
      {tab === 'one' && <p className={css.small}>{t('about')}</p>}
      {tab === 'one' && (place ? <Make place={place} onAnother={startAgain} /> : <Find onFound={setChosen} />)}
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
  return (
    <>
      <div className={css.head}>
        <strong>{t('chosen', place)}</strong>
        <Button variant="default" size="md" onClick={onAnother}>
          {t('another')}
        </Button>
      </div>
      <Choice {...{ material, language, onMaterial: setMaterial, onLanguage: setLanguage }} />
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
