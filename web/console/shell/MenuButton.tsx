import { Button, type ButtonProps } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useText } from '../ui/use-text.ts';
import css from './ShellMenu.module.css';

type Props = ButtonProps & { name: string; onClick: () => void; ref?: Ref<HTMLButtonElement> };

/** `name`: of the signed-in person. */
export function MenuButton({ name, ...props }: Props) {
  const { t } = useText();
  return (
    <Button
      variant="default"
      aria-haspopup="dialog"
      aria-expanded={false}
      aria-label={`${t('nav.menu')}: ${name}`}
      leftSection={<IconUserCircle aria-hidden size={22} />}
      {...props}
      className={css.button}
    >
      <span className={css.name}>{name}</span>
    </Button>
  );
}
