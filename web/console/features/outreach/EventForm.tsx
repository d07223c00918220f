import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { EVENT_KINDS, EVENT_STATUSES, type EventFacts, type OutreachEvent } from '#contract/outreach';
import { formatPlacementCode } from '#contract/placement-code';
import { thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../live/clock.ts';
import { OUTREACH_TEXT } from '../../text/outreach.ts';
import { Choices } from '../../ui/Choices.tsx';
import { DayField } from '../../ui/DayField.tsx';
import { useText } from '../../ui/use-text.ts';
import { FormEnd } from './FormEnd.tsx';
import { NumberField } from './NumberField.tsx';
import css from './outreach.module.css';
import { useCampaigns, useSaveEvent } from './outreach-data.ts';
import { PositionField } from './PositionField.tsx';

type Props = { known?: OutreachEvent; onClose: () => void };

/** Codes as they are typed, with a comma between two: a space is part of one, as it is printed. */
const readCodes = (typed: string) =>
  typed
    .split(/[,;\n]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** An event, planned or held. */
export function EventForm({ known, onClose }: Props) {
  const { t } = useText(OUTREACH_TEXT);
  const campaigns = useCampaigns().data?.campaigns.filter(({ mayChange }) => mayChange) ?? [];
  const [chosen, setChosen] = useState(known?.campaignId ?? '');
  const [typedCodes, setTypedCodes] = useState(known?.codes.map(formatPlacementCode).join(', ') ?? '');
  const today = thaiDayOf(new Date(serverNow()));
  const [facts, setFacts] = useState<EventFacts>(() => ({
    kind: known?.kind ?? 'roadshow',
    name: known?.name ?? '',
    startsOn: known?.startsOn ?? today,
    endsOn: known?.endsOn ?? today,
    placeName: known?.placeName ?? '',
    position: known?.position ?? null,
    hosts: known?.hosts ?? '',
    attendance: known?.attendance ?? null,
    results: known?.results ?? '',
    status: known?.status ?? 'planned',
    codes: known?.codes ?? [],
  }));
  const [isLong, setLong] = useState(facts.endsOn !== facts.startsOn);
  const save = useSaveEvent(known);
  const change = (changed: Partial<EventFacts>): void => setFacts({ ...facts, ...changed });
  const campaignId = chosen || (campaigns[0]?.id ?? '');
  return (
    <form
      className={css.form}
      aria-label={known ? t('event.changeOf', { name: known.name }) : t('event.new')}
      onSubmit={(event) => {
        event.preventDefault();
        const endsOn = isLong ? facts.endsOn : facts.startsOn;
        save.mutate({ ...facts, campaignId, endsOn, codes: readCodes(typedCodes) }, { onSuccess: onClose });
      }}
    >
      <NativeSelect
        size="lg"
        label={t('event.kindLabel')}
        value={facts.kind}
        data={EVENT_KINDS.map((one) => ({ value: one, label: t(`event.kind.${one}`) }))}
        onChange={(event) =>
          change({ kind: EVENT_KINDS.find((one) => one === event.currentTarget.value) ?? facts.kind })
        }
      />
      <TextInput
        size="lg"
        required
        maxLength={150}
        label={t('event.name')}
        value={facts.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {!known && (
        <NativeSelect
          size="lg"
          label={t('map.campaign')}
          value={campaignId}
          data={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      <DayField
        around
        label={t('event.starts')}
        value={facts.startsOn}
        onChange={(day) => day && change({ startsOn: day })}
      />
      <Choices
        many
        hideLabel
        label={t('event.starts')}
        options={[{ value: 'long', label: t('event.long') }]}
        chosen={isLong ? ['long'] : []}
        onChange={(chosen) => setLong(chosen.length > 0)}
      />
      {isLong && (
        <DayField
          around
          label={t('event.ends')}
          value={facts.endsOn}
          onChange={(day) => day && change({ endsOn: day })}
        />
      )}
      <TextInput
        size="lg"
        required
        maxLength={200}
        label={t('event.place')}
        value={facts.placeName}
        onChange={(event) => change({ placeName: event.currentTarget.value })}
      />
      <PositionField required={false} position={facts.position} onChange={(position) => change({ position })} />
      <TextInput
        size="lg"
        maxLength={500}
        label={t('event.hosts')}
        value={facts.hosts}
        onChange={(event) => change({ hosts: event.currentTarget.value })}
      />
      <TextInput
        size="lg"
        label={t('event.codesLabel')}
        description={t('event.codesHint')}
        value={typedCodes}
        onChange={(event) => setTypedCodes(event.currentTarget.value)}
      />
      <NativeSelect
        size="lg"
        label={t('event.statusLabel')}
        value={facts.status}
        data={EVENT_STATUSES.map((one) => ({ value: one, label: t(`event.status.${one}`) }))}
        onChange={(event) =>
          change({ status: EVENT_STATUSES.find((one) => one === event.currentTarget.value) ?? facts.status })
        }
      />
      {facts.status === 'held' && (
        <>
          <NumberField
            label={t('event.attendance')}
            most={1_000_000}
            value={facts.attendance}
            onChange={(attendance) => change({ attendance })}
          />
          <Textarea
            size="lg"
            maxLength={2000}
            autosize
            minRows={3}
            label={t('event.results')}
            description={t('event.resultsHint')}
            value={facts.results}
            onChange={(event) => change({ results: event.currentTarget.value })}
          />
        </>
      )}
      <FormEnd save={known ? t('place.save') : t('event.add')} sending={save} onCancel={onClose} />
    </form>
  );
}
