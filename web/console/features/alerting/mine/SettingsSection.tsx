import '@mantine/core/styles/InlineInput.layer.css';
// Loaded with this page, not with the first load: nothing else uses a switch.
import '@mantine/core/styles/Switch.layer.css';
import { Button, Switch, TextInput } from '@mantine/core';
import { IconMoon } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MyChannels, MySettings } from '#contract/alerting';
import { describeProblem } from '../../../api/describe-problem.ts';
import { CHANNELS_TEXT } from '../../../text/channels.ts';
import { useText } from '../../../ui/use-text.ts';
import css from '../alerting.module.css';
import { saveMySettings } from '../channels.ts';
import { CHANNELS_KEY } from '../mark-seen.ts';

const DEFAULT_QUIET_HOURS = { from: '22:00', until: '06:00' };

type Props = { mine: MyChannels; accountPath: string };

/** Wanted channels and quiet hours; saved together. */
export function SettingsSection({ mine: { settings, line }, accountPath }: Props) {
  const { t } = useText(CHANNELS_TEXT);
  const { language } = useText();
  const client = useQueryClient();
  const [wanted, setWanted] = useState<MySettings>(settings);
  const save = useMutation({
    mutationFn: saveMySettings,
    onSuccess: () => client.invalidateQueries({ queryKey: CHANNELS_KEY }),
  });
  const { quiet } = wanted;
  return (
    <section className={css.section} aria-label={t('quiet.title')}>
      <h3 className={css.subtitle}>
        <IconMoon aria-hidden size={22} /> {t('line.title')} · {t('quiet.title')}
      </h3>
      <p className={css.muted}>{t('line.what')}</p>
      {line.isLinked ? (
        <p className={css.good}>{t('line.linked')}</p>
      ) : (
        <p className={css.late}>
          {t('line.notLinked')} · <a href={accountPath}>{t('line.link')}</a>
        </p>
      )}
      <Switch
        size="lg"
        label={t('line.wanted')}
        checked={wanted.line}
        onChange={({ currentTarget: { checked } }) => setWanted({ ...wanted, line: checked })}
      />
      <Switch
        size="lg"
        label={t('push.wanted')}
        checked={wanted.webPush}
        onChange={({ currentTarget: { checked } }) => setWanted({ ...wanted, webPush: checked })}
      />
      <Switch
        size="lg"
        label={t('quiet.wanted')}
        checked={quiet !== null}
        onChange={({ currentTarget: { checked } }) =>
          setWanted({ ...wanted, quiet: checked ? DEFAULT_QUIET_HOURS : null })
        }
      />
      <p className={css.muted}>{t('quiet.what')}</p>
      {quiet && (
        <div className={css.buttons}>
          <TextInput
            type="time"
            size="md"
            label={t('quiet.from')}
            value={quiet.from}
            onChange={({ currentTarget: { value } }) => setWanted({ ...wanted, quiet: { ...quiet, from: value } })}
          />
          <TextInput
            type="time"
            size="md"
            label={t('quiet.until')}
            value={quiet.until}
            onChange={({ currentTarget: { value } }) => setWanted({ ...wanted, quiet: { ...quiet, until: value } })}
          />
        </div>
      )}
      {save.isError && (
        <p className={css.bad} role="alert">
          {describeProblem(save.error, language)}
        </p>
      )}
      <div className={css.buttons}>
        <Button className={css.tall} loading={save.isPending} onClick={() => save.mutate(wanted)}>
          {t('save')}
        </Button>
        {save.isSuccess && (
          <p className={css.good} role="status">
            {t('saved')}
          </p>
        )}
      </div>
    </section>
  );
}
