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

export interface OneTimeCode {
  user: string;
  code: string;
  endsAt: string;
}
