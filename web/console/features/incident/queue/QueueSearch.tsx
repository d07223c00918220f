import { CloseButton, TextInput } from '@mantine/core';
import '@mantine/core/styles/CloseButton.layer.css';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { isDuressUnseen, isUnanswered } from '#contract/incident-status';
import { useKeys } from '../../../ui/use-keys.ts';
import { useText } from '../../../ui/use-text.ts';
import { matchesText, searchedTexts } from './match-queue.ts';
import css from './QueueSearch.module.css';

type Props = {
  incidents: readonly IncidentSummary[];
  /** Draws the remaining rows; with `isNone` none matches. */
  children: (found: readonly IncidentSummary[], isNone: boolean) => ReactNode;
  onOpen: (incidentId: string) => void;
  onClose: () => void;
};

/**
 * Filters the list by the typed text. Alarms that are filtered out are still counted here, so that none disappears
 * unnoticed.
 */
export default function QueueSearch({ incidents, children, onOpen, onClose }: Props) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const textOf = useMemo(() => searchedTexts((type) => t(`type.${type}`)), [t]);
  const isFound = (incident: IncidentSummary) => matchesText(textOf(incident), typed);
  const found = incidents.filter(isFound);
  const left = incidents.filter((incident) => !isFound(incident));
  const unanswered = left.filter(({ status }) => isUnanswered(status)).length;
  const forced = left.filter((incident) => !isUnanswered(incident.status) && isDuressUnseen(incident)).length;
  useKeys({ escape: onClose, '/': () => field.current?.select() });
  return (
    <>
      <search className={css.search}>
        <TextInput
          ref={field}
          aria-label={t('queue.search')}
          placeholder={t('queue.searchBy')}
          leftSection={<IconSearch aria-hidden size={20} />}
          rightSection={<CloseButton aria-label={t('queue.searchEnd')} onClick={onClose} />}
          size="md"
          autoComplete="off"
          autoFocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={pressed}
        />
        <p role="status" className={typed === '' ? 'visually-hidden' : css.found}>
          {typed !== '' && t('queue.found', { found: found.length, all: incidents.length })}
        </p>
        {unanswered + forced > 0 && (
          <button type="button" className={css.hidden} onClick={clear}>
            {unanswered > 0 && <>{t('queue.leftOut', { count: unanswered })} </>}
            {forced > 0 && <>{t('queue.leftOutForced', { count: forced })} </>}
            <span>{t('queue.showAll')}</span>
          </button>
        )}
      </search>
      {children(found, typed !== '' && found.length === 0)}
    </>
  );

  function clear(): void {
    setTyped('');
    field.current?.focus();
  }

  function pressed(event: KeyboardEvent): void {
    // While an input method is composing text, both keys belong to it.
    if (event.nativeEvent.isComposing) return;
    const [first] = found;
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    } else if (event.key === 'Enter' && typed !== '' && first) {
      event.preventDefault();
      onOpen(first.id);
    }
  }
}
