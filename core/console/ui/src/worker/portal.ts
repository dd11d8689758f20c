// SPDX-License-Identifier: Apache-2.0
// The portal's worker: its pages without a connection.
import './shell';
