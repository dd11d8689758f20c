// SPDX-License-Identifier: Apache-2.0
// Does not compile if the SDK is not what its contract promises.
import type * as First from '../../public/ui/sdk/1.0/sdk';
import type * as Contract from '../../public/ui/sdk/1.1/sdk';
import * as sdk from './index';

// what `css` takes is made by `css` alone, whose inside the contract does not show
export const held: Omit<typeof Contract, 'css'> & { css: (strings: TemplateStringsArray, ...values: number[]) => Contract.Style } = sdk;

// it only grows: what 1.0 promised holds
export const kept: typeof First = {} as typeof Contract;
