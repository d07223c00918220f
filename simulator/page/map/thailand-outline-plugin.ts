import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Plugin } from 'vite';

const name = 'virtual:thailand-outline';
const thailand = '764';

/** Takes Thailand alone out of npm world-atlas (Natural Earth, public domain) while building: 60 KB instead of 3.6 MB. */
export function thailandOutline(): Plugin {
  return {
    name: 'thailand-outline',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      const file = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json');
      const topology = JSON.parse(readFileSync(file, 'utf8')) as Topology<{ countries: GeometryCollection }>;
      const country = topology.objects.countries.geometries.find((one) => one.id === thailand);
      if (!country) throw new Error('world-atlas has no Thailand');
      const round = (_key: string, value: unknown) =>
        typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : value;
      return `export default ${JSON.stringify(feature(topology, country), round)}`;
    },
  };
}
