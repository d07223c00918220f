import { Button } from '@mantine/core';
import { PHONE_TEXT } from '../../../text/phone.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './Phone.module.css';

type Props = { count: number; onStay: () => void; onLeave: (drops: boolean) => void };

/** Asked before signing out with unsent entries: keep them, send them first, or delete them. */
export function LeavingSheet({ count, onStay, onLeave }: Props) {
  const { t: p } = useText(PHONE_TEXT);
  return (
    <section className={css.leaving} role="status">
      <h2 className={css.question}>{count > 0 ? p('leaving.title', { count }) : p('leaving.sent')}</h2>
      {count > 0 ? (
        <>
          <p className={css.small}>{p('leaving.hint')}</p>
          <Button className={css.second} onClick={onStay}>
            {p('leaving.stay')}
          </Button>
          <Button variant="default" className={css.second} onClick={() => onLeave(false)}>
            {p('leaving.keep')}
          </Button>
          <Button variant="subtle" color="red" className={css.second} onClick={() => onLeave(true)}>
            {p('leaving.drop')}
          </Button>
        </>
      ) : (
        <>
          <Button className={css.second} onClick={() => onLeave(false)}>
            {p('leaving.out')}
          </Button>
          <Button variant="default" className={css.second} onClick={onStay}>
            {p('leaving.back')}
          </Button>
        </>
      )}
    </section>
  );
}
