/** A made-up photo (a broken window at night) as base64 JPEG, so that a drill needs no real picture. */
export async function takeSamplePhoto(): Promise<string> {
  const canvas = document.createElement('canvas');
  canvas.width = 960;
  canvas.height = 720;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('simulator/no-canvas');
  const sky = pen.createLinearGradient(0, 0, 0, 720);
  sky.addColorStop(0, '#101726');
  sky.addColorStop(1, '#3b3a4d');
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 960, 720);
  pen.fillStyle = '#7a5a44';
  pen.fillRect(180, 160, 600, 480);
  pen.fillStyle = '#f3d27a';
  pen.fillRect(300, 250, 360, 260);
  pen.strokeStyle = '#2a2018';
  pen.lineWidth = 10;
  for (const [x, y] of [
    [330, 260],
    [620, 280],
    [600, 500],
    [340, 470],
    [480, 250],
  ] as const) {
    pen.beginPath();
    pen.moveTo(480, 385);
    pen.lineTo(x, y);
    pen.stroke();
  }
  pen.fillStyle = '#ffffff';
  pen.font = '600 34px "Noto Sans Thai"';
  pen.fillText('ภาพตัวอย่างสำหรับฝึก', 24, 690);
  return dropPrefix(canvas.toDataURL('image/jpeg', 0.82));
}

/** A chosen file as base64. */
export function readPhoto(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(dropPrefix(String(reader.result)));
    reader.onerror = () => reject(new Error('simulator/unreadable-file'));
    reader.readAsDataURL(file);
  });
}

const dropPrefix = (dataUrl: string) => dataUrl.slice(dataUrl.indexOf(',') + 1);
