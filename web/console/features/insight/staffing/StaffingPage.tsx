import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { INSIGHT_TEXT } from '../../../text/insight.ts';
import { STAFFING_TEXT } from '../../../text/staffing.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from '../insight.module.css';
import { useScopes } from '../insight-data.ts';
import { AskForm } from './AskForm.tsx';
import { EarlierSimulations } from './EarlierSimulations.tsx';
import { KnownStaffing } from './KnownStaffing.tsx';
import { SimulationResults } from './SimulationResults.tsx';
import { useStaffing } from './staffing-data.ts';

/** Units for a province: what is known of it, questions, and what a simulation answers. */
export default function StaffingPage() {
  const { t } = useText(STAFFING_TEXT);
  const { t: insight } = useText(INSIGHT_TEXT);
  const { language } = useText();
  const scopes = useScopes();
  const provinces = scopes.data?.provinces ?? [];
  const [chosen, setChosen] = useState<string>();
  const [shown, setShown] = useState<{ id: string; isReopened: boolean }>();
  const province = chosen ?? provinces[0]?.code ?? '';
  const staffing = useStaffing(province);
  return (
    <PageList list={scopes} isEmpty={provinces.length === 0} empty={insight('notYours')}>
      <div className={css.filters}>
        <NativeSelect
          label={t('province')}
          size="md"
          value={province}
          data={provinces.map(({ code, nameTh, nameEn }) => ({
            value: code,
            label: (language === 'en' && nameEn) || nameTh,
          }))}
          onChange={(event) => {
            setChosen(event.currentTarget.value);
            setShown(undefined);
          }}
        />
      </div>
      <PageList list={staffing} isEmpty={false} empty="">
        {staffing.data && (
          <>
            {staffing.data.isEnough ? (
              <AskForm key={province} staffing={staffing.data} onAsked={(id) => setShown({ id, isReopened: false })} />
            ) : (
              <p className={css.part}>{t('known.tooFew', { n: staffing.data.n })}</p>
            )}
            {shown && <SimulationResults key={shown.id} {...shown} />}
            <EarlierSimulations
              province={province}
              openId={shown?.id}
              onOpen={(id) => setShown({ id, isReopened: true })}
            />
            <KnownStaffing staffing={staffing.data} />
          </>
        )}
      </PageList>
    </PageList>
  );
}
