import '@mantine/core/styles/InlineInput.layer.css';
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import '@mantine/core/styles/Checkbox.layer.css';
import { IconCircleCheck, IconPhoneX } from '@tabler/icons-react';
import { type KeyboardEvent, lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import { CALL_LINES, type CallLine, type PhoneReport } from '#contract/control-room';
import { INCIDENT_TYPES } from '#contract/incident-type';
import type { Agency } from '#contract/jurisdiction';
import { describeProblem } from '../../../api/describe-problem.ts';
import type { Pin } from '../../../map/pin.ts';
import { CONTROL_ROOM_TEXT } from '../../../text/control-room.ts';
import { ErrorBoundary } from '../../../ui/ErrorBoundary.tsx';
import { formatAgency } from '../../../ui/format-agency.ts';
import { SegmentedControl } from '../../../ui/segmented-control.ts';
import { useText } from '../../../ui/use-text.ts';
import { TYPE_ICONS } from '../../incident/index.ts';
import css from '../control-room.module.css';
import { isOddPhone } from './call-draft.ts';
import { DuplicateCandidates } from './DuplicateCandidates.tsx';
import { PlaceField } from './PlaceField.tsx';
import { useCall } from './use-call.ts';

const MapCanvas = lazy(() => import('../../../map/MapCanvas.tsx'));
const nowhere = () => {};

type Props = {
  line: CallLine;
  /** A report started by somebody else. */
  begun: PhoneReport | null;
  agency: Agency | undefined;
  onOpen: (incidentId: string) => void;
  onNew: (line: CallLine) => void;
};

/** The form for a call, filled in by Tab alone: type, place, phone, note; Ctrl+Enter raises the alert. */
export function CallForm({ line, begun, agency, onOpen, onNew }: Props) {
  const { t: common, language } = useText();
  const { t } = useText(CONTROL_ROOM_TEXT);
  const first = useRef<HTMLInputElement>(null);
  // The caller is already speaking, so the clerk must be able to type at once.
  useEffect(() => first.current?.focus(), []);
  const { draft, change, report, saving, problem, send, drop, leave } = useCall(line, begun);
  const isAlerted = report?.state === 'submitted';
  // A missing type never delays the alert.
  const canAlert = draft.place !== null;
  const alert = () => canAlert && void send({ isDraft: false });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) alert();
    const number = event.altKey ? Number(event.key) : 0;
    const type = INCIDENT_TYPES[number - 1];
    if (type) {
      event.preventDefault();
      change({ type });
    }
  };
  const { place } = draft;
  const pins = useMemo<Pin[]>(
    () =>
      place
        ? [
            {
              id: 'call',
              lat: place.lat,
              lng: place.lng,
              accuracyMetres: place.accuracyMetres,
              tone: 'red',
              isChosen: true,
            },
          ]
        : [],
    [place],
  );
  const home = useMemo(
    () => (agency ? { ...agency.position, name: formatAgency(agency, language) } : null),
    [agency, language],
  );
  const next = () => {
    leave();
    onNew(draft.line);
  };
  const { lastNotified, incidentId } = report ?? {};
  return (
    <form className={css.call} onSubmit={(event) => event.preventDefault()} onKeyDown={onKeyDown}>
      <div className={css.callFields}>
        {isAlerted && lastNotified && (
          <p className={css.sent} role="status">
            <IconCircleCheck aria-hidden size={26} /> {t('call.sent', { code: lastNotified.code })} ·{' '}
            {t(`call.status.${lastNotified.status}`)}
          </p>
        )}
        {!isAlerted && (
          <SegmentedControl
            aria-label={t('call.line')}
            value={draft.line}
            onChange={(value) => change({ line: CALL_LINES.find((known) => known === value) ?? '191' })}
            data={[...CALL_LINES]}
          />
        )}
        <fieldset className={css.types}>
          <legend>{t('call.type')}</legend>
          {INCIDENT_TYPES.map((type, at) => {
            const Icon = TYPE_ICONS[type];
            return (
              <label key={type} className={css.type} data-chosen={draft.type === type || undefined}>
                <input
                  type="radio"
                  name="type"
                  ref={at === 0 ? first : undefined}
                  checked={draft.type === type}
                  onChange={() => change({ type })}
                />
                <Icon aria-hidden size={22} /> {common(type === 'unknown' ? 'typeChoice.unsure' : `type.${type}`)}
              </label>
            );
          })}
        </fieldset>
        <PlaceField
          place={place}
          text={draft.placeText}
          near={agency?.position}
          onPlace={(found) => change({ place: found })}
          onText={(placeText) => change({ placeText })}
        />
        <TextInput
          label={t('call.placeDetail')}
          size="md"
          maxLength={200}
          value={draft.placeDetail}
          onChange={(event) => change({ placeDetail: event.currentTarget.value })}
        />
        <TextInput
          label={t('call.phone')}
          size="md"
          inputMode="tel"
          maxLength={40}
          // Only a hint: new number ranges and foreign numbers must be accepted.
          description={isOddPhone(draft.callerPhone) ? t('call.phoneOdd') : undefined}
          value={draft.callerPhone}
          onChange={(event) => change({ callerPhone: event.currentTarget.value })}
        />
        <Textarea
          label={t('call.note')}
          size="md"
          autosize
          minRows={3}
          maxLength={2000}
          value={draft.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
        <div className={css.checks}>
          <Checkbox
            size="md"
            label={t('call.silent')}
            checked={draft.silent || report?.silent}
            // The control room never ends silent mode: a mistake must not endanger the caller.
            disabled={report?.silent}
            onChange={(event) => change({ silent: event.currentTarget.checked })}
          />
          <Checkbox
            size="md"
            label={t('call.callBack')}
            checked={draft.doNotCall}
            onChange={(event) => change({ doNotCall: event.currentTarget.checked })}
          />
        </div>
        {problem !== null && (
          <p role="alert" className={css.failed}>
            {describeProblem(problem, language)}
          </p>
        )}
        <div className={css.callActions}>
          <Button size="lg" color="green" disabled={!canAlert} onClick={alert}>
            {isAlerted ? t('call.more') : t('call.alert')} <kbd className={css.keys}>{t('call.alertKeys')}</kbd>
          </Button>
          {isAlerted && incidentId && (
            <Button size="lg" variant="default" onClick={() => onOpen(incidentId)}>
              {t('call.open')}
            </Button>
          )}
          {report && (
            <Button
              size="lg"
              variant="default"
              leftSection={<IconPhoneX aria-hidden size={20} />}
              onClick={() => void send({ isDraft: !isAlerted, cutOff: true })}
            >
              {t('call.cutOff')}
            </Button>
          )}
          <Button size="lg" variant="default" onClick={() => next()}>
            {t('call.new')}
          </Button>
          {report?.state === 'draft' && (
            <Button size="lg" variant="subtle" onClick={() => void drop().then(next)}>
              {t('call.drop')}
            </Button>
          )}
        </div>
        <p className={css.small} role="status">
          {isAlerted ? '' : t(saving === 'failed' ? 'call.notSaved' : `call.${saving}`)}
          {!canAlert && ` · ${t('call.needs')}`}
        </p>
        {report && !isAlerted && (
          <DuplicateCandidates
            reportId={report.reportId}
            basis={JSON.stringify([report.type, report.position, report.phone])}
            onOpen={onOpen}
          />
        )}
      </div>
      <div className={css.callMap}>
        <ErrorBoundary fallback={<p className={css.calm}>{common('map.failed')}</p>}>
          <Suspense fallback={null}>
            <MapCanvas
              pins={pins}
              home={home}
              onOpen={nowhere}
              onPick={(point) => change({ place: { ...point, source: 'console-pin', accuracyMetres: null, name: '' } })}
            />
          </Suspense>
        </ErrorBoundary>
      </div>
    </form>
  );
}
