import { z } from 'zod';

/** An element with its namespace and local name, as `{namespace}name`. */
export type XmlElement = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string };

const SIGNS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads a document strictly: whatever XML 1.0 with namespaces does not allow is thrown. */
export function readXml(document: string): XmlElement {
  const written = document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/, '').trimEnd();
  const token = /<\/([\w:.-]+)>|<([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [
    { element: root, tag: '', scope: { xml: 'http://www.w3.org/XML/1998/namespace' } as Record<string, string> },
  ];
  let at = 0;
  while (at < written.length) {
    token.lastIndex = at;
    const found = token.exec(written);
    const top = open.at(-1);
    if (!found || !top) throw new Error(`not well-formed at ${at}: ${written.slice(at, at + 40)}`);
    at = token.lastIndex;
    const [, ending, tag, attributes = '', empty, text] = found;
    if (text !== undefined) {
      top.element.text += unescapeXml(text);
    } else if (ending !== undefined) {
      if (open.pop()?.tag !== ending || open.length === 0) throw new Error(`</${ending}> ends nothing`);
    } else if (tag !== undefined) {
      const given = [...attributes.matchAll(/([\w:.-]+)="([^"<]*)"/g)].map(([, key = '', value = '']) => [
        key,
        unescapeXml(value),
      ]);
      if (new Set(given.map(([key]) => key)).size < given.length) throw new Error(`an attribute of <${tag}> twice`);
      const all: Record<string, string> = Object.fromEntries(given);
      const declared = Object.entries(all).flatMap(([key, value]) => {
        const prefix = key === 'xmlns' ? '' : /^xmlns:(.+)$/.exec(key)?.[1];
        return prefix === undefined ? [] : [[prefix, value]];
      });
      const scope = { ...top.scope, ...Object.fromEntries(declared) };
      const own = Object.entries(all).filter(([key]) => !/^xmlns(:|$)/.test(key));
      const element = { name: qualified(tag, scope), attributes: Object.fromEntries(own), children: [], text: '' };
      top.element.children.push(element);
      if (!empty) open.push({ element, tag, scope });
    }
  }
  const [only] = root.children;
  if (open.length !== 1 || !only || root.children.length > 1 || root.text.trim()) throw new Error('not one element');
  return only;
}

function qualified(tag: string, scope: Record<string, string>): string {
  const [local = '', prefix = ''] = tag.split(':').reverse();
  const namespace = scope[prefix];
  if (namespace === undefined) throw new Error(`no namespace for <${tag}>`);
  return `{${namespace}}${local}`;
}

function unescapeXml(text: string): string {
  if ([...text].some((sign) => sign < ' ' && !'\t\n\r'.includes(sign)))
    throw new Error('a sign that XML does not have');
  return text.replace(/&(?:#(\d+)|(\w*));?/g, (whole, number?: string, name?: string) => {
    const sign = number ? String.fromCodePoint(Number(number)) : SIGNS[name ?? ''];
    if (sign === undefined || !whole.endsWith(';')) throw new Error(`no such entity: ${whole}`);
    return sign;
  });
}

const PIDF = 'urn:ietf:params:xml:ns:pidf';
const GP = `${PIDF}:geopriv10`;
const CIVIC = `${GP}:civicAddr`;
const element = <Children extends z.ZodType>(
  name: string,
  { attributes = {}, children, text = '' }: { attributes?: z.ZodRawShape; children?: Children; text?: string | RegExp },
) =>
  z.strictObject({
    name: z.literal(name),
    attributes: z.strictObject(attributes),
    children: children ?? z.tuple([]),
    text: typeof text === 'string' ? z.literal(text) : z.string().regex(text),
  });
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const wgs84 = { srsName: z.literal('urn:ogc:def:crs:EPSG::4326') };
const pos = element('{http://www.opengis.net/gml}pos', { text: /^-?\d+(\.\d+)? -?\d+(\.\d+)?$/ });
const shape = z.union([
  element('{http://www.opengis.net/gml}Point', { attributes: wgs84, children: z.tuple([pos]) }),
  element('{http://www.opengis.net/pidflo/1.0}Circle', {
    attributes: wgs84,
    children: z.tuple([
      pos,
      element('{http://www.opengis.net/pidflo/1.0}radius', {
        attributes: { uom: z.literal('urn:ogc:def:uom:EPSG::9001') },
        text: /^\d+(\.\d+)?$/,
      }),
    ]),
  }),
]);
const CIVIC_ORDER = ['country', 'A1', 'A2', 'A3', 'LOC'].map((name) => `{${CIVIC}}${name}`);
const civicPart = z.union([
  element(`{${CIVIC}}country`, { text: /^[A-Z]{2}$/ }),
  ...['A1', 'A2', 'A3', 'LOC'].map((name) => element(`{${CIVIC}}${name}`, { text: /\S/ })),
]);
const civic = element(`{${CIVIC}}civicAddress`, {
  attributes: { 'xml:lang': z.string() },
  children: z.array(civicPart).refine((parts) => {
    const places = parts.map(({ name }) => CIVIC_ORDER.indexOf(name));
    return places[0] === 0 && places.every((place, at) => at === 0 || place > (places[at - 1] ?? place));
  }, 'no country, twice, or out of order'),
});
const POLICY = `${GP}:basicPolicy`;
const rules = element(`{${GP}}usage-rules`, {
  children: z.union([
    z.tuple([
      element(`{${POLICY}}retransmission-allowed`, { text: /^(true|false)$/ }),
      element(`{${POLICY}}retention-expiry`, { text: DATE_TIME }),
    ]),
    z.tuple([
      element(`{${POLICY}}retransmission-allowed`, { text: /^(true|false)$/ }),
      element(`{${POLICY}}retention-expiry`, { text: DATE_TIME }),
      element(`{${POLICY}}note-well`, { attributes: { 'xml:lang': z.string() }, text: /\S/ }),
    ]),
  ]),
});
const location = element(`{${GP}}location-info`, { children: z.union([z.tuple([civic]), z.tuple([civic, shape])]) });
/** Names of IANA's registry of methods that we use. */
const method = element(`{${GP}}method`, { text: /^(GPS|Manual)$/ });

/** RFC 4119, 5139 and 5491 as far as we write it, closed: nothing else may be in it. The coarser of two locations comes first. */
const pidfLoSchema = element(`{${PIDF}}presence`, {
  attributes: { entity: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/) },
  children: z.tuple([
    element(`{${PIDF}}tuple`, {
      attributes: { id: z.string().regex(/^[A-Za-z_][\w.-]*$/) },
      children: z.tuple([
        element(`{${PIDF}}status`, {
          children: z.tuple([
            element(`{${GP}}geopriv`, {
              children: z.union([z.tuple([location, rules]), z.tuple([location, rules, method])]),
            }),
          ]),
        }),
        element(`{${PIDF}}timestamp`, { text: DATE_TIME }),
      ]),
    }),
  ]),
});

/** @throws if it is no PIDF-LO of ours @returns by local name the text of each element that has one */
export function readPidfLo(document: string): Record<string, string> {
  const root = readXml(document);
  pidfLoSchema.parse(root);
  const texts: Record<string, string> = {};
  const walk = ({ name, text, children }: XmlElement): void => {
    if (text) texts[name.slice(name.indexOf('}') + 1)] = text;
    children.forEach(walk);
  };
  walk(root);
  return texts;
}
