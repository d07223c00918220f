import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Me } from '#contract/access';
import type { NamedAgency } from '#contract/incident';
import type { Unit } from '#contract/units';
import { UNITS_TEXT } from '../../../text/units.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { PageList } from '../../../ui/PageList.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './board.module.css';
import { countUnits, useUnits } from './board.ts';
import { UnitForm } from './UnitForm.tsx';
import { UnitRow } from './UnitRow.tsx';

type Props = { me: Me; incidentPath: (incidentId: string) => string; onOpen: (incidentId: string) => void };

/** The board of units: which are free, which have a job, which are out of service. */
export function UnitsPage({ me, incidentPath, onOpen }: Props) {
  const { t } = useText(UNITS_TEXT);
  const units = useUnits();
  const all = units.data ?? [];
  // The user's own stations come first, even without a unit.
  const own = me.memberships.filter(({ agencyKind }) => agencyKind === 'station').map(({ agency }) => agency);
  const agencies = [...own, ...all.map(({ agency }) => agency)].filter(
    ({ id }, index, list) => list.findIndex((one) => one.id === id) === index,
  );
  return (
    <section className={css.page} aria-labelledby="units-title">
      <h2 id="units-title" className={css.title}>
        {t('title')}
      </h2>
      <p className={css.small}>{t('hint')}</p>
      {all.length > 0 && <p className={css.counts}>{t('counts', countUnits(all))}</p>}
      <PageList list={units} isEmpty={agencies.length === 0} empty={t('none')}>
        {agencies.map((agency) => (
          <AgencyUnits
            key={agency.id}
            agency={agency}
            units={all.filter((unit) => unit.agency.id === agency.id)}
            mayMake={me.permissions.includes('unit:manage')}
            incidentPath={incidentPath}
            onOpen={onOpen}
          />
        ))}
      </PageList>
    </section>
  );
}

type AgencyProps = Omit<Props, 'me'> & { agency: NamedAgency; units: Unit[]; mayMake: boolean };

function AgencyUnits({ agency, units, mayMake, incidentPath, onOpen }: AgencyProps) {
  const { language } = useText();
  const { t } = useText(UNITS_TEXT);
  const [isMaking, setMaking] = useState(false);
  return (
    <section className={css.agency}>
      <h3 className={css.agencyName}>{formatAgency(agency, language)}</h3>
      {units.length === 0 && <p className={css.small}>{t('none')}</p>}
      <ul className={css.units}>
        {units.map((unit) => (
          <UnitRow key={unit.id} unit={unit} incidentPath={incidentPath} onOpen={onOpen} />
        ))}
      </ul>
      {mayMake && !isMaking && (
        <Button className={css.make} variant="default" onClick={() => setMaking(true)}>
          {t('make')}
        </Button>
      )}
      {isMaking && <UnitForm agencyId={agency.id} unit={null} onDone={() => setMaking(false)} />}
    </section>
  );
}
