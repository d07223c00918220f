type Child = Node | string | false | null | undefined;
type Given = Readonly<Record<string, string | boolean | ((event: Event) => void) | undefined>>;

/** Makes an element: texts are set as text, never as markup; `on…` are listeners. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  given: Given = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

let numbers = 0;
/** An id that is on the page once, for a label and what it is of. */
export function nextId(): string {
  numbers += 1;
  return `f${numbers}`;
}
