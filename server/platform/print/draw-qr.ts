import QRCode from 'qrcode';

/** White around a code, in its squares; readers need it. */
const QUIET = 4;

/** A QR code as an SVG of one path, for `qr` of a template. `level`: how much of it may be covered. */
export function drawQr(text: string, level: 'M' | 'H'): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: level });
  const side = modules.size + QUIET * 2;
  let path = '';
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`;
}
