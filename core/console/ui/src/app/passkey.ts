// SPDX-License-Identifier: Apache-2.0
import { post, Problem } from './api';
import { t } from './i18n';

/** Whether this browser can do it at all, and here: only at an address with a name, over HTTPS. */
export function canPasskey(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;
}

/** Lets the device show who sits here; for the platform to check. */
export async function usePasskey(): Promise<unknown> {
  const asked = await post<PublicKeyCredentialRequestOptionsJSON>('/passkeys/question');
  return told(() => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) }));
}

/** Lets the device make a passkey for who is signed in. */
export async function makePasskey(password: string): Promise<unknown> {
  const asked = await post<PublicKeyCredentialCreationOptionsJSON>('/passkeys/options', { password });
  return told(() => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) }));
}

async function told(what: () => Promise<Credential | null>): Promise<unknown> {
  let answer: Credential | null = null;
  try {
    answer = await what();
  } catch {
    // cancelled, too late, or no passkey for this place: the browser does not say which
  }
  if (!(answer instanceof PublicKeyCredential)) throw new Problem(0, 'passkey', t('passkey.none'), t('passkey.noneTodo'));
  return answer.toJSON();
}
