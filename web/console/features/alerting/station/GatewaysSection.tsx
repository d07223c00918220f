import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconAntenna } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AgencyChannels, GATEWAY_CALLED } from '#contract/alerting';
import { sayProblem } from '../../../api/problem-words.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { useWords } from '../../../ui/use-words.ts';
import css from '../alerting.module.css';
import { useChannelWords } from '../channel-words.ts';
import { addGateway, type NewGateway } from '../channels.ts';
import { CHANNELS_KEY } from '../tell-seen.ts';
import { TargetRow } from './TargetRow.tsx';

const EMPTY: NewGateway = { name: '', url: '', called: 'always' };

type Props = { agencyId: string; channels: AgencyChannels };

/** Machines of the agency that send SMS or speak on the radio. The secret is shown once, until it is put away. */
export function GatewaysSection({ agencyId, channels: { gateways } }: Props) {
  const t = useChannelWords();
  const { language } = useWords();
  const client = useQueryClient();
  const [draft, setDraft] = useState<NewGateway | null>(null);
  const add = useMutation({
    mutationFn: (gateway: NewGateway) => addGateway(agencyId, gateway),
    onSuccess: () => setDraft(null),
    onSettled: () => client.invalidateQueries({ queryKey: CHANNELS_KEY }),
  });
  return (
    <section className={css.section} aria-label={t('station.gateways')}>
      <h3 className={css.subtitle}>
        <IconAntenna aria-hidden size={22} /> {t('station.gateways')}
      </h3>
      <p className={css.muted}>{t('station.gatewaysWhat')}</p>
      {gateways.length === 0 && <p className={css.muted}>{t('station.noGateway')}</p>}
      {gateways.map(({ id, name, url, called, lastAcceptedAt, lastFailure }) => (
        <TargetRow
          key={id}
          {...{ agencyId, id, lastAcceptedAt, lastFailure }}
          kind="gateways"
          title={name}
          detail={`${url} · ${t(`station.${called}`)}`}
        />
      ))}
      {add.data && (
        <div className={css.secret}>
          <p>{t('station.secret')}</p>
          <code translate="no">{add.data.secret}</code>
          <div className={css.buttons}>
            <CopyButton text={add.data.secret} label={t('station.copy')} />
            <Button variant="default" className={css.tall} onClick={() => add.reset()}>
              {t('station.done')}
            </Button>
          </div>
        </div>
      )}
      {draft && (
        <form
          className={css.secret}
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate(draft);
          }}
        >
          <TextInput
            required
            size="md"
            label={t('station.name')}
            value={draft.name}
            onChange={({ currentTarget: { value } }) => setDraft({ ...draft, name: value })}
          />
          <TextInput
            required
            type="url"
            size="md"
            label={t('station.url')}
            value={draft.url}
            onChange={({ currentTarget: { value } }) => setDraft({ ...draft, url: value })}
          />
          <NativeSelect
            size="md"
            label={t('station.called')}
            value={draft.called}
            onChange={({ currentTarget: { value } }) =>
              setDraft({ ...draft, called: GATEWAY_CALLED.find((one) => one === value) ?? 'always' })
            }
            data={GATEWAY_CALLED.map((value) => ({ value, label: t(`station.${value}`) }))}
          />
          {add.isError && <p className={css.bad}>{sayProblem(add.error, language)}</p>}
          <Button type="submit" className={css.tall} loading={add.isPending}>
            {t('station.add')}
          </Button>
        </form>
      )}
      {!draft && !add.data && (
        <div className={css.buttons}>
          <Button className={css.tall} onClick={() => setDraft(EMPTY)}>
            {t('station.add')}
          </Button>
        </div>
      )}
    </section>
  );
}
