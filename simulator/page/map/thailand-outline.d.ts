declare module 'virtual:thailand-outline' {
  import type { Feature, MultiPolygon } from 'geojson';

  const outline: Feature<MultiPolygon>;
  export default outline;
}
