import { useQuery } from '@tanstack/react-query';
import { describeProblem } from '../../../api/describe-problem.ts';
import { CHANNELS_TEXT } from '../../../text/channels.ts';
import { useText } from '../../../ui/use-text.ts';
import { Waiting } from '../../../ui/Waiting.tsx';
import css from '../alerting.module.css';
import { myChannelsQuery } from '../channels.ts';
import { DevicesSection } from './DevicesSection.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { TestSection } from './TestSection.tsx';

type Props = { accountPath: string };

/** An officer's alert channels: devices, LINE, quiet hours, and a test of all of them. */
export default function ChannelsPage({ accountPath }: Props) {
  const { t } = useText(CHANNELS_TEXT);
  const { t: appText, language } = useText();
  const mine = useQuery(myChannelsQuery);
  if (mine.isPending) return <Waiting label={appText('app.loading')} />;
  if (mine.isError) return <p role="alert">{describeProblem(mine.error, language)}</p>;
  const { settings, isOnDuty } = mine.data;
  return (
    <div className={css.page}>
      <h2 className={css.title}>{t('title')}</h2>
      <p>
        {t('lead')}
        <br />
        <span className={isOnDuty ? css.good : css.muted}>{t(isOnDuty ? 'onDuty' : 'offDuty')}</span>
      </p>
      <DevicesSection mine={mine.data} language={language} />
      <SettingsSection key={JSON.stringify(settings)} mine={mine.data} accountPath={accountPath} />
      <TestSection mine={mine.data} />
    </div>
  );
}
