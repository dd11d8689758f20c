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
  code: string;
  endsAt: string;
}
