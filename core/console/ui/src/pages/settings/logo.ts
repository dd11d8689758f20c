// SPDX-License-Identifier: Apache-2.0

/** What the platform takes (`Branding`): a PNG of that many bytes and pixels a side. */
const MOST_BYTES = 64 * 1024;
const SIDES = [512, 384, 256, 192, 128, 64];

/**
 * Any picture that this browser can read, as a PNG that the platform takes: made smaller until it fits.
 *
 * @returns in Base64; null if it is no picture
 */
export async function logoOf(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  try {
    for (const side of SIDES) {
      const png = drawn(picture, side);
      if ((png.length * 3) / 4 <= MOST_BYTES) return png;
    }
    return null;
  } finally {
    picture.close();
  }
}

function drawn(picture: ImageBitmap, side: number): string {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}
