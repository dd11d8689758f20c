// SPDX-License-Identifier: Apache-2.0
package io.custode.api.access;

/** What became of a user. */
public enum UserFate {
  /** He is there, with a password or an invitation. */
  ADDED,
  /** He has another role. */
  ROLE_CHANGED,
  /** He cannot come in any more; his sessions and API tokens are gone. */
  DISABLED,
  /** He can come in again, and signs in anew. */
  ENABLED,
  /** He is gone for good. */
  REMOVED,
  /** He has another password; his sessions have ended. */
  PASSWORD_CHANGED,
  /** Somebody made a one-time code for him, with which he sets a password. */
  CODE_ISSUED,
  /** One or all of his sessions were ended. */
  SESSIONS_ENDED,
  /** He has one more API token. */
  TOKEN_ISSUED,
  /** One or all of his API tokens were revoked. */
  TOKEN_REVOKED,
  /** His sign-in needs a second factor from now on. */
  SECOND_FACTOR_ADDED,
  /** His sign-in needs no second factor any more. */
  SECOND_FACTOR_REMOVED,
  /** He may come from other networks than before. */
  NETWORKS_CHANGED,
  /** He is for emergencies from now on, or no more. */
  BREAK_GLASS_CHANGED,
  /** Somebody signed in as a user for emergencies. */
  BREAK_GLASS_USED,
  /** He is a technician or contact of other tenants than before, or sees others. */
  TENANTS_CHANGED,
  /** He can come in by a sign-in provider from now on. */
  IDENTITY_LINKED,
  /** He cannot come in by a sign-in provider any more. */
  IDENTITY_UNLINKED,
  /** He has one more passkey. */
  PASSKEY_ADDED,
  /** A passkey of his was removed. */
  PASSKEY_REMOVED,
  /** He has one more key for the shell. */
  SSH_KEY_ADDED,
  /** A key of his for the shell was removed. */
  SSH_KEY_REMOVED,
  /** He is sent a code elsewhere from now on if he forgets his password, or nowhere. */
  MAIL_ADDRESS_CHANGED,
  /** One more browser of his is told by push. */
  DEVICE_ADDED,
  /** A browser of his is told no more. */
  DEVICE_REMOVED
}
