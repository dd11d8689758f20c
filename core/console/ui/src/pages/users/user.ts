// SPDX-License-Identifier: Apache-2.0

export interface User {
  id: string;
  name: string;
  kind: 'TECHNICIAN' | 'CONTACT';
  tenant: string | null;
  role: string;
  createdAt: string;
  disabledAt: string | null;
}

export interface UserDetail {
  user: User;
  allTenants: boolean;
  visible: string[];
  secondFactor: boolean;
  passkeys: number;
  providers: string[];
  /** where he is sent a code if he forgets his password */
  mail: string | null;
}

export interface Role {
  name: string;
  members: number;
}

/** A line of the matrix of permissions and roles. */
export interface RolePermission {
  permission: string;
  english: string;
  italian: string;
  dormant: boolean;
  roles: string[];
}

export interface OneTimeCode {
  user: string;
  /** null: it was mailed, and is nobody else's */
  code: string | null;
  endsAt: string;
  mailedTo: string | null;
  /** why it was not mailed although it should have been */
  mailFailure: string | null;
}
