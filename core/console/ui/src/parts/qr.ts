// SPDX-License-Identifier: Apache-2.0
import { svg, html, type TemplateResult } from 'lit';
import { encode } from 'uqr';

/** A QR code of a text, dark on white in every theme, or cameras do not read it. */
export function qrCode(text: string, label: string): TemplateResult {
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return html`<svg role="img" aria-label=${label} data-testid="qr" viewBox="0 0 ${size} ${size}" width="200" height="200" shape-rendering="crispEdges">
    ${svg`<rect width=${size} height=${size} fill="#fff"></rect><path d=${path} fill="#000"></path>`}</svg>`;
}
