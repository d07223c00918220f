import { Button } from '@mantine/core';
import { IconHandStop, IconPhoneOff, IconPlayerPause } from '@tabler/icons-react';
import type { CaseSummary } from '#contract/case-api';
import { formatSubdistrictInThai } from '#contract/jurisdiction';
import { describeProblem } from '../../../api/describe-problem.ts';
import { goTo, linkTo } from '../../../router.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { listed } from '../../../ui/list-keys.ts';
import { Since } from '../../../ui/Since.tsx';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import css from './cases.module.css';
import { type CaseGroup, nextActOf } from './order-cases.ts';
import { RiskChip } from './RiskChip.tsx';
import { useCaseStep } from './use-case-step.ts';
import { useCaseTitle } from './use-case-title.ts';

type Props = {
  one: CaseSummary;
  group: CaseGroup;
  mayWork: boolean;
  /** The list has cases of several agencies. */
  namesAgency: boolean;
};

/** One act in words, whose it is, one clock, one button. */
export function CaseRow({ one, group, mayWork, namesAgency }: Props) {
  const { t, language } = useText(CASES_TEXT);
  const { t: common } = useText();
  const titleOf = useCaseTitle();
  const act = nextActOf(one);
  const view = { name: 'page', page: 'cases', id: one.id } as const;
  const send = useCaseStep(one.id, () => goTo(view));
  const link = linkTo(view);
  const place = language === 'en' ? one.place.subdistrictEn : formatSubdistrictInThai(one.place);
  const button = t(`button.${group === 'others' || group === 'nobody' ? 'look' : act}`);
  const mayAccept = group === 'nobody' && mayWork;
  return (
    <li className={work.row} data-group={group}>
      <div className={work.what}>
        <a className={work.act} {...link} {...listed()}>
          {t(`act.${act}`)}
        </a>
        <p>
          {titleOf(one)} · {place}
          {one.incidentType && ` · ${common(`type.${one.incidentType}`)}`}
        </p>
        {group === 'others' && (
          <p className={css.small}>
            {one.worker?.name ?? t('nobodyYet')}
            {namesAgency && ` · ${formatAgency(one.agency, language)}`}
          </p>
        )}
        {(group === 'offered' || (group === 'nobody' && namesAgency)) && (
          <p className={css.small}>{formatAgency(one.agency, language)}</p>
        )}
      </div>
      <div className={work.side}>
        <p className={work.clock}>
          {one.waitingSince ? (
            <Since at={one.waitingSince} text={(time) => t('waits', { time })} />
          ) : (
            <Since at={one.openedAt} text={(time) => t('since', { time })} />
          )}
        </p>
        {mayAccept ? (
          <Button
            leftSection={<IconHandStop aria-hidden size={22} />}
            loading={send.isPending}
            onClick={() => send.mutate({ step: 'accept' })}
          >
            {t('button.accept')}
          </Button>
        ) : (
          <Button component="a" variant="default" {...link} aria-label={`${button}: ${titleOf(one)}`}>
            {button}
          </Button>
        )}
      </div>
      <div className={work.under}>
        <p className={work.chips}>
          <RiskChip risk={one.risk} />
          {one.silent && (
            <span className={work.safe}>
              <IconPhoneOff aria-hidden size={20} /> {t('silent')}
            </span>
          )}
          {one.hold && (
            <span className={work.chip}>
              <IconPlayerPause aria-hidden size={18} /> {t('until', { day: formatDate(one.hold.until, language) })}
            </span>
          )}
        </p>
        {send.isError && (
          <p role="alert" className={css.problem}>
            {describeProblem(send.error, language)}
          </p>
        )}
      </div>
    </li>
  );
}
