import i18next from 'i18next';

/**
 * Adds the texts of a namespace and returns its name for `useText`, so that a component cannot use texts that are not
 * there. They are in the chunk of the pages that import them, because the first load is at its limit.
 */
export function addTexts<N extends string>(namespace: N, { th, en }: { th: object; en: object }): N {
  i18next.addResourceBundle('th', namespace, th);
  i18next.addResourceBundle('en', namespace, en);
  return namespace;
}
