// SPDX-License-Identifier: Apache-2.0
// Does not compile if the SDK is not what its contract promises.
import type * as Contract from '../../public/ui/sdk/1.0/sdk';
import * as sdk from './index';

// what `css` takes is made by `css` alone, whose inside the contract does not show
export const held: Omit<typeof Contract, 'css'> & { css: (strings: TemplateStringsArray, ...values: number[]) => Contract.Style } = sdk;
