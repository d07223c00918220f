import { HELP_PICTURE_KINDS, type HelpPictureKind, type OwnHelpPicture } from '#contract/help-pictures';
import { el } from './element.ts';
import { Refused, type RequestApi } from './request-api.ts';
import type { Texts } from './texts.ts';

const TRY_AGAIN_MS = 4000;
/** Enough to read a paper, at a tenth of the original size. */
const LONGEST_SIDE = 2000;
const QUALITY = 0.82;

type Waiting = { key: string; kind: HelpPictureKind; picture: Promise<Blob>; url: string; isLate: boolean };
type Given = {
  api: RequestApi;
  texts: () => Texts;
  pictures: () => readonly OwnHelpPicture[];
  onChanged: (pictures: OwnHelpPicture[]) => void;
};

/** Pictures that the person adds: sent one after another, tried again without signal, shown as they are stored. */
export function createPictures({ api, texts, pictures, onChanged }: Given) {
  const waiting: Waiting[] = [];
  const shown = new Map<string, string>();
  let problem = '';
  let running: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function sendAll(): Promise<void> {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const { key, kind, picture } = next;
      try {
        const { id } = await api.addPicture(kind, await picture, key);
        waiting.shift();
        onChanged([...pictures(), { id, kind, addedAt: new Date().toISOString() }]);
      } catch (error) {
        if (!(error instanceof Refused)) {
          next.isLate = true;
          clearTimeout(timer);
          timer = setTimeout(send, TRY_AGAIN_MS);
          return draw();
        }
        waiting.shift();
        problem = error.message;
      }
      URL.revokeObjectURL(next.url);
      draw();
    }
  }
  function send(): void {
    running ??= sendAll().finally(() => {
      running = undefined;
    });
  }
  function add(kind: HelpPictureKind, file: File): void {
    problem = '';
    waiting.push({
      key: crypto.randomUUID(),
      kind,
      picture: shrink(file),
      url: URL.createObjectURL(file),
      isLate: false,
    });
    draw();
    send();
  }
  async function remove(id: string): Promise<void> {
    try {
      onChanged((await api.removePicture(id)).pictures);
      problem = '';
    } catch (error) {
      problem = error instanceof Refused ? error.message : texts().t('offline');
    }
    draw();
  }
  async function show(id: string, image: HTMLImageElement): Promise<void> {
    const url = shown.get(id) ?? (await api.picture(id).then(URL.createObjectURL, () => ''));
    if (url === '') return;
    shown.set(id, url);
    image.src = url;
  }

  const list = el('div', { class: 'pictures' });
  function draw(): void {
    const { t, form } = texts();
    list.replaceChildren(
      ...pictures().map(({ id, kind }) => {
        const image = el('img', { alt: form.pictureKinds[kind] });
        void show(id, image);
        const take = el(
          'button',
          {
            type: 'button',
            class: 'quiet',
            'aria-label': `${t('pictures.remove')}: ${form.pictureKinds[kind]}`,
            onclick: () => void remove(id),
          },
          t('pictures.remove'),
        );
        return el('figure', {}, image, el('figcaption', {}, form.pictureKinds[kind]), take);
      }),
      ...waiting.map(({ kind, url, isLate }) =>
        el(
          'figure',
          { class: isLate ? 'late' : undefined },
          el('img', { alt: form.pictureKinds[kind], src: url }),
          el('figcaption', {}, form.pictureKinds[kind]),
          el('p', { role: 'status', class: 'state' }, t(isLate ? 'pictures.waiting' : 'pictures.sending')),
        ),
      ),
      problem === '' ? '' : el('p', { role: 'alert', class: 'problem' }, problem),
    );
  }
  return {
    /** The place where pictures are added and seen. */
    field(): HTMLElement {
      const { t, form } = texts();
      draw();
      const choice = (kind: HelpPictureKind) => {
        const input = el('input', { type: 'file', accept: 'image/*', class: 'file' });
        input.addEventListener('change', () => {
          const [file] = input.files ?? [];
          input.value = '';
          if (file) add(kind, file);
        });
        return el('label', { class: 'add-picture' }, input, el('span', {}, `+ ${form.pictureKinds[kind]}`));
      };
      return el(
        'div',
        { class: 'field', 'data-path': 'pictures' },
        list,
        el('p', { class: 'hint' }, t('pictures.choose')),
        el('div', { class: 'options' }, ...HELP_PICTURE_KINDS.map(choice)),
      );
    },
    /** Whether all of them have arrived; waits for the one that is on its way. */
    async finish(): Promise<boolean> {
      send();
      await running;
      return waiting.length === 0;
    },
  };
}

/** Smaller and upright, and without what the camera added; one that can't be made smaller goes as it is. */
async function shrink(photo: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const smaller = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
    return smaller ?? photo;
  } catch {
    return photo;
  }
}
