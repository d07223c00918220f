import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconAntenna } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { type AgencyChannels, GATEWAY_CALLED } from '#contract/alerting';
import { isWritten } from '#contract/text';
import { CHANNELS_TEXT } from '../../../text/channels.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from '../alerting.module.css';
import { addGateway, type NewGateway } from '../channels.ts';
import { CHANNELS_KEY } from '../mark-seen.ts';
import { TargetRow } from './TargetRow.tsx';

const EMPTY: NewGateway = { name: '', url: '', called: 'always' };

type Props = { agencyId: string; channels: AgencyChannels };

/** Machines of the agency that send SMS or speak on the radio. The secret is shown once, until it is closed. */
export function GatewaysSection({ agencyId, channels: { gateways } }: Props) {
  const { t } = useText(CHANNELS_TEXT);
  const client = useQueryClient();
  const [draft, setDraft] = useState<NewGateway | null>(null);
  const add = useMutation({
    mutationFn: (gateway: NewGateway) => addGateway(agencyId, gateway),
    onSuccess: () => setDraft(null),
    onSettled: () => client.invalidateQueries({ queryKey: CHANNELS_KEY }),
  });
  const cancel = () => {
    setDraft(null);
    add.reset();
  };
  return (
    <section className={css.section} aria-label={t('station.gateways')}>
      <h3 className={css.subtitle}>
        <IconAntenna aria-hidden size={22} /> {t('station.gateways')}
      </h3>
      <p className={css.muted}>{t('station.gatewaysWhat')}</p>
      {gateways.length === 0 && <p className={css.muted}>{t('station.noGateway')}</p>}
      {gateways.map(({ id, name, url, called, lastSentAt, lastFailure }) => (
        <TargetRow
          key={id}
          {...{ agencyId, id, lastSentAt, lastFailure }}
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
        <InlineForm
          submitLabel={t('station.add')}
          isReady={isWritten(draft.name) && z.url().safeParse(draft.url.trim()).success}
          isSending={add.isPending}
          error={add.error}
          onSubmit={() => add.mutate({ ...draft, url: draft.url.trim() })}
          onCancel={cancel}
        >
          <TextInput
            autoFocus
            maxLength={80}
            size="md"
            label={t('station.name')}
            value={draft.name}
            onChange={({ currentTarget: { value } }) => setDraft({ ...draft, name: value })}
          />
          <TextInput
            inputMode="url"
            maxLength={500}
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
        </InlineForm>
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
