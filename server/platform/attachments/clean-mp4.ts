/** A part of an ISO base media file: its header begins at `start`, its content at `body`. */
type Box = { type: string; start: number; body: number; end: number };

/**
 * The boxes that sound and picture need, by the box that holds them (ISO/IEC 14496-12). Whatever else stands there,
 * `udta` and `meta` with ©xyz and Apple's location, `uuid` with XMP, free space with leftovers, is blanked.
 */
const KEPT: Record<string, string> = {
  file: 'ftyp styp sidx moov mdat moof mfra',
  moov: 'mvhd trak mvex',
  trak: 'tkhd edts mdia tref',
  edts: 'elst',
  mdia: 'mdhd hdlr minf elng',
  minf: 'vmhd smhd dinf stbl',
  dinf: 'dref',
  stbl: 'stsd stts stss ctts cslg stsc stsz stz2 stco co64 sdtp sbgp sgpd subs saiz saio padb stdp',
  mvex: 'mehd trex leva',
  moof: 'mfhd traf',
  traf: 'tfhd tfdt trun sdtp sbgp sgpd subs saiz saio',
  mfra: 'tfra mfro',
};
/** A phone's film has some hundred boxes; more is a way to keep us busy. */
const MOST_BOXES = 20_000;

/**
 * Blanks all that is not picture or sound, in a copy: nothing moves, so every offset in the film stays right. What the
 * codec itself writes into its frames stays as it is.
 * @returns undefined for a file that is not built as it should be
 */
export function cleanMp4(original: Buffer): Buffer | undefined {
  const bytes = Buffer.from(original);
  try {
    const budget = { boxes: MOST_BOXES, samples: bytes.length, blanked: bytes.length };
    const file = { type: 'file', start: 0, body: 0, end: bytes.length };
    const isFragmented = listBoxes(bytes, file, budget).some(({ type }) => type === 'moof');
    cleanInside(bytes, file, { budget, isFragmented });
    return bytes;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What is left of the work that a file of this size may ask for: tables can name the same bytes again and again. */
type Budget = { boxes: number; samples: number; blanked: number };
type Scene = { budget: Budget; isFragmented: boolean };

function cleanInside(bytes: Buffer, parent: Box, scene: Scene): void {
  const kept = KEPT[parent.type]?.split(' ') ?? [];
  for (const box of listBoxes(bytes, parent, scene.budget)) {
    if (!kept.includes(box.type) || (box.type === 'trak' && !keepsTrack(bytes, box, scene))) blank(bytes, box);
    else if (box.type in KEPT) cleanInside(bytes, box, scene);
    else forgetOrigin(bytes, box);
  }
}

/** When it was made and by which program: fields that must stand there, so they are set to nothing. */
function forgetOrigin(bytes: Buffer, { type, body, end }: Box): void {
  if (type === 'mvhd' || type === 'tkhd' || type === 'mdhd') {
    bytes.fill(0, body + 4, Math.min(body + (bytes.readUInt8(body) === 1 ? 20 : 12), end));
  }
  if (type === 'hdlr') bytes.fill(0, Math.min(body + 24, end), end);
}

/** Sound and picture stay. A track of anything else (positions by the second) goes with all its samples. */
function keepsTrack(bytes: Buffer, track: Box, { budget, isFragmented }: Scene): boolean {
  const mdia = find(bytes, track, 'mdia', budget);
  const hdlr = find(bytes, mdia, 'hdlr', budget);
  if (['vide', 'soun'].includes(bytes.toString('latin1', hdlr.body + 8, hdlr.body + 12))) return true;
  // Its samples lie scattered over the fragments: better no film than one with a place in it.
  if (isFragmented) throw new RangeError('a fragmented track that is neither sound nor picture');
  blankSamples(bytes, find(bytes, find(bytes, mdia, 'minf', budget), 'stbl', budget), budget);
  return false;
}

function blankSamples(bytes: Buffer, stbl: Box, budget: Budget): void {
  const parts = listBoxes(bytes, stbl, budget);
  const table = (...types: string[]) => {
    const found = parts.find(({ type }) => types.includes(type));
    if (!found) throw new RangeError(`no ${types.join(' or ')}`);
    return found;
  };
  const stsz = table('stsz');
  const stsc = table('stsc');
  const offsets = table('stco', 'co64');
  const one = bytes.readUInt32BE(stsz.body + 4);
  const sizeOf = (sample: number) => one || bytes.readUInt32BE(stsz.body + 12 + 4 * sample);
  const samples = bytes.readUInt32BE(stsz.body + 8);
  const runs = bytes.readUInt32BE(stsc.body + 4);
  const chunks = bytes.readUInt32BE(offsets.body + 4);
  budget.samples -= samples;
  if (budget.samples < 0) throw new RangeError('more samples than bytes');
  let sample = 0;
  let run = 0;
  for (let chunk = 0; chunk < chunks && sample < samples; chunk++) {
    while (run + 1 < runs && bytes.readUInt32BE(stsc.body + 8 + 12 * (run + 1)) <= chunk + 1) run += 1;
    const perChunk = bytes.readUInt32BE(stsc.body + 8 + 12 * run + 4);
    const at =
      offsets.type === 'stco'
        ? bytes.readUInt32BE(offsets.body + 8 + 4 * chunk)
        : Number(bytes.readBigUInt64BE(offsets.body + 8 + 8 * chunk));
    let size = 0;
    for (let each = 0; each < perChunk && sample < samples; each++, sample++) size += sizeOf(sample);
    budget.blanked -= size;
    if (at + size > bytes.length || budget.blanked < 0) throw new RangeError('samples beyond the end');
    bytes.fill(0, at, at + size);
  }
}

function blank(bytes: Buffer, { start, body, end }: Box): void {
  bytes.write('free', start + 4, 'latin1');
  bytes.fill(0, body, end);
}

function find(bytes: Buffer, parent: Box, type: string, budget: Budget): Box {
  const found = listBoxes(bytes, parent, budget).find((box) => box.type === type);
  if (!found) throw new RangeError(`no ${type}`);
  return found;
}

/** @throws RangeError when a box is larger than the one around it */
function listBoxes(bytes: Buffer, parent: Box, budget: Budget): Box[] {
  const boxes: Box[] = [];
  for (let start = parent.body; start < parent.end; ) {
    const short = bytes.readUInt32BE(start);
    const type = bytes.toString('latin1', start + 4, start + 8);
    const body = start + (short === 1 ? 16 : 8);
    const size = short === 0 ? parent.end - start : short === 1 ? Number(bytes.readBigUInt64BE(start + 8)) : short;
    const end = start + size;
    budget.boxes -= 1;
    if (end < body || end > parent.end || budget.boxes < 0) throw new RangeError(`a broken ${type}`);
    boxes.push({ type, start, body, end });
    start = end;
  }
  return boxes;
}
