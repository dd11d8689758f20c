// SPDX-License-Identifier: Apache-2.0
import { html, type TemplateResult } from 'lit';
import { call, get, post } from '../../app/api';
import { t } from '../../app/i18n';
import type { Page } from '../../app/types';
import { icon, type IconName } from '../../parts/icon';

export type TrustState = 'TRUSTED' | 'ENDING' | 'EXPIRED' | 'REVOKED' | 'UNKNOWN';

export interface Certificate {
  fingerprint: string;
  subject: string;
  beginsAt: string;
  endsAt: string;
  from: string;
}

/** A publisher by the key, whatever holds of it now. */
export interface Publisher {
  key: string;
  name: string;
  state: TrustState;
  /** empty: no certificate is known */
  endsAt: string;
  /** ids of what is installed */
  plugins: string[];
  reason: string;
  certificates: Certificate[];
}

export interface Revocation {
  /** `key:` or `jar:` and its SHA-256, then perhaps `@` and a key */
  what: string;
  reason: string;
  at: string;
  /** id of a user, or `catalog:` and its name */
  by: string;
  liftedAt: string | null;
  liftedBy: string | null;
}

/** What a revocation is of. */
export interface RevocationPlan {
  what: string;
  plugins: string[];
  machines: number;
}

export const publishers = (): Promise<Page<Publisher>> => get<Page<Publisher>>('/publishers');
export const revocations = (): Promise<Page<Revocation>> => get<Page<Revocation>>('/revocations');
export const lookAt = (certificate: string): Promise<Publisher> => post<Publisher>('/publishers/look', { certificate });
export const trust = (certificate: string, name: string): Promise<Publisher> => post<Publisher>('/publishers', { certificate, name: name || null });
export const planOf = (what: string): Promise<RevocationPlan> => post<RevocationPlan>('/revocations/plan', { what });
export const revoke = (what: string, reason: string): Promise<Revocation> => post<Revocation>('/revocations', { what, reason });
export const lift = (what: string): Promise<Revocation> => call<Revocation>('DELETE', `/revocations/${what}`);

/** The SHA-256 in what people paste: with colons or blanks, in capitals, after `Fingerprint=`. */
export function readFingerprint(text: string): string {
  return text.replace(/^.*=/, '').replace(/[\s:.-]/g, '').toLowerCase();
}

/** As openssl prints it, so that two can be laid side by side; no line breaks within a byte. */
export function pairs(sha256: string): TemplateResult {
  const bytes = sha256.toUpperCase().match(/../g) ?? [];
  return html`${bytes.map((byte, i) => html`${i ? html`:<wbr>` : ''}${byte}`)}`;
}

const BEGIN = '-----BEGIN';

/** A certificate from a file, as PEM: one that is written in bytes becomes it. */
export async function pemOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  if (text.includes(BEGIN)) return text;
  const base64 = btoa(String.fromCharCode(...bytes)).replace(/.{64}/g, '$&\n');
  return `${BEGIN} CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

const STATES: Record<TrustState, [string, IconName]> = {
  TRUSTED: ['ok', 'circle-check'],
  ENDING: ['warn', 'clock'],
  EXPIRED: ['warn', 'triangle-alert'],
  REVOKED: ['bad', 'ban'],
  UNKNOWN: ['warn', 'circle-question-mark'],
};

export function trustTag(state: TrustState): TemplateResult {
  const [tone, shape] = STATES[state];
  return html`<span class="tag ${tone}" data-testid="trust-state" data-state=${state}>${icon(shape, 12)}${t(`trustState.${state}`)}</span>`;
}
