// SPDX-License-Identifier: Apache-2.0
/** What the build knows of these pages; build/app.ts puts it here. */
export interface Built {
  /** where they are on the server, `/` */
  base: string;
  /** another one with each change of any of their files */
  version: string;
  /** what they begin with */
  files: string[];
  icon: string;
  badge: string;
}

declare const __BUILT__: Built;

export const BUILT = __BUILT__;
