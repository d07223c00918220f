import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Page, PageProps } from '../page.ts';
import { LazyPage } from '../ui/LazyPage.tsx';
import { useText } from '../ui/use-text.ts';
import css from './Shell.module.css';

type Props = PageProps & {
  page: Page;
  /** The main tasks, beside the back button. */
  bar?: ReactNode;
  /** Absent if there is no queue to go back to. */
  onBack?: () => void;
};

export function ShellPage({ page, bar, onBack, ...props }: Props) {
  const { t } = useText();
  return (
    <>
      {onBack && (
        <div className={css.back} data-width={page.width ?? 860}>
          <Button variant="default" leftSection={<IconArrowLeft size={20} />} onClick={onBack}>
            {t('app.toQueue')}
          </Button>
          {bar}
        </div>
      )}
      <LazyPage key={page.path}>
        <page.Component {...props} />
      </LazyPage>
    </>
  );
}
